import type { OperationCoverage } from '../spec/clauses/operation-coverage.ts';
import type { TrafficCoverage } from '../spec/clauses/traffic-coverage.ts';
import type { ClauseResult, Verdict } from '../spec/clauses/verdict.ts';
import type { SourceLine } from '../spec/document/defect.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { ConsumerReport } from './consumer-report.ts';

/** The smallest request known to reproduce a failure. */
export interface Counterexample {
  clause: string;
  /** The cause of the finding. */
  cause: string;
  exchange: Exchange;
  /** Number of cases that were sent before the failure was found. */
  cases: number;
  /** Number of successful shrinking steps. */
  shrinks: number;
  seed: number;
}

/** The result of one clause, with the line of the contract that states the clause. */
export interface RecordedResult extends ClauseResult {
  source?: SourceLine;
}

/** The complete result of a run. Each report is a pure function of it. */
export interface RunRecord {
  suite: { name: string; version: string };
  target: { name: string; url: string; server?: string; version?: string };
  contract: { title: string; version: string; file: string; lines: readonly string[] };
  seed: number;
  /** ISO 8601 in UTC. */
  startedAt: string;
  durationMs: number;
  /** Number of requests sent, including retries and discovery. */
  requests: number;
  /** False if the run ended before all planned requests were sent. The reports then cover only part of the plan. */
  complete: boolean;
  /** The reason why the target could not be judged, or why the run is unstable. The exit status is then 2. */
  problem?: string;
  /** Notes for the reader: an exhausted budget, a reduced request rate, unstable responses. */
  notes: readonly string[];
  totals: Readonly<Record<Verdict, number>>;
  results: readonly RecordedResult[];
  /** Whether each operation was exercised. */
  operations: readonly OperationCoverage[];
  /** What the traffic covers, if recorded exchanges were judged. */
  traffic?: TrafficCoverage;
  /** What consumers of the API do with the responses, if the user has named some. */
  consumers?: readonly ConsumerReport[];
  counterexamples: readonly Counterexample[];
  /** The exchanges that reports can show: those of the plan, those with findings, and others up to a limit. */
  exchanges: readonly Exchange[];
  /** Arguments that repeat the run, without secrets. */
  arguments: readonly string[];
}

/** The cases that reproduce a failure, as sent by `npm test -- --replay=FILE`. */
export interface Replay {
  suite: string;
  contract: { title: string; version: string };
  target: string;
  seed: number;
  clause: string;
  /** The cases in the order of sending. The last case, or all of them together, show the finding. */
  cases: readonly Case[];
}
