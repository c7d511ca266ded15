import type { InstancePointer, Json } from '../json.ts';
import type { RequestSpec } from './request.ts';

/** The single mutation that makes a request invalid, and the clauses that it violates. */
export interface Violation {
  /** The violated clauses of the request: under an `anyOf`, one of every branch. */
  clauses: readonly string[];
  /**
   * Location of the mutated value in the body. For a missing property, the location that it would have; for a
   * parameter, `path/name`, `query/name` or `header/name`.
   */
  instancePointer: InstancePointer;
  keyword: string;
  /** The value before the mutation; undefined if there was none. */
  before?: Json;
  /** The value after the mutation; undefined if it was removed. */
  after?: Json;
  /** "the id has one character more" */
  description: string;
}

export type CaseKind = 'valid' | 'invalid' | 'probe';

/** A request to send and what it is sent for. */
export interface Case {
  /** Stable for the same seed and contract: `customer-sessions:create/invalid/17`. */
  id: string;
  operation: string;
  kind: CaseKind;
  /** "a customer id with one character more" */
  description: string;
  request: RequestSpec;
  violation?: Violation;
  /** The clauses for which the request is sent. Its response may be evidence for other clauses too. */
  covers: readonly string[];
  /** The name by which oracles that compare responses find this one: `unknown customer`. */
  role?: string;
  /** Cases that each test one part of a combined case. They are sent if the combined case is rejected. */
  subcases?: readonly Case[];
  /**
   * Set if the server may reject a valid request because of its data: it was built without fixtures, or its resource is
   * used up.
   */
  mayBeRejected?: true;
  /** Names of the fixtures whose values the request contains. */
  fixtures?: readonly string[];
}
