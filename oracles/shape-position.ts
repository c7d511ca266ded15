import { type InstancePointer, type Json, joinPointer } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import type { ValidationError } from '../spec/openapi/contract.ts';

/** The result of checking one clause against one value. */
export interface ShapeObservation {
  clause: string;
  failure?: {
    instancePointer: InstancePointer;
    expected: string;
    received: Json | undefined;
    defect?: string;
    /** For a union of which no branch accepts the value: the location of a failure in the branch that is meant. */
    causePointer?: InstancePointer;
  };
  /** Set if the schema allows the value, so that the failure explains no error of the validator. */
  isAllowed?: true;
}

/**
 * A value and the schema that judges it. Its pointer is computed only for failures, because most values never need one.
 */
export interface Position {
  node: SchemaNode;
  value: Json;
  parent?: Position;
  key?: string | number;
}

/** The validation errors of the whole body, and the function that receives observations. */
export interface Judgement {
  errors: readonly ValidationError[];
  observe(observation: ShapeObservation): void;
  /** The branches of failing unions that may still be tried. Nested unions multiply: without a limit, it takes minutes. */
  trials: { left: number };
}

/** Returns the pointer of a position into the body. */
export function getPointer({ parent, key }: Position): InstancePointer {
  const above = parent === undefined ? '' : getPointer(parent);
  return key === undefined ? above : joinPointer(above, key);
}
