import type { ClauseResult, Verdict } from '../spec/clauses/verdict.ts';
import type { SourceLine } from '../spec/openapi/contract.ts';
import type { Case, Exchange } from '../spec/openapi/exchange.ts';

/** The smallest request that still shows a failure. */
export interface Counterexample {
  clause: string;
  exchange: Exchange;
  /** How it was found. */
  cases: number;
  shrinks: number;
  seed: number;
}

/** Everything a run found out: each report is a pure function of it. */
export interface RunRecord {
  suite: { name: string; version: string };
  target: { name: string; url: string; server?: string; version?: string };
  contract: { title: string; version: string; file: string; lines: readonly string[] };
  seed: number;
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number;
  /** How many requests were sent, retries and discovery included. */
  requests: number;
  /** False when interrupted or out of time: the reports are honest but partial. */
  complete: boolean;
  /** Why nothing could be judged, or the run is unstable: exit status 2. */
  problem?: string;
  /** Things a reader should know: cut budgets, slowed pace, unstable answers. */
  notes: readonly string[];
  totals: Readonly<Record<Verdict, number>>;
  judgements: readonly (ClauseResult & { source?: SourceLine })[];
  counterexamples: readonly Counterexample[];
  /** The exchanges that reports need: all of the plan's, those with findings, the rest up to a limit. */
  exchanges: readonly Exchange[];
  /** The arguments after `npm test --` that repeat the run, without secrets. */
  arguments: readonly string[];
}

/** A failing case on disk: `npm test -- --replay=FILE` sends just that. */
export interface Replay {
  suite: string;
  contract: { title: string; version: string };
  target: string;
  seed: number;
  clause: string;
  /** In order; the last one (or all together) shows the finding. */
  cases: readonly Case[];
}
