import type { AssertionKeyword } from '../spec/json-schema/keywords/keywords.ts';

/**
 * What decides whether a value violates an assertion: an error of ajv for the keyword, or the selection of a union's
 * branch. With `error at a part`, the finding has the location of the part that the error is about.
 */
export type Judging =
  | 'error at the value'
  | 'error at a property'
  | 'error at a part'
  | 'branch'
  | 'no clause';

/**
 * How each assertion is judged. Unions are judged by `select-branches.ts`, because ajv would report errors in all
 * branches.
 */
export const keywordJudging: Readonly<Record<AssertionKeyword, Judging>> = {
  type: 'error at the value',
  enum: 'error at the value',
  const: 'error at the value',
  format: 'error at the value',
  pattern: 'error at the value',
  minLength: 'error at the value',
  maxLength: 'error at the value',
  minimum: 'error at the value',
  maximum: 'error at the value',
  exclusiveMinimum: 'error at the value',
  exclusiveMaximum: 'error at the value',
  multipleOf: 'error at the value',
  minItems: 'error at the value',
  maxItems: 'error at the value',
  uniqueItems: 'error at the value',
  prefixItems: 'error at a part',
  items: 'error at the value',
  contains: 'error at the value',
  minContains: 'no clause', // ajv reports `contains` instead
  maxContains: 'no clause',
  unevaluatedItems: 'error at a part',
  minProperties: 'error at the value',
  maxProperties: 'error at the value',
  propertyNames: 'error at the value',
  additionalProperties: 'error at a property',
  unevaluatedProperties: 'error at a part',
  required: 'error at the value', // the validator gives these errors the location of the missing property
  dependentRequired: 'error at a property',
  anyOf: 'branch',
  oneOf: 'branch',
  discriminator: 'branch',
  not: 'error at the value',
};
