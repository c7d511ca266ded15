import { expect, it } from 'vitest';
import { findParameterSources } from '../../../../plan/verdicts/parameter-sources.ts';
import type { Json } from '../../../../spec/json.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import type { Binding } from '../../../../spec/openapi/scenario.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { createContexts, createExchange } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const parameters = (...names: string[]): Json =>
  names.map((name): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
const operation = (operationId: string): Json => ({
  operationId,
  responses: { 200: { description: 'done' } },
});
const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Books', version: '1' },
  paths: {
    '/books': { post: operation('createBook') },
    '/books/{id}': {
      parameters: parameters('id'),
      get: operation('readBook'),
      delete: operation('deleteBook'),
    },
    '/pages/{page}': { parameters: parameters('page'), get: operation('readPage') },
    '/files/{file}': { parameters: parameters('file'), get: operation('readFile') },
  },
});
const contexts = await createContexts(contract, {
  userMessages: new Map([['readFile', { path: { file: 'a' } }]]),
});

const binding: Binding = {
  ...{ in: 'path', name: 'id', source: 'creation', expression: '$response.body#/id', value: '7' },
};
const send = (id: string, name: string, bindings: readonly Binding[]): Exchange =>
  createExchange(
    1,
    {
      ...createCase(id, { operation: name }),
      step: { scenario: '/books/{id}', resource: '/books/{id}', action: 'read', item: 'A', bindings },
    },
    { status: 200 },
  );

it('names the expressions that scenarios have bound, and the reason if none has', () => {
  const exchanges = [
    send('creation', 'createBook', []),
    send('read', 'readBook', [binding]),
    send('again', 'readBook', [binding]),
  ];
  const others = 'values of other responses, of examples, or generated ones were used';
  expect(Object.fromEntries(findParameterSources(contexts, exchanges))).toEqual({
    readBook: [{ parameter: 'id', bindings: ['$response.body#/id of createBook'] }],
    deleteBook: [
      {
        ...{ parameter: 'id', bindings: [] },
        reason: `no scenario sent a request of this operation with an item of createBook: ${others}`,
      },
    ],
    readPage: [{ parameter: 'page', bindings: [], reason: `no operation creates the item: ${others}` }],
    readFile: [{ parameter: 'file', bindings: [], reason: 'the values of the fixtures were used' }],
  });
});
