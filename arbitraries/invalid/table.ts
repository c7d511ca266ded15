import { exclusiveMaximum, exclusiveMinimum, maximum, minimum, multipleOf } from './keywords/bounds.ts';
import { constant } from './keywords/const.ts';
import { discriminator } from './keywords/discriminator.ts';
import { enumeration } from './keywords/enum.ts';
import { format } from './keywords/format.ts';
import { contains, maxItems, minItems, uniqueItems } from './keywords/items.ts';
import { maxLength, minLength } from './keywords/length.ts';
import { not } from './keywords/not.ts';
import { pattern } from './keywords/pattern.ts';
import {
  additionalProperties,
  dependentRequired,
  maxProperties,
  minProperties,
} from './keywords/properties.ts';
import { required } from './keywords/required.ts';
import { type } from './keywords/type.ts';
import { anyOf, oneOf } from './keywords/union.ts';
import type { Violation } from './mutation.ts';

/** How each asserting keyword is violated. `propertyNames` is violated through the schema of the names. */
export const violations: readonly Violation[] = [
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
