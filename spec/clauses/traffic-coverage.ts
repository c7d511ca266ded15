/** How many of something that a contract describes were seen. */
interface Coverage {
  covered: number;
  total: number;
}

/** What recorded traffic covers of a contract, by the operations that were selected. */
export interface TrafficCoverage {
  /** Number of exchanges of the operations. */
  exchanges: number;
  /** The statuses of the responses, in ascending order. */
  statuses: readonly number[];
  operations: Coverage & { missing: readonly string[] };
  /** The documented responses; a missing one is named `getThing 404`. */
  responses: Coverage & { missing: readonly string[] };
  /** The documented parameters; a missing one is named `getThing query/limit`. */
  parameters: Coverage & { missing: readonly string[] };
  /** The clauses of the operations that at least one exchange was evidence for. */
  clauses: Coverage;
  /** Exchanges whose paths the document does not describe, and the methods and paths of the first of them. */
  unmatched: { exchanges: number; paths: readonly string[] };
}
