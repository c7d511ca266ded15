import { type KeywordDefinition, limit } from './definition.ts';

/** Keywords for numbers (JSON Schema validation, section 6.2). */
export const numberKeywords = {
  minimum: {
    vocabulary: 'validation',
    appliesTo: ['number'],
    assertion: limit('minimum', 'is', 'at least N'),
  },
  maximum: {
    vocabulary: 'validation',
    appliesTo: ['number'],
    assertion: limit('maximum', 'is', 'at most N'),
  },
  exclusiveMinimum: {
    vocabulary: 'validation',
    appliesTo: ['number'],
    assertion: limit('exclusiveMinimum', 'is', 'greater than N'),
  },
  exclusiveMaximum: {
    vocabulary: 'validation',
    appliesTo: ['number'],
    assertion: limit('exclusiveMaximum', 'is', 'less than N'),
  },
  multipleOf: {
    vocabulary: 'validation',
    appliesTo: ['number'],
    assertion: limit('multipleOf', 'is', 'a multiple of N'),
  },
} as const satisfies Record<string, KeywordDefinition>;
