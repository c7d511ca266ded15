import { describe, expect, it } from 'vitest';
import { lintContract, lintRules } from '../../../spec/document/lint-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from './create-document.ts';

/** For each rule, a schema without and one with a violation, and the pointer of the violation within the schema. */
const schemas: Record<string, { valid: JsonObject; invalid: JsonObject; pointer: string }> = {
  examples: {
    valid: { type: 'string', examples: ['a'] },
    invalid: { type: 'string', examples: ['a', 1] },
    pointer: '/examples/1',
  },
  defaults: { valid: { maximum: 1, default: 1 }, invalid: { maximum: 1, default: 2 }, pointer: '/default' },
  required: {
    valid: { properties: { a: {} }, required: ['a'] },
    invalid: { properties: { a: {} }, required: ['a', 'b'] },
    pointer: '/required/1',
  },
  satisfiable: {
    valid: { minLength: 1, maxLength: 1 },
    invalid: { properties: { a: { type: 'string', minLength: 2, maxLength: 1 } } },
    pointer: '/properties/a',
  },
  enums: { valid: { enum: [1, '1'] }, invalid: { enum: ['a', 'b', 'a'] }, pointer: '/enum/2' },
  patterns: { valid: { pattern: '^[\\w-]$' }, invalid: { pattern: '^\\-$' }, pointer: '/pattern' },
  'dynamic-references': {
    valid: { $dynamicAnchor: 'a', items: { $dynamicRef: '#a' } },
    invalid: { $dynamicAnchor: 'a', items: { $dynamicRef: '#a' }, $defs: { b: { $dynamicAnchor: 'a' } } },
    pointer: '/items/$dynamicRef',
  },
  nullable: {
    valid: { type: 'string', nullable: true },
    invalid: { type: 'string', nullable: true, enum: ['a'] },
    pointer: '/nullable',
  },
};

describe('the rule', () => {
  it.each(Object.entries(schemas))(
    '%s reports the violation and nothing else',
    async (name, { valid, invalid, pointer }) => {
      expect(lintRules.map((rule) => rule.name)).toContain(name);
      const openapi = name === 'nullable' ? '3.0.4' : '3.1.0';
      expect(lintContract(await loadDocument(createDocument({ A: valid }, { openapi })))).toEqual([]);
      const defects = lintContract(await loadDocument(createDocument({ A: invalid }, { openapi })));
      expect(defects.map((defect) => defect.schemaPointer)).toEqual([`#/components/schemas/A${pointer}`]);
    },
  );

  it('examples reports an example of a media type, also behind a reference', async () => {
    const schema = { type: 'string' };
    const examples = { one: { $ref: '#/components/examples/Invalid' }, two: { value: 'right' } };
    const content = { 'application/json': { schema, examples } };
    const paths = { '/a': { get: { responses: { '200': { description: 'OK', content } } } } };
    const components = { examples: { Invalid: { value: 3 } } };
    const defects = lintContract(await loadDocument(createDocument({}, { paths, components })));
    expect(defects.map(({ schemaPointer }) => schemaPointer)).toEqual([
      '#/components/examples/Invalid/value',
    ]);
  });

  it('path-parameters reports a template expression without a parameter', async () => {
    const paths = { '/a/{b}': { get: { responses: {} } } };
    const [defect] = lintContract(await loadDocument(createDocument({ A: {} }, { paths })));
    expect(defect?.description).toContain('`{b}`');
  });

  it('of every name has a test', () => {
    const tested = ['usable', ...Object.keys(schemas), 'path-parameters'];
    expect(lintRules.map(({ name }) => name)).toEqual(tested);
  });
});
