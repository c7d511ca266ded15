import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, listDefects, loadDocument } from './create-document.ts';

const integer: JsonObject = { type: 'integer' };

/** Schemas `A`, each of which refers to an integer. */
const references: [description: string, schemas: JsonObject][] = [
  ['an anchor', { A: { $ref: '#here' }, B: { ...integer, $anchor: 'here' } }],
  [
    'an anchor of a subschema',
    { A: { $ref: '#here' }, B: { properties: { c: { ...integer, $anchor: 'here' } } } },
  ],
  [
    'a dynamic anchor that exists once',
    { A: { $dynamicRef: '#here' }, B: { ...integer, $dynamicAnchor: 'here' } },
  ],
  ['an $id', { A: { $ref: 'https://a.example/b' }, B: { ...integer, $id: 'https://a.example/b' } }],
  [
    'an anchor of an $id',
    {
      A: { $ref: 'https://a.example/b#here' },
      B: { $id: 'https://a.example/b', $defs: { c: { ...integer, $anchor: 'here' } } },
    },
  ],
  [
    'a pointer below an $id',
    { A: { $ref: 'https://a.example/b#/$defs/c' }, B: { $id: 'https://a.example/b', $defs: { c: integer } } },
  ],
  [
    'a pointer relative to the $id that contains it',
    { A: { $id: 'https://a.example/a', allOf: [{ $ref: '#/$defs/c' }], $defs: { c: integer } } },
  ],
  [
    'a pointer of the document below an $id',
    { A: { $id: 'https://a.example/a', allOf: [{ $ref: '#/components/schemas/B' }] }, B: integer },
  ],
  [
    'an anchor that exists in two resources',
    {
      A: {
        $id: 'https://a.example/a',
        allOf: [{ $ref: '#here' }],
        $defs: { c: { ...integer, $anchor: 'here' } },
      },
      B: { $id: 'https://a.example/b', $defs: { c: { type: 'string', $anchor: 'here' } } },
    },
  ],
];

describe('a reference to', () => {
  it.each(references)('%s is followed', async (_, schemas) => {
    const contract = await loadDocument(createDocument(schemas));
    const validate = contract.getValidator('#/components/schemas/A', 'response');
    expect(validate(1)).toEqual([]);
    expect(validate('x')).not.toEqual([]);
  });

  it('a dynamic anchor of a tree is followed in every node', async () => {
    const A = {
      $dynamicAnchor: 'node',
      properties: { data: integer, children: { items: { $dynamicRef: '#node' } } },
    };
    const contract = await loadDocument(createDocument({ A }));
    const validate = contract.getValidator('#/components/schemas/A', 'response');
    expect(validate({ children: [{ children: [{ data: 'x' }] }] })).toMatchObject([
      { instancePointer: '/children/0/children/0/data' },
    ]);
    const schema = contract.operations[0]?.responses[0]?.content[0]?.schema;
    const children = typeof schema === 'object' ? schema.properties?.children : undefined;
    expect(typeof children === 'object' && children.items).toBe(schema);
  });

  it.each<[string, JsonObject]>([
    ['a missing anchor', { A: { $ref: '#gone' }, B: { $anchor: 'here' } }],
    ['a missing $id', { A: { $ref: 'https://a.example/gone' }, B: { $id: 'https://a.example/b' } }],
  ])('%s is a defect', async (_, schemas) => {
    expect(await listDefects(loadDocument(createDocument(schemas)))).toHaveLength(1);
  });

  it('a dynamic anchor that exists twice judges nothing, nor do keywords that depend on it', async () => {
    const schemas = {
      A: { items: { $dynamicRef: '#here', maximum: 1, unevaluatedProperties: false } },
      B: { $dynamicAnchor: 'here' },
      C: { $defs: { d: { $dynamicAnchor: 'here' } } },
    };
    const contract = await loadDocument(createDocument(schemas));
    const validate = contract.getValidator('#/components/schemas/A', 'response');
    expect(validate(['x', { a: 1 }])).toEqual([]);
    expect(validate([2])).toHaveLength(1);
  });
});

describe('a schema that is a boolean', () => {
  it('accepts every value or none', async () => {
    const A = {
      properties: { yes: true, no: false },
      additionalProperties: { $ref: '#/components/schemas/No' },
    };
    const contract = await loadDocument(createDocument({ A, No: false }));
    const validate = contract.getValidator('#/components/schemas/A', 'response');
    expect(validate({ yes: 1 })).toEqual([]);
    expect(validate({ no: 1 })).toMatchObject([{ instancePointer: '/no' }]);
    expect(validate({ other: 1 })).toMatchObject([{ instancePointer: '/other' }]);
  });
});
