import { additionalProperties } from './keywords/additional-properties.ts';
import { anyOf, oneOf } from './keywords/any-of-one-of.ts';
import { constant } from './keywords/const.ts';
import { contains } from './keywords/contains.ts';
import { dependentRequired } from './keywords/dependent-required.ts';
import { discriminator } from './keywords/discriminator.ts';
import { enumeration } from './keywords/enum.ts';
import { format } from './keywords/format.ts';
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

/** The mutators of all asserting keywords. `propertyNames` is violated by the mutators of its subschema. */
export const mutators: readonly Mutator[] = [
  required,
  type,
  anyOf,
  oneOf,
  discriminator,
  constant,
  enumeration,
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
];
