import type { InstancePointer, Json } from '../spec/json.ts';
import type { Direction } from '../spec/json-schema/schema.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/** In a `FixedValue`: allows that the property or item is absent. */
export const absent: unique symbol = Symbol('absent');

/** The values that are allowed at a location. All others are excluded. */
export type FixedValue = readonly (Json | typeof absent)[];

/** The options of a valid value. Arbitraries are cached by the identity of this object: create it once and reuse it. */
export interface ValidContext {
  contract: Pick<Contract, 'pointerTo' | 'getValidator'>;
  direction: Direction;
  /** Restricts the values at locations in the body, for example to ids of existing resources. */
  fixedValues?: ReadonlyMap<InstancePointer, FixedValue>;
  /**
   * The characters of texts. `plain` (default) excludes control characters and noncharacters, `any` only lone
   * surrogates.
   */
  text?: 'plain' | 'any';
  /** Names that generated additional properties never have. */
  reservedNames?: readonly string[];
}
