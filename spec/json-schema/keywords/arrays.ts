import type { SchemaObject } from '../schema.ts';
import { type KeywordDefinition, limit } from './definition.ts';

/** Describes the items that `contains` requires: "at least 1 item that matches `contains`". */
function describeContains({ minContains = 1, maxContains }: SchemaObject): string {
  const most = maxContains === undefined ? '' : ` and at most ${maxContains}`;
  return `at least ${minContains}${most} ${(maxContains ?? minContains) === 1 ? 'item that matches' : 'items that match'} \`contains\``;
}

const atMostItems = (count: number): string => `at most ${count} ${count === 1 ? 'item' : 'items'}`;

/**
 * Describes the maximum length of arrays that a `false` in `prefixItems` causes, because it allows no item at its
 * index.
 */
function describePrefixItems({ prefixItems = [] }: SchemaObject): string | undefined {
  const index = prefixItems.indexOf(false);
  return index < 0 ? undefined : atMostItems(index);
}

/** Keywords for arrays (JSON Schema validation, section 6.4; core, sections 10.3.1 and 11.2). */
export const arrayKeywords = {
  minItems: {
    vocabulary: 'validation',
    appliesTo: ['array'],
    assertion: limit('minItems', 'has', 'at least N items'),
  },
  maxItems: {
    vocabulary: 'validation',
    appliesTo: ['array'],
    assertion: limit('maxItems', 'has', 'at most N items'),
  },
  uniqueItems: {
    vocabulary: 'validation',
    appliesTo: ['array'],
    assertion: {
      verb: 'has',
      expected: (schema) => (schema.uniqueItems ? 'no two equal items' : undefined),
      clauses: 'one',
    },
  },
  prefixItems: {
    vocabulary: 'applicator',
    appliesTo: ['array'],
    assertion: { verb: 'has', expected: describePrefixItems, clauses: 'one' },
    subschemas: { form: 'list', step: (index) => `/${index}` },
  },
  items: {
    vocabulary: 'applicator',
    appliesTo: ['array'],
    assertion: {
      verb: 'has',
      expected: ({ items, prefixItems = [] }) =>
        items === false ? atMostItems(prefixItems.length) : undefined,
      clauses: 'one',
    },
    subschemas: { form: 'schema', step: () => '/-' },
  },
  contains: {
    vocabulary: 'applicator',
    appliesTo: ['array'],
    // one clause covers `minContains` and `maxContains` too
    assertion: { verb: 'has', expected: describeContains, clauses: 'one' },
    subschemas: { form: 'schema', step: () => '/-contained', isTest: true },
  },
  minContains: {
    vocabulary: 'validation',
    appliesTo: ['array'],
    assertion: { ...limit('minContains', 'has', 'at least N matching items'), clauses: 'none' },
  },
  maxContains: {
    vocabulary: 'validation',
    appliesTo: ['array'],
    assertion: { ...limit('maxContains', 'has', 'at most N matching items'), clauses: 'none' },
  },
  unevaluatedItems: {
    vocabulary: 'unevaluated',
    appliesTo: ['array'],
    assertion: {
      verb: 'has',
      expected: (schema) =>
        schema.unevaluatedItems === false ? 'no items that its schemas do not evaluate' : undefined,
      clauses: 'one',
    },
    subschemas: { form: 'schema', step: () => '/-unevaluated' },
  },
} as const satisfies Record<string, KeywordDefinition>;
