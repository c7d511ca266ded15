import { describe, expect, it } from 'vitest';
import { bindAgain, bindBody, bindCreated, bindSent } from '../../../../plan/scenarios/bind.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Operation } from '../../../../spec/openapi/contract.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import { findResources, listIdNames } from '../../../../spec/openapi/resources.ts';
import type { Binding } from '../../../../spec/openapi/scenario.ts';
import { loadDocument } from '../../spec/create-document.ts';

const parameters: Json = [{ name: 'book_id', in: 'path', required: true, schema: { type: 'string' } }];
const body: Json = { content: { 'application/json': { schema: { type: 'object' } } } };

/** The operations of an API whose creation has these links. */
async function loadOperations(links: JsonObject = {}) {
  const { operations } = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    paths: {
      '/books': {
        post: {
          operationId: 'create',
          requestBody: body,
          responses: { 201: { description: 'Created', links } },
        },
      },
      '/books/{book_id}': {
        parameters,
        get: { operationId: 'read', responses: { 200: { description: 'OK' } } },
        put: { operationId: 'replace', requestBody: body, responses: { 200: { description: 'OK' } } },
      },
    },
  });
  const [resource] = findResources(operations);
  const [create, , replace] = operations;
  if (!resource || !create || !replace) throw new Error('no resource');
  return { resource, create, replace };
}

const { resource, create, replace } = await loadOperations();

interface Creation {
  item?: string;
  sent?: JsonObject;
  answered?: JsonObject;
  location?: string;
}

const createExchange = (id: string, { item = 'A', sent = {}, answered, location }: Creation): Exchange => ({
  id: 1,
  case: {
    ...{ id, operation: 'create', kind: 'valid', description: 'a creation', covers: [] },
    request: { method: 'POST', path: '/books', headers: [], credentials: 'access', body: { json: sent } },
    step: { scenario: '', resource: '/books/{book_id}', action: 'create', item, bindings: [] },
  },
  sent: { method: 'POST', url: 'http://127.0.0.1/books', headers: [] },
  response: {
    status: 201,
    headers: location === undefined ? [] : [['Location', location]],
    body: { text: '', bytes: 0, truncated: false, ...(answered && { json: { value: answered } }) },
  },
  ...{ startedAt: 0, durationMs: 1, attempts: 1 },
});

const bind = (
  creation: Creation,
  from: { resource: typeof resource; create: Operation } = { resource, create },
) => bindCreated(from.resource, from.create, createExchange('first', creation));

describe('bindCreated', () => {
  it.each([
    [{ answered: { id: 7, book_id: 'x' } }, '$response.body#/book_id', 'x'],
    [{ answered: { id: 7 } }, '$response.body#/id', 7],
    [{ answered: { data: { id: 7 } } }, '$response.body#/data/id', 7],
    [{ answered: { book: { id: 7 } } }, '$response.body#/book/id', 7],
    [{ location: '/v1/books/7' }, '$response.header.Location', '7'],
  ])('finds the id in %j', (creation, expression, value) => {
    expect(bind(creation)).toEqual({ in: 'path', name: 'book_id', source: 'first', expression, value });
  });

  it('finds none in a response that does not name the item', () => {
    expect(bind({ answered: { author: { id: 7 } } })).toBeUndefined();
  });

  it('prefers the links of the document', async () => {
    const link = { operationId: 'read', parameters: { book_id: '$response.body#/slug' } };
    const linked = await loadOperations({ self: link });
    expect(bind({ answered: { id: 7, slug: 'dune' } }, linked)).toMatchObject({
      expression: '$response.body#/slug',
      value: 'dune',
    });
  });
});

describe('bindSent', () => {
  const bind = (creation: Creation) => bindSent(resource, createExchange('first', creation));

  it('finds the name that was sent, if the response does not identify the item', () => {
    const expected = { in: 'path', name: 'book_id', source: 'first', value: 'emma' };
    expect(bind({ sent: { name: 'emma' } })).toEqual({ ...expected, expression: '$request.body#/name' });
    expect(bind({ sent: { name: 'Emma', book_id: 'emma' }, answered: { message: 'created' } })).toEqual({
      ...expected,
      expression: '$request.body#/book_id',
    });
  });

  it('finds nothing if the response has an id, or nothing was sent that may be one', () => {
    expect(bind({ sent: { name: 'emma' }, answered: { key: 7 } })).toBeUndefined();
    expect(bind({ sent: { pages: 9 } })).toBeUndefined();
  });
});

describe('listIdNames', () => {
  it.each([
    ['book_id', ['book_id', 'id', 'uuid']],
    ['slug', ['slug', 'id', 'uuid']],
    ['bookSlug', ['bookSlug', 'Slug', 'id', 'uuid']],
  ])('lists the names for %s', (parameter, names) => {
    expect(listIdNames({ parameter })).toEqual(names);
  });
});

describe('bindBody', () => {
  const exchanges = [
    createExchange('first', { item: 'A', sent: { isbn: '978-1', title: 'Dune' } }),
    createExchange('second', { item: 'B', sent: { isbn: '978-2', title: 'Dune' } }),
  ];
  const listSources = (sent: Json, item = 'A') =>
    bindBody(sent, resource, item, exchanges).map(({ name, source }) => [name, source]);

  it('binds texts to the creation that sent them, that of the item first', () => {
    expect(listSources({ isbn: '978-2', title: 'Dune', pages: 7 })).toEqual([
      ['/isbn', 'second'],
      ['/title', 'first'],
    ]);
    expect(listSources({ title: 'Dune' }, 'B')).toEqual([['/title', 'second']]);
  });

  it('binds no other values', () => {
    expect(listSources({ isbn: '978-3', other: 'Dune' })).toEqual([]);
    expect(listSources('Dune')).toEqual([]);
  });
});

describe('bindAgain', () => {
  const binding = {
    source: 'first',
    in: 'path',
    name: 'book_id',
    expression: '$response.body#/id',
    value: 7,
  } as const;
  const bound = (bindings: readonly Binding[]) => {
    const { case: theCase } = createExchange('third', { sent: { isbn: '978-1' } });
    const request = { ...theCase.request, path: '/books/7?full=7' };
    return { ...theCase, request, step: { ...theCase.step, bindings } as NonNullable<typeof theCase.step> };
  };
  const again = createExchange('first/again', { sent: { isbn: '978-9' }, answered: { id: 8 } });

  it('replaces the values by those of the repeated exchanges', () => {
    const isbn: Binding = {
      ...binding,
      in: 'body',
      name: '/isbn',
      expression: '$request.body#/isbn',
      value: '978-1',
    };
    const repeated = bindAgain(bound([binding, isbn]), replace, new Map([['first', again]]));
    expect(repeated).toMatchObject({
      id: 'third/again',
      request: { path: '/books/8?full=7', body: { json: { isbn: '978-9' } } },
      step: { bindings: [{ source: 'first/again', value: 8 }, { value: '978-9' }] },
    });
  });

  it('keeps the id of a case that is repeated again', () => {
    const repeated = bindAgain({ ...bound([]), id: 'third/again' }, replace, new Map());
    expect(repeated?.id).toBe('third/again');
  });

  it('returns no case if an exchange or its value is missing', () => {
    expect(bindAgain(bound([binding]), replace, new Map())).toBeUndefined();
    expect(
      bindAgain(bound([binding]), replace, new Map([['first', createExchange('x', {})]])),
    ).toBeUndefined();
  });
});
