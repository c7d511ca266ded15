import { judgeScenario, type ScenarioObservation } from '../../oracles/resources/judge-scenario.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult } from '../../spec/clauses/verdict.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { RequestSpec } from '../../spec/openapi/request.ts';
import { findResources } from '../../spec/openapi/resources.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import { createScenarioContext, repeatCases } from '../scenarios/run-scenarios.ts';
import { createClauseResults } from '../verdicts/clause-results.ts';
import { createExchangeRecorder } from './exchange-recorder.ts';

/** The result of a replay for its clause. */
export interface ReplayResult {
  result: ClauseResult;
  exchanges: readonly Exchange[];
}

/**
 * Sends the cases unchanged and in order, and judges a single clause.
 * @param renew returns the request with other unique values; by default the same request. A case that gets a 409 is
 *   sent once more with them, because the target may still have what the run has created.
 */
export async function replayCases(
  contexts: ReadonlyMap<string, PlanContext>,
  clause: Clause,
  cases: readonly Case[],
  client: Pick<Client, 'send'>,
  renew = (request: RequestSpec): RequestSpec => request,
): Promise<ReplayResult> {
  const clauses = [clause, ...listBodyClauses(contexts, clause)];
  const clauseResults = createClauseResults(new Map([[clause.operation, () => clauses]]));
  // clauses about rejections are judged only after an accepted request, which the run had
  for (const context of contexts.values()) context.isSeedAccepted = true;
  const recorder = createExchangeRecorder(contexts, clauseResults);
  const exchanges: Exchange[] = [];
  const sendOnce = async (theCase: Case): Promise<Exchange> => {
    const exchange = await client.send(theCase, exchanges.length + 1);
    exchanges.push(exchange);
    recorder.record(exchange);
    return exchange;
  };
  const send = async (theCase: Case): Promise<Exchange> => {
    const exchange = await sendOnce(theCase);
    if (exchange.response?.status !== 409 || theCase.kind !== 'valid' || theCase.step?.isRepeated)
      return exchange;
    const request = renew(theCase.request);
    const isSame = JSON.stringify(request) === JSON.stringify(theCase.request);
    const hasFailed = clauseResults.list(() => ({ reason: '' }))[0]?.found !== 0;
    return isSame || hasFailed ? exchange : sendOnce({ ...theCase, request });
  };
  await repeatCases(contexts, cases, send);
  recorder.compareExchanges();
  for (const { observation, operation, exchanges: shown } of judgeSteps(contexts, exchanges))
    clauseResults.record(operation, shown.at(-1)?.id ?? 0, [observation]);
  const [result, ...others] = clauseResults.list(() => ({ reason: explainUnjudged(exchanges) }));
  if (!result) throw new Error('the clause has no result');
  // If the wrong value is now absent or null, its clause does not apply. The clause then passes if all other clauses of
  // the body do.
  const observed = others.reduce((most, other) => Math.max(most, other.observed), 0);
  const isAbsent = result.observed === 0 && observed > 0 && others.every(({ found }) => found === 0);
  return { result: isAbsent ? { ...result, verdict: 'passed', observed } : result, exchanges };
}

/** Judges the exchanges of a scenario; an empty list if the cases are of none. */
function judgeSteps(
  contexts: ReadonlyMap<string, PlanContext>,
  exchanges: readonly Exchange[],
): ScenarioObservation[] {
  const path = exchanges.find((exchange) => exchange.case.step)?.case.step?.scenario;
  const resources = findResources([...contexts.values()].map(({ model }) => model.operation));
  const resource = resources.find((each) => each.path === path);
  return resource ? judgeScenario(exchanges, createScenarioContext(contexts, resource)) : [];
}

/** Returns the start of the ids of all clauses about the response body that a clause is about, if it is about one. */
export function findBodyPrefix({ id, operation }: Clause): string | undefined {
  const body = /^(?:\dXX|\d{3}|default)(?:\([^)]*\))?(?=[/:@])/i.exec(id.slice(operation.length + 1))?.[0];
  return body === undefined ? undefined : `${operation}/${body}`;
}

/** Returns the other clauses of the same response body; empty if the clause is not about a body. */
function listBodyClauses(contexts: ReadonlyMap<string, PlanContext>, clause: Clause): Clause[] {
  const prefix = findBodyPrefix(clause);
  const clauses = contexts.get(clause.operation)?.model.clauses ?? [];
  const starts = ['/', ':', '@'].map((end) => `${prefix}${end}`);
  const isAbout = (each: Clause) =>
    each.id !== clause.id && starts.some((start) => each.id.startsWith(start));
  return prefix === undefined ? [] : clauses.filter(isAbout);
}

function explainUnjudged(exchanges: readonly Exchange[]): string {
  const failure = exchanges.find((exchange) => exchange.failure)?.failure;
  if (failure) return failure.message;
  const statuses = exchanges.map(({ response }) => response?.status ?? 'none').join(', ');
  return `the response (status ${statuses}) cannot be judged by this clause`;
}
