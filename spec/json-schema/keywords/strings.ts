import { type KeywordDefinition, limit } from './definition.ts';

/** Descriptions of formats whose names are not self-explanatory. */
const formatNames: Readonly<Record<string, string>> = {
  'date-time': 'date-time (RFC 3339)',
  email: 'e-mail address',
  uri: 'URI',
  uuid: 'UUID',
  uuid4: 'UUID of version 4',
};

/** Keywords for strings (JSON Schema validation, sections 6.3 and 7). */
export const stringKeywords = {
  format: {
    vocabulary: 'format',
    appliesTo: ['string', 'number'], // OpenAPI defines formats of numbers, such as `int32`
    assertion: {
      verb: 'is',
      expected: ({ format = '' }) => `a well-formed ${formatNames[format] ?? format}`,
      clauses: 'one',
    },
  },
  pattern: {
    vocabulary: 'validation',
    appliesTo: ['string'],
    assertion: { verb: 'is', expected: (schema) => `text that matches ${schema.pattern}`, clauses: 'one' },
  },
  minLength: {
    vocabulary: 'validation',
    appliesTo: ['string'],
    assertion: limit('minLength', 'has', 'at least N characters'),
  },
  maxLength: {
    vocabulary: 'validation',
    appliesTo: ['string'],
    assertion: limit('maxLength', 'has', 'at most N characters'),
  },
} as const satisfies Record<string, KeywordDefinition>;
