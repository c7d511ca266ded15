import { escapeToken } from '../../json.ts';
import { type KeywordDefinition, limit } from './definition.ts';

/** Keywords for objects (JSON Schema validation, section 6.5; core, sections 10.2.2.4, 10.3.2 and 11.3). */
export const objectKeywords = {
  minProperties: {
    vocabulary: 'validation',
    appliesTo: ['object'],
    assertion: limit('minProperties', 'has', 'at least N properties'),
  },
  maxProperties: {
    vocabulary: 'validation',
    appliesTo: ['object'],
    assertion: limit('maxProperties', 'has', 'at most N properties'),
  },
  properties: {
    vocabulary: 'applicator',
    appliesTo: ['object'],
    subschemas: { form: 'map', step: (name) => `/${escapeToken(name)}` },
  },
  patternProperties: {
    vocabulary: 'applicator',
    appliesTo: ['object'],
    subschemas: { form: 'map', step: (_, index) => `/+${index}` },
  },
  propertyNames: {
    vocabulary: 'applicator',
    appliesTo: ['object'],
    assertion: {
      verb: 'has',
      expected: () => 'only property names that match `propertyNames`',
      clauses: 'one',
    },
    subschemas: { form: 'schema', step: () => '@name', isTest: true },
  },
  additionalProperties: {
    vocabulary: 'applicator',
    appliesTo: ['object'],
    assertion: {
      verb: 'has',
      expected: (schema) => (schema.additionalProperties === false ? 'no additional properties' : undefined),
      clauses: 'one',
    },
    subschemas: { form: 'schema', step: () => '/+' },
  },
  unevaluatedProperties: {
    vocabulary: 'unevaluated',
    appliesTo: ['object'],
    assertion: {
      verb: 'has',
      expected: (schema) =>
        schema.unevaluatedProperties === false ? 'no properties that its schemas do not evaluate' : undefined,
      clauses: 'one',
    },
    subschemas: { form: 'schema', step: () => '/+unevaluated' },
  },
  required: {
    vocabulary: 'validation',
    appliesTo: ['object'],
    assertion: {
      verb: 'is',
      expected: () => 'a value: the property is required',
      clauses: 'one per name',
    },
  },
  dependentRequired: {
    vocabulary: 'validation',
    appliesTo: ['object'],
    assertion: {
      verb: 'has',
      expected: () => 'the properties that its other properties require',
      clauses: 'one',
    },
  },
  dependentSchemas: {
    vocabulary: 'applicator',
    appliesTo: ['object'],
    subschemas: { form: 'map', step: (name) => `@with-${escapeToken(name)}` },
  },
} as const satisfies Record<string, KeywordDefinition>;
