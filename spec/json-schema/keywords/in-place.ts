import type { Schema, SchemaObject } from '../schema.ts';
import { classifyUnion } from '../union.ts';
import { describeTypes } from './any-type.ts';
import { allTypes, type KeywordDefinition } from './definition.ts';

function describeBranch(branch: Schema): string {
  if (typeof branch === 'boolean') return String(branch);
  return branch.title ?? describeTypes(branch) ?? 'a value';
}

const describeBranches = (branches: readonly Schema[] = [], separator: string): string =>
  branches.map(describeBranch).join(separator);

/**
 * Describes a `oneOf`. If the branches have disjoint types, "a string or null" is enough: they exclude each other
 * anyway.
 */
function describeOneOf(schema: SchemaObject): string {
  return classifyUnion(schema, 'oneOf') === 'type'
    ? describeBranches(schema.oneOf, ' or ')
    : `exactly one of ${describeBranches(schema.oneOf, ', ')}`;
}

/**
 * Keywords that apply schemas to the value itself (JSON Schema core, section 10.2), and OpenAPI's `discriminator`
 * (4.8.25).
 */
export const inPlaceKeywords = {
  allOf: {
    vocabulary: 'applicator',
    appliesTo: allTypes,
    subschemas: { form: 'list', step: (index) => `@all-${index}` },
  },
  anyOf: {
    vocabulary: 'applicator',
    appliesTo: allTypes,
    assertion: { verb: 'is', expected: (schema) => describeBranches(schema.anyOf, ' or '), clauses: 'one' },
    // paths contain the branch's name instead: see `schema-tree.ts`
    subschemas: { form: 'list', step: (index) => `@${index}` },
  },
  oneOf: {
    vocabulary: 'applicator',
    appliesTo: allTypes,
    assertion: { verb: 'is', expected: describeOneOf, clauses: 'one' },
    subschemas: { form: 'list', step: (index) => `@${index}` },
  },
  discriminator: {
    vocabulary: 'openapi',
    appliesTo: allTypes, // only objects can have a tag, so other values are violations
    assertion: {
      verb: 'has',
      expected: (schema) => `a \`${schema.discriminator?.propertyName}\` that names one of its schemas`,
      clauses: 'one',
    },
  },
  not: {
    vocabulary: 'applicator',
    appliesTo: allTypes,
    assertion: { verb: 'is', expected: () => 'a value that the schema under `not` rejects', clauses: 'one' },
    subschemas: { form: 'schema', step: () => '@not', isTest: true },
  },
  if: {
    vocabulary: 'applicator',
    appliesTo: allTypes,
    subschemas: { form: 'schema', step: () => '@if', isTest: true },
  },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: {
    vocabulary: 'applicator',
    appliesTo: allTypes,
    subschemas: { form: 'schema', step: () => '@then' },
  },
  else: {
    vocabulary: 'applicator',
    appliesTo: allTypes,
    subschemas: { form: 'schema', step: () => '@else' },
  },
} as const satisfies Record<string, KeywordDefinition>;
