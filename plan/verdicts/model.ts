import type { OperationCoverage } from '../../spec/clauses/operation-coverage.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import type { Execution } from '../execute/model.ts';

/** Why a run, or a part of it, could not judge the target. */
export interface RunProblem {
  description: string;
  /** The operations that it concerns; all if undefined. */
  operations?: ReadonlySet<string>;
  /** Set if the responses show nothing about the contract, so that violations are not reported either. */
  voidsFailures?: true;
}

/** The state of a run from which its problem is determined. */
export interface RunState {
  client: Client;
  signal: AbortSignal | undefined;
  execution: Execution;
  contexts: ReadonlyMap<string, PlanContext>;
  coverage: readonly OperationCoverage[];
  /** Whether the run is one of several shards, so that others send the rest of the requests. */
  isShard: boolean;
}
