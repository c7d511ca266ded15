import type { OperationCoverage } from '../spec/clauses/operation-coverage.ts';
import type { ClauseResult } from '../spec/clauses/verdict.ts';
import type { Client } from './client.ts';
import type { PlanInput } from './context.ts';
import { execute } from './execute/execute.ts';
import type { Execution, Progress } from './execute/model.ts';
import { preparePlanContexts } from './prepare-contexts.ts';
import type { Shard } from './schedule/shard.ts';
import { listClauses } from './suite-clauses.ts';
import { createClauseResults } from './verdicts/clause-results.ts';
import { judgeContract } from './verdicts/judge-contract.ts';
import { createOperationCoverage } from './verdicts/operation-coverage.ts';
import { findParameterSources } from './verdicts/parameter-sources.ts';
import { applyProblem, findProblem } from './verdicts/run-problem.ts';
import { explainUnverified, findStatuses } from './verdicts/unverified-reasons.ts';

/** The input of a conformance run. */
export interface ConformanceInput extends PlanInput {
  /** Number of random requests after the plan; what the budget leaves by default. */
  runs?: number | undefined;
  shard?: Shard | undefined;
  /** Stops the sending; exchanges recorded until then are judged. */
  signal?: AbortSignal | undefined;
  onStage?(progress: Progress): void;
}

/** The result of a conformance run. */
export interface Conformance {
  results: ClauseResult[];
  execution: Execution;
  /** Number of requests sent for discovery. */
  discoveryRequests: number;
  notes: string[];
  /** Whether each operation was exercised. */
  coverage: OperationCoverage[];
  /** The reason why the target could not be judged. */
  problem?: string;
}

/**
 * Tests a target against a contract: discovery, plan, exploration, shrinking, verdicts. Only `client` sends requests.
 */
export async function testConformance(input: ConformanceInput): Promise<Conformance> {
  const { contexts, notes } = await preparePlanContexts(input);
  const { contract, client, budget, runs, shard, signal, onStage } = input;
  const discoveryRequests = client.stats().requests;
  const clauseResults = createClauseResults(listClauses(contract, [...contexts.values()]));
  const execution = await execute({
    ...{ contexts, clauseResults, client, budget, runs, shard, signal },
    ...(onStage && { onStage }),
  });
  judgeContract(contract, clauseResults); // takes time for a large document, and does not depend on the exchanges
  const { unsent, recorder } = execution;
  const sources = findParameterSources(contexts, recorder.exchanges());
  const coverage = [...contexts].map(([id, context]): OperationCoverage => {
    const pathParameters = sources.get(id);
    const own = createOperationCoverage(context, recorder.operationCounts(id), client);
    return { ...own, ...(pathParameters && { pathParameters }) };
  });
  const isShard = shard !== undefined && shard.count > 1;
  const problem = findProblem({ client, signal, execution, contexts, coverage, isShard });
  const coverageById = new Map(coverage.map((each) => [each.operation, each]));
  const statuses = findStatuses(recorder.exchanges());
  const results = clauseResults.list((clause) => {
    const { operation, id } = clause;
    const context = contexts.get(operation);
    return explainUnverified(clause, context, unsent, coverageById.get(operation), statuses.get(id));
  });
  return {
    results: problem ? results.map((result) => applyProblem(result, problem, recorder)) : results,
    execution,
    coverage,
    discoveryRequests,
    notes: [...notes, ...describeCut(execution), ...describeRateLimits(client)],
    ...(problem && { problem: problem.description }),
  };
}

function describeRateLimits(client: Pick<Client, 'stats'>): string[] {
  const { limitedOperations = [] } = client.stats();
  if (limitedOperations.length === 0) return [];
  return [`the target limits the rate of ${limitedOperations.join(', ')} (429): they got no more requests`];
}

function describeCut({ unsent, isExplorationCut, cases }: Execution): string[] {
  if (unsent) return [unsent.remedy === undefined ? unsent.note : `${unsent.note}: ${unsent.remedy}`];
  if (!isExplorationCut) return [];
  return [`the time limit ended the random requests after ${cases} cases: raise --max-seconds to send more`];
}
