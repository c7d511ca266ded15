import type { InstancePointer, Json } from '../spec/json.ts';
import type { Direction } from '../spec/json-schema/schema.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/** As a fixed value: the property or item is absent. */
export const absent: unique symbol = Symbol('absent');

/** The only values that are allowed at a location. */
export type FixedValue = readonly (Json | typeof absent)[];

/** The options of a valid value. Arbitraries are cached by the identity of this object: create it once and reuse it. */
export interface ValidContext {
  contract: Pick<Contract, 'pointerTo' | 'getValidator'>;
  direction: Direction;
  /** Restricts the values at locations within the body. */
  fixedValues?: ReadonlyMap<InstancePointer, FixedValue>;
  /** `plain` (default): no control characters and no noncharacters. `any`: all of Unicode except lone surrogates. */
  text?: 'plain' | 'any';
  /** Names that additional properties must not have. */
  reservedNames?: readonly string[];
}
