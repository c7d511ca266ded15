import { describe, expect, it } from 'vitest';
import { judgeShape } from '../../../oracles/judge-shape.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Schema } from '../../../spec/json-schema/schema.ts';
import { createDocument, loadDocument } from './create-document.ts';

async function loadSchema(
  schemas: JsonObject,
  version: string,
): Promise<{ schema: Schema | undefined; pointer?: string | undefined }> {
  const { operations, pointerTo } = await loadDocument(createDocument(schemas, { openapi: version }));
  const schema = operations[0]?.responses[0]?.content[0]?.schema;
  return { schema, pointer: pointerTo(schema ?? true) };
}

describe('a schema of OpenAPI 3.0', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['not nullable', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'a nullable enum with null',
      { type: 'string', nullable: true, enum: ['a', null] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['nullable without a type', { nullable: true, enum: [1] }, { nullable: true, enum: [1] }],
    [
      'a nullable enum without null',
      { type: 'string', nullable: true, enum: ['a'] },
      { type: 'string', nullable: true, enum: ['a'] },
    ],
    ['nullable with anyOf', { nullable: true, anyOf: [{}] }, { nullable: true, anyOf: [{}] }],
    ['no nullable with allOf', { nullable: false, allOf: [{}] }, { allOf: [{}] }],
    ['an exclusive minimum', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ['an inclusive minimum', { minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
    ['an exclusive maximum', { maximum: 1, exclusiveMaximum: true }, { exclusiveMaximum: 1 }],
    ['an exclusive maximum without a maximum', { exclusiveMaximum: true }, {}],
    ['an example', { example: { nullable: true } }, { examples: [{ nullable: true }] }],
    ['a default that looks like a schema', { default: { nullable: true } }, { default: { nullable: true } }],
    [
      'a property named as a keyword',
      { properties: { nullable: { type: 'string', nullable: true } } },
      { properties: { nullable: { type: ['string', 'null'] } } },
    ],
  ])('with %s becomes JSON Schema 2020-12', async (_, A, expected) => {
    expect(await loadSchema({ A }, '3.0.3')).toEqual({ schema: expected, pointer: '#/components/schemas/A' });
  });

  it.each<[string, JsonObject]>([
    ['$ref', { $ref: '#/components/schemas/B' }],
    ['allOf', { allOf: [{ $ref: '#/components/schemas/B' }] }],
    ['anyOf', { anyOf: [{ $ref: '#/components/schemas/B' }] }],
    ['oneOf', { oneOf: [{ $ref: '#/components/schemas/B' }] }],
    ['type and allOf', { type: 'object', allOf: [{ $ref: '#/components/schemas/B' }] }],
    ['enum without a type', { enum: [{ b: 1 }] }],
  ])('with nullable and %s accepts null, and what the schema accepts without it', async (_, schema) => {
    const B = { type: 'object', required: ['b'], properties: { b: { type: 'integer' } } };
    const A = { type: 'object', required: ['a'], properties: { a: { ...schema, nullable: true } } };
    const contract = await loadDocument(createDocument({ A, B }, { openapi: '3.0.3' }));
    for (const direction of ['request', 'response'] as const) {
      const validate = contract.getValidator('#/components/schemas/A', direction);
      expect(validate({ a: null })).toEqual([]);
      expect(validate({ a: { b: 1 } })).toEqual([]);
      expect(validate({ a: { b: 'x' } })).not.toEqual([]);
      expect(validate({})).not.toEqual([]);
    }
    const [operation = expect.fail('no operation')] = contract.operations;
    const root = createOperationModel(contract, operation, false).responses.get('200');
    const failures = (body: Json) =>
      judgeShape(root ?? expect.fail('no schema'), body).filter(({ failure }) => failure !== undefined);
    expect(failures({ a: null })).toEqual([]);
    expect(failures({ a: { b: 1 } })).toEqual([]);
    expect(failures({ a: { b: 'x' } })).not.toEqual([]);
  });

  it('ignores the siblings of a reference', async () => {
    const A = { $ref: '#/components/schemas/B', maxLength: 3, description: 'ignored' };
    expect((await loadSchema({ A, B: { type: 'string' } }, '3.0.4')).schema).toEqual({ type: 'string' });
  });
});

describe('a schema of OpenAPI 3.1', () => {
  const B = { type: 'string', maxLength: 5 };

  it('keeps both a reference and its siblings', async () => {
    const A = { $ref: '#/components/schemas/B', maxLength: 3, readOnly: true };
    const expected = { maxLength: 3, readOnly: true, allOf: [B] };
    expect(await loadSchema({ A, B }, '3.1.0')).toEqual({
      schema: expected,
      pointer: '#/components/schemas/A',
    });
  });

  it('appends a reference to the allOf among its siblings', async () => {
    const A = { $ref: '#/components/schemas/B', allOf: [{ minLength: 1 }] };
    expect((await loadSchema({ A, B }, '3.1.1')).schema).toEqual({ allOf: [{ minLength: 1 }, B] });
  });

  it('is the target of its reference if all siblings are annotations', async () => {
    const A = { $ref: '#/components/schemas/B', description: 'of this use', title: 'A', 'x-more': 1 };
    expect(await loadSchema({ A, B }, '3.1.2')).toEqual({ schema: B, pointer: '#/components/schemas/B' });
  });

  it('keeps the lines of the siblings of a reference', async () => {
    const A = { $ref: '#/components/schemas/B', properties: { c: { type: 'string' } } };
    const { locate, lines } = await loadDocument(createDocument({ A, B: {} }));
    expect(lines[locate('#/components/schemas/A/properties/c/type').line - 1]).toContain('"type": "string"');
  });

  it('keeps the keywords that differ from 3.0', async () => {
    const A = { exclusiveMinimum: 1, minimum: 0, type: ['number', 'null'] };
    expect((await loadSchema({ A }, '3.1.0')).schema).toEqual(A);
  });
});
