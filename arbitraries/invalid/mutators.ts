import type { AssertionKeyword } from '../../spec/json-schema/keywords/keywords.ts';
import { items, prefixItems, unevaluatedItems } from './keywords/additional-items.ts';
import {
  additionalProperties,
  propertyNames,
  unevaluatedProperties,
} from './keywords/additional-properties.ts';
import { anyOf, oneOf } from './keywords/any-of-one-of.ts';
import { constant } from './keywords/const.ts';
import { contains } from './keywords/contains.ts';
import { dependentRequired } from './keywords/dependent-required.ts';
import { discriminator } from './keywords/discriminator.ts';
import { enumeration } from './keywords/enum.ts';
import { dependentSchemas, patternProperties, properties } from './keywords/false-subschemas.ts';
import { format } from './keywords/format.ts';
import { conditional } from './keywords/if-then-else.ts';
import { maxItems, minItems } from './keywords/min-max-items.ts';
import { maxLength, minLength } from './keywords/min-max-length.ts';
import { maxProperties, minProperties } from './keywords/min-max-properties.ts';
import { exclusiveMaximum, exclusiveMinimum, maximum, minimum } from './keywords/minimum-maximum.ts';
import { multipleOf } from './keywords/multiple-of.ts';
import { not } from './keywords/not.ts';
import { pattern } from './keywords/pattern.ts';
import { required } from './keywords/required.ts';
import { type } from './keywords/type.ts';
import { uniqueItems } from './keywords/unique-items.ts';
import type { Mutator } from './mutation.ts';

/**
 * The mutator of every assertion, or the reason why there is none. The order is permanent, because plans and case ids
 * depend on it.
 */
const mutatorsByKeyword: Readonly<Record<AssertionKeyword, Mutator | string>> = {
  required,
  type,
  anyOf,
  oneOf,
  discriminator,
  const: constant,
  enum: enumeration,
  format,
  pattern,
  minLength,
  maxLength,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
  minItems,
  maxItems,
  uniqueItems,
  contains,
  minProperties,
  maxProperties,
  additionalProperties,
  dependentRequired,
  not,
  propertyNames,
  minContains: 'the mutator of `contains` violates it',
  maxContains: 'the mutator of `contains` violates it',
  prefixItems,
  items,
  unevaluatedItems,
  unevaluatedProperties,
};

/** The mutators of applicators. They apply if a subschema accepts nothing, so that the applicator rejects values. */
const applicatorMutators: readonly Mutator[] = [properties, patternProperties, dependentSchemas, conditional];

export const mutators: readonly Mutator[] = [
  ...Object.values(mutatorsByKeyword).filter((mutator) => typeof mutator !== 'string'),
  ...applicatorMutators,
];
