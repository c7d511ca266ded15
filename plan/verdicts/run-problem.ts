import type { ClauseResult } from '../../spec/clauses/verdict.ts';
import type { Suite } from '../../suites/suite.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import type { ExchangeRecorder } from '../execute/exchange-recorder.ts';
import { GONE_AFTER, UNAVAILABLE_WEIGHT } from '../execute/limits.ts';
import type { Execution } from '../execute/model.ts';
import { explainNoResponse } from './availability.ts';
import { findRejectionStatus } from './rejected-credentials.ts';

/** The two last exchanges of a run were unavailable. */
const LAST_TWO = 2 * UNAVAILABLE_WEIGHT;

const rejections = {
  401: 'the target refuses the access token (401)',
  403: 'the access token is not allowed to do this (403)',
} as const;

/**
 * Why the run is an error: the target is unreachable, stopped answering or refuses the credentials, the client gave up, or
 * the document is unsupported. Undefined if the target could be judged.
 */
export function findProblem(
  client: Client,
  signal: AbortSignal | undefined,
  execution: Execution,
  contexts: ReadonlyMap<string, PlanContext>,
  suites: readonly Suite[],
): string | undefined {
  const { rateLimitError } = client.stats();
  if (rateLimitError) return rateLimitError;
  const reason = execution.recorder
    .exchanges()
    .map(explainNoResponse)
    .find((each) => each !== undefined);
  const isSilent = execution.recorder.counts().answered === 0;
  if (isSilent && signal?.aborted && !reason) return findUnsupportedDocument(contexts); // stopped before an answer could arrive
  const problem = isSilent
    ? explainSilence(client, reason, suites)
    : (explainRejection(execution, suites) ?? explainInstability(execution, reason));
  return problem ?? findUnsupportedDocument(contexts);
}

function explainSilence(client: Client, reason: string | undefined, suites: readonly Suite[]): string {
  if (reason) return `the target did not answer: ${reason}`;
  return client.hasCredentials('access')
    ? 'no request could be sent'
    : `no request could be sent without an access token: set ${nameAccessToken(suites)}`;
}

/** The environment variable of the access token. */
const nameAccessToken = (suites: readonly Suite[]): string =>
  suites.flatMap(({ fixtureVariables }) => fixtureVariables).find(({ name }) => name === 'accessToken')
    ?.variable ?? 'the access token';

function explainRejection({ recorder }: Execution, suites: readonly Suite[]): string | undefined {
  const status = findRejectionStatus(recorder.exchanges());
  if (status === undefined) return undefined;
  const remedy = status === 401 ? `check ${nameAccessToken(suites)}` : 'it needs the scope of the operation';
  return `${rejections[status]}: ${remedy}`;
}

function explainInstability(
  { recorder, unsentNote }: Execution,
  reason: string | undefined,
): string | undefined {
  const { answered, unavailable, rejected, failureStreak } = recorder.counts();
  const tolerated = Math.max(2, (answered + unavailable) * 0.02);
  if (unavailable > tolerated)
    return `the target kept failing over: ${unavailable} requests got no answer (${reason ?? ''})`;
  if (rejected > tolerated)
    return `the target refused the access token ${rejected} times after it had accepted it (401)`;
  const isGone = failureStreak >= GONE_AFTER || (unsentNote !== undefined && failureStreak >= LAST_TWO);
  if (unavailable > 1 && isGone)
    return `the target stopped answering${reason === undefined ? '' : ` (${reason})`}`;
  return undefined;
}

/** The problem that no operation of the document is supported: probes alone show nothing about the contract. */
function findUnsupportedDocument(contexts: ReadonlyMap<string, PlanContext>): string | undefined {
  const all = [...contexts.values()];
  return all.length > 0 && all.every(({ unsupported }) => unsupported !== undefined)
    ? `no request can be generated from the document: ${all[0]?.unsupported}`
    : undefined;
}

/**
 * The result of a clause in a run with a problem: an error, except for failures that a response shows (unless the target
 * rejects the credentials: its responses then show nothing) and for clauses of the document.
 */
export function applyProblem(
  result: ClauseResult,
  problem: string,
  recorder: ExchangeRecorder,
): ClauseResult {
  const { clause, found } = result;
  const isRejection = Object.values(rejections).some((rejection) => problem.startsWith(rejection));
  const isShown = found > 0 && recorder.hasEvidence(clause.id) && !isRejection;
  if (isShown || clause.family === 'contract') return result;
  return { ...result, verdict: 'error', reason: problem, findings: [], found: 0 };
}
