import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult } from '../../spec/clauses/verdict.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import { createClauseResults } from '../verdicts/clause-results.ts';
import { createExchangeRecorder } from './exchange-recorder.ts';

/** The result of a replay for its clause. */
export interface ReplayResult {
  result: ClauseResult;
  exchanges: readonly Exchange[];
}

/** Sends the cases unchanged and in order, and judges a single clause. */
export async function replayCases(
  contexts: ReadonlyMap<string, PlanContext>,
  clause: Clause,
  cases: readonly Case[],
  client: Pick<Client, 'send'>,
): Promise<ReplayResult> {
  const clauseResults = createClauseResults(new Map([[clause.operation, () => [clause]]]));
  const recorder = createExchangeRecorder(contexts, clauseResults);
  const exchanges: Exchange[] = [];
  for (const [index, theCase] of cases.entries()) {
    const exchange = await client.send(theCase, index + 1);
    exchanges.push(exchange);
    recorder.record(exchange);
  }
  recorder.compareExchanges();
  const [result] = clauseResults.list(() => ({ reason: explainUnjudged(exchanges) }));
  return { result: result ?? createUnsentResult(clause), exchanges };
}

const createUnsentResult = (clause: Clause): ClauseResult => ({
  ...{ clause, verdict: 'unverified', reason: 'nothing was sent' },
  ...{ findings: [], found: 0, observed: 0, exchanges: [] },
});

function explainUnjudged(exchanges: readonly Exchange[]): string {
  const failure = exchanges.find((exchange) => exchange.failure)?.failure;
  if (failure) return failure.message;
  const statuses = exchanges.map(({ response }) => response?.status ?? 'none').join(', ');
  return `the response (status ${statuses}) cannot be judged by this clause`;
}
