import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { Client, RequestBudget } from '../client.ts';
import type { PlanContext } from '../context.ts';
import type { Shard } from '../schedule/shard.ts';
import type { ClauseResults } from '../verdicts/clause-results.ts';
import type { CreatedItem } from './created-items.ts';
import type { ExchangeRecorder } from './exchange-recorder.ts';

/** The progress of a run. */
export interface Progress {
  phase: 'plan' | 'scenarios' | 'exploration' | 'confirmation' | 'shrinking';
  /** Number of cases sent. */
  cases: number;
  /** Number of planned cases, once the plan is complete. */
  planned?: number;
  findings: number;
  /** The clauses that the last case was the first to violate. */
  newlyFailed: readonly string[];
}

export interface ExecutionInput {
  contexts: ReadonlyMap<string, PlanContext>;
  clauseResults: ClauseResults;
  client: Client;
  budget: RequestBudget;
  /** Number of random requests after the plan; what the budget leaves by default. */
  runs?: number | undefined;
  shard?: Shard | undefined;
  /** Stops the sending; exchanges recorded until then are judged. */
  signal?: AbortSignal | undefined;
  onStage?(progress: Progress): void;
}

/** The first exchange that violated a clause; after shrinking, the smallest one. */
export interface Counterexample {
  clause: string;
  /** The cause of the finding. */
  cause: string;
  exchange: Exchange;
  /** Number of cases sent when it was found. */
  cases: number;
  shrinks: number;
}

/** The result of an execution. */
export interface Execution {
  recorder: ExchangeRecorder;
  counterexamples: Counterexample[];
  /** Number of cases sent. */
  cases: number;
  /** Whether the time limit or an interruption ended the exploration. */
  isExplorationCut: boolean;
  /** The items that the run has created and not deleted. */
  created: readonly CreatedItem[];
  /**
   * The operation of the last request with credentials that the target accepted. Set if it then rejected those that it had
   * accepted.
   */
  lastAccepted?: Operation;
  /** Set if the run ended before all planned cases were sent. */
  unsent?: UnsentCases;
}

/** The planned cases that were not sent. */
export interface UnsentCases {
  /** "120 of 659 planned cases were not sent: the time limit was reached" */
  note: string;
  remedy?: string;
  /** Whether the time limit ended the run. */
  isTimeout: boolean;
}
