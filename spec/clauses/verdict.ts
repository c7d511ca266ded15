import type { InstancePointer, Json } from '../json.ts';
import type { Clause } from './clause.ts';

/** What an exchange says against a clause. Text is derived from it, never the other way round. */
export interface Finding {
  clause: string;
  /** Ids of the exchanges that show it; the first is the one to look at. */
  exchanges: readonly number[];
  /** `status`, `header content-type`, `body`, or a place in the response body. */
  location: 'status' | `header ${string}` | 'body' | 'connection' | { body: InstancePointer };
  /** A noun phrase: "a string", "one of 201, 422". */
  expected: string;
  /** What was there, in a few words or as a value. */
  received: { value: Json } | { words: string };
  /** Findings of one cause share this key, so that the cause is told once. */
  cause: string;
}

/** One exchange's word on one clause: it holds here, or a finding. */
export type Observation = { clause: string; finding?: Finding };

export type Verdict = 'passed' | 'failed' | 'noticed' | 'unverified' | 'waived' | 'error';

/** A clause and what became of it. */
export interface ClauseResult {
  clause: Clause;
  verdict: Verdict;
  /** Of unverified, waived and error: why. */
  reason?: string;
  /** At most a few; `found` counts all. */
  findings: readonly Finding[];
  found: number;
  /** How many exchanges could judge it. */
  observed: number;
  /** Ids of (some of) the exchanges that judged it. */
  exchanges: readonly number[];
}
