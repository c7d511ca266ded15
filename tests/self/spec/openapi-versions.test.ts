import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
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
    ['nullable without a type', { nullable: true, enum: [1] }, { enum: [1] }],
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
