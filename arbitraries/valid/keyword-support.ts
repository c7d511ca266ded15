import type { ApplicatorKeyword, AssertionKeyword } from '../../spec/json-schema/keywords/keywords.ts';

/** The file in this folder that generates values which satisfy a keyword. */
type Generator =
  | 'typed-arbitraries'
  | 'enum-values'
  | 'strings'
  | 'numbers'
  | 'arrays'
  | 'objects'
  | 'conjunctions'
  | 'disjunctions'
  | 'unsupported';

interface KeywordSupport {
  by: Generator;
  /** Set if generated values can still violate the keyword, so that the validator has to filter them. */
  isFiltered?: true;
}

type GeneratedKeyword = AssertionKeyword | ApplicatorKeyword | '$ref' | '$dynamicRef' | '$recursiveRef';

/** How the generators satisfy every keyword that can restrict values. */
const keywordSupport: Readonly<Record<GeneratedKeyword, KeywordSupport>> = {
  type: { by: 'typed-arbitraries' },
  enum: { by: 'enum-values' },
  const: { by: 'enum-values' },
  format: { by: 'strings' }, // `numbers.ts` handles formats of numbers, such as `int32`
  pattern: { by: 'strings' },
  minLength: { by: 'strings' },
  maxLength: { by: 'strings' },
  minimum: { by: 'numbers' },
  maximum: { by: 'numbers' },
  exclusiveMinimum: { by: 'numbers' },
  exclusiveMaximum: { by: 'numbers' },
  multipleOf: { by: 'numbers' },
  minItems: { by: 'arrays' },
  maxItems: { by: 'arrays' },
  uniqueItems: { by: 'arrays' },
  prefixItems: { by: 'arrays' },
  items: { by: 'arrays' },
  contains: { by: 'arrays' },
  minContains: { by: 'arrays' },
  maxContains: { by: 'arrays' },
  minProperties: { by: 'objects' },
  maxProperties: { by: 'objects' },
  properties: { by: 'objects' },
  patternProperties: { by: 'objects' },
  propertyNames: { by: 'objects' },
  additionalProperties: { by: 'objects' },
  required: { by: 'objects' },
  dependentRequired: { by: 'disjunctions' },
  dependentSchemas: { by: 'disjunctions' },
  allOf: { by: 'conjunctions' },
  anyOf: { by: 'disjunctions' },
  discriminator: { by: 'disjunctions' },
  oneOf: { by: 'disjunctions', isFiltered: true },
  not: { by: 'disjunctions', isFiltered: true },
  if: { by: 'disjunctions', isFiltered: true },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { by: 'disjunctions' },
  else: { by: 'disjunctions' },
  unevaluatedProperties: { by: 'objects', isFiltered: true },
  unevaluatedItems: { by: 'arrays', isFiltered: true },
  $dynamicRef: { by: 'unsupported' },
  $recursiveRef: { by: 'unsupported' },
  $ref: { by: 'unsupported' }, // loading has replaced all resolvable references
};

const supportEntries = Object.entries(keywordSupport);

export const filteredKeywords = supportEntries
  .filter(([, { isFiltered }]) => isFiltered)
  .map(([keyword]) => keyword);

export const unsupportedKeywords = supportEntries
  .filter(([, { by }]) => by === 'unsupported')
  .map(([keyword]) => keyword);
