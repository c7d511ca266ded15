import type { InstancePointer, Json } from '../json.ts';
import type { Clause } from './clause.ts';

/** A violation of a clause. Reports derive their text from it. */
export interface Finding {
  clause: string;
  /** Ids of the exchanges that show the violation, the clearest one first. */
  exchanges: readonly number[];
  /** The part of the response that violates the clause; an object for a location in its body. */
  location: 'status' | `header ${string}` | 'body' | 'connection' | { body: InstancePointer };
  /** A noun phrase that completes "expected …": "a string", "one of 201, 422". */
  expected: string;
  /** The value that was received, or a description of it in words. */
  received: { value: Json } | { words: string };
  /** What is wrong with the received value, as a predicate without subject: "has no time zone". */
  defect?: string;
  /** Findings with the same cause share this key, so that reports show the cause once. */
  cause: string;
  /** Set if a repetition of the same request did not show the violation. */
  isIntermittent?: true;
}

/**
 * The result of checking one clause against one exchange: a pass without `finding` and `error`. An `error` explains why
 * the check itself failed.
 */
export type Observation = { clause: string; finding?: Finding; error?: string };

export type Verdict = 'passed' | 'failed' | 'noticed' | 'unverified' | 'waived' | 'error';

/** The verdict of a clause in a run, with its evidence. */
export interface ClauseResult {
  clause: Clause;
  verdict: Verdict;
  /** Why the clause is unverified, waived or an error. */
  reason?: string;
  /** What the user can do so that the next run judges the clause: "set POLAR_CUSTOMER_ID". */
  remedy?: string;
  /** The first findings of each cause. `found` counts the others too. */
  findings: readonly Finding[];
  found: number;
  /** Number of exchanges by which the clause was judged. */
  observed: number;
  /** Ids of the first exchanges by which the clause was judged. */
  exchanges: readonly number[];
}
