import type { InstancePointer, Json } from '../json.ts';
import type { Clause } from './clause.ts';

/** A violation of a clause. Reports derive their text from it. */
export interface Finding {
  clause: string;
  /** Ids of the exchanges that show the violation, the clearest one first. */
  exchanges: readonly number[];
  /** A part of the response; an object for a location in its body. */
  location: 'status' | `header ${string}` | 'body' | 'connection' | { body: InstancePointer };
  /** A noun phrase: "a string", "one of 201, 422". */
  expected: string;
  /** A value, or a description of what was received. */
  received: { value: Json } | { words: string };
  /** What is wrong with the received value, as a predicate: "has no time zone". */
  defect?: string;
  /** Findings with the same cause share this key, so that reports show the cause once. */
  cause: string;
  /** Set if the same request did not show the violation when it was sent again. */
  isIntermittent?: true;
}

/** The result of one clause for one exchange: it passes, or the finding. */
export type Observation = { clause: string; finding?: Finding };

export type Verdict = 'passed' | 'failed' | 'noticed' | 'unverified' | 'waived' | 'error';

/** The verdict of a clause in a run, with its evidence. */
export interface ClauseResult {
  clause: Clause;
  verdict: Verdict;
  /** Why the clause is unverified, waived or an error. */
  reason?: string;
  /** What the user can do so that the clause is judged: "set POLAR_CUSTOMER_ID". */
  remedy?: string;
  /** The first findings of each cause; `found` is the number of all. */
  findings: readonly Finding[];
  found: number;
  /** The number of exchanges that were evidence for the clause. */
  observed: number;
  /** Ids of the first exchanges that were evidence for the clause. */
  exchanges: readonly number[];
}
