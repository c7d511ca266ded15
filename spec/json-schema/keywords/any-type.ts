import { type SchemaObject, typesOf } from '../schema.ts';
import { allTypes, type KeywordDefinition } from './definition.ts';

const MAX_LISTED_VALUES = 4;

const listValues = (values: readonly unknown[]): string => {
  const listed = values.slice(0, MAX_LISTED_VALUES).map((value) => JSON.stringify(value));
  const isShortened = values.length > MAX_LISTED_VALUES;
  return isShortened ? `${listed.join(', ')} … (${values.length} values)` : listed.join(', ');
};

const withArticle = (type: string): string =>
  type === 'null' ? type : `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;

/** Describes the types that the schema allows: "a string or null"; undefined if it has no `type`. */
export const describeTypes = (schema: SchemaObject): string | undefined =>
  typesOf(schema)?.map(withArticle).join(' or ');

/** Keywords for values of any type (JSON Schema validation, section 6.1). */
export const anyTypeKeywords = {
  type: {
    vocabulary: 'validation',
    appliesTo: allTypes,
    assertion: { verb: 'is', expected: describeTypes, clauses: 'one' },
  },
  enum: {
    vocabulary: 'validation',
    appliesTo: allTypes,
    assertion: {
      verb: 'is',
      expected: (schema) => `one of ${listValues(schema.enum ?? [])}`,
      clauses: 'one',
    },
  },
  const: {
    vocabulary: 'validation',
    appliesTo: allTypes,
    assertion: { verb: 'is', expected: (schema) => JSON.stringify(schema.const), clauses: 'one' },
  },
} as const satisfies Record<string, KeywordDefinition>;
