import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validValue } from '../../../arbitraries/valid-value.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from './create-document.ts';

const Part: JsonObject = {
  type: 'object',
  properties: {
    id: { type: 'string', readOnly: true },
    secret: { type: 'string', writeOnly: true },
    name: { type: 'string' },
  },
};
const required = ['id', 'secret', 'name'];
const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Schemas that require all three properties, each written in another way. */
const schemas: [description: string, A: JsonObject][] = [
  ['required with properties', { ...Part, required }],
  ['required with an allOf', { required, allOf: [to('Part')] }],
  ['required with nested allOf', { required, allOf: [{ allOf: [to('Part')] }] }],
  ['required in another schema of the allOf', { allOf: [to('Part'), { required }] }],
  ['required in a referenced schema of the allOf', { allOf: [to('Required'), to('Part')] }],
  ['required in an anyOf', { ...Part, anyOf: [{ required }, { required: [...required, 'more'] }] }],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ['required in an if', { ...Part, if: { type: 'object' }, then: { required } }],
  [
    'properties whose own allOf hides them',
    {
      type: 'object',
      required,
      properties: { id: { allOf: [to('Id')] }, secret: to('Secret'), name: { type: 'string' } },
    },
  ],
];

describe('a property that one direction hides', () => {
  it.each(schemas)('is not required in that direction: %s', async (_, A) => {
    const content = { 'application/json': { schema: A } };
    const operation = {
      operationId: 'a',
      requestBody: { content },
      responses: { '200': { description: '', content } },
    };
    const contract = await loadDocument(
      createDocument(
        {
          A,
          Part,
          Required: { required },
          Id: { type: 'string', readOnly: true },
          Secret: { allOf: [{ type: 'string' }], writeOnly: true },
        },
        { paths: { '/a': { post: operation } } },
      ),
    );
    const [model] = contract.operations.map((each) => createOperationModel(contract, each, false));
    const ids = model?.clauses.map(({ id }) => id) ?? [];
    const requiredIds = ids
      .filter((id) => /(id|secret|name):required/.test(id))
      .map((id) => id.replace(/@[^/]*/g, ''));
    expect(new Set(requiredIds)).toEqual(
      new Set(['a/request/secret', 'a/request/name', 'a/200/id', 'a/200/name'].map((id) => `${id}:required`)),
    );

    const validate = (direction: 'request' | 'response') =>
      contract.getValidator('#/components/schemas/A', direction);
    expect(validate('request')({ secret: 's', name: 'n' })).toEqual([]);
    expect(validate('response')({ id: 'i', name: 'n' })).toEqual([]);
    expect(validate('request')({ name: 'n' })).not.toEqual([]);
    expect(validate('response')({ name: 'n' })).not.toEqual([]);

    const schema = contract.operations[0]?.body?.content[0]?.schema ?? true;
    for (const value of fc.sample(validValue(schema, { contract, direction: 'request' }), {
      numRuns: 20,
      seed: 1,
    })) {
      expect(value).not.toHaveProperty('id');
      expect(value).toHaveProperty('secret');
    }
  });

  it('is required where nothing hides it', async () => {
    const A = { properties: { b: { allOf: [to('B')] }, c: { allOf: [to('B'), to('Part')] } } };
    const B = { required: ['id'], properties: { id: { type: 'string' } } };
    const contract = await loadDocument(createDocument({ A, B, Part }));
    const validate = contract.getValidator('#/components/schemas/A', 'request');
    expect(validate({ b: {} })).toMatchObject([{ instancePointer: '/b/id', keyword: 'required' }]);
    expect(validate({ c: {} })).toEqual([]);
  });
});
