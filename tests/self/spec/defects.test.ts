import { describe, expect, it } from 'vitest';
import { contractRules, defectsOf } from '../../../spec/document/defects.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { documentOf, load } from './documents.ts';

/** Each rule with a schema that keeps it and one that breaks it, and where. */
const schemas: Record<string, { kept: JsonObject; broken: JsonObject; at: string }> = {
  examples: {
    kept: { type: 'string', examples: ['a'] },
    broken: { type: 'string', examples: ['a', 1] },
    at: '/examples/1',
  },
  defaults: { kept: { maximum: 1, default: 1 }, broken: { maximum: 1, default: 2 }, at: '/default' },
  required: {
    kept: { properties: { a: {} }, required: ['a'] },
    broken: { properties: { a: {} }, required: ['a', 'b'] },
    at: '/required/1',
  },
  enums: { kept: { enum: [1, '1'] }, broken: { enum: ['a', 'b', 'a'] }, at: '/enum/2' },
  patterns: { kept: { pattern: '^[\\w-]$' }, broken: { pattern: '^\\-$' }, at: '/pattern' },
};

describe('the rule of', () => {
  it.each(Object.entries(schemas))(
    '%s is broken where it is broken, and nowhere else',
    async (name, { kept, broken, at }) => {
      expect(contractRules.map((rule) => rule.name)).toContain(name);
      expect(defectsOf(await load(documentOf({ A: kept })))).toEqual([]);
      const defects = defectsOf(await load(documentOf({ A: broken })));
      expect(defects.map((defect) => defect.schemaPointer)).toEqual([`#/components/schemas/A${at}`]);
    },
  );

  it('examples is broken by one of a media type, even behind a reference', async () => {
    const schema = { type: 'string' };
    const examples = { one: { $ref: '#/components/examples/Wrong' }, two: { value: 'right' } };
    const content = { 'application/json': { schema, examples } };
    const paths = { '/a': { get: { responses: { '200': { description: 'fine', content } } } } };
    const components = { examples: { Wrong: { value: 3 } } };
    const defects = defectsOf(await load(documentOf({}, { paths, components })));
    expect(defects.map(({ schemaPointer }) => schemaPointer)).toEqual(['#/components/examples/Wrong/value']);
  });

  it('path parameters is broken by a name that none has', async () => {
    const paths = { '/a/{b}': { get: { responses: {} } } };
    const [defect] = defectsOf(await load(documentOf({ A: {} }, { paths })));
    expect(defect?.description).toContain('`{b}`');
  });

  it('all is kept or broken in these tests', () => {
    const named = [...Object.keys(schemas), 'path-parameters'];
    expect(contractRules.map(({ name }) => name)).toEqual(named);
  });
});
