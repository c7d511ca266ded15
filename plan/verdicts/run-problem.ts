import { takesOnlyBearer } from '../../spec/clauses/rules.ts';
import type { ClauseResult } from '../../spec/clauses/verdict.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { listSupportedAlternatives } from '../../spec/openapi/security.ts';
import { findClientError } from '../client.ts';
import type { PlanContext } from '../context.ts';
import type { ExchangeRecorder } from '../execute/exchange-recorder.ts';
import { MAX_FAILURE_STREAK, UNAVAILABLE_WEIGHT } from '../execute/limits.ts';
import type { Execution } from '../execute/model.ts';
import { explainNoResponse } from './availability.ts';
import type { RunProblem, RunState } from './model.ts';
import {
  explainMissingCredentials,
  explainNoSuccess,
  explainSameAnswers,
  explainSameLastAnswers,
} from './no-success.ts';
import { findRejectedOperations } from './rejected-credentials.ts';
import { formatCredentialCheck, formatCredentialRemedy } from './remedies.ts';

/** The failure streak of two unavailable exchanges in a row at the end of a run. */
const LAST_TWO = 2 * UNAVAILABLE_WEIGHT;

/**
 * Finds why the run cannot judge the target: it is unreachable, stopped answering or rejects the credentials, the
 * client gave up waiting, the document is unsupported, or no operation returned a success. Undefined if it can.
 */
export function findProblem(state: RunState): RunProblem | undefined {
  const { client, signal, execution, contexts } = state;
  const clientError = findClientError(client);
  if (clientError !== undefined) return { description: clientError };
  const reason = execution.recorder
    .exchanges()
    .map(explainNoResponse)
    .find((each) => each !== undefined);
  const unsupported = toProblem(findUnsupportedDocument(contexts));
  if (execution.recorder.counts().answered === 0) {
    if (signal?.aborted && !reason) return unsupported; // stopped before an answer could arrive
    return toProblem(explainSilence(state, reason));
  }
  const problem =
    explainRejection(state) ??
    toProblem(explainLockout(execution) ?? explainInstability(execution, reason)) ??
    unsupported;
  // the requests that were not sent could have succeeded
  if (problem || signal?.aborted) return problem;
  return (
    explainSameAnswers(state) ??
    explainNoSuccess(state) ??
    explainSameLastAnswers(state) ??
    explainMissingCredentials(state)
  );
}

const toProblem = (description: string | undefined): RunProblem | undefined =>
  description === undefined ? undefined : { description };

function explainSilence({ client, contexts }: RunState, reason: string | undefined): string {
  if (reason)
    return `the target did not answer: ${reason}${reason === 'status 503' ? ': the service is unavailable, see its log' : ''}`;
  const [context] = contexts.values();
  return context === undefined || client.hasCredentials(context.model.operation.id)
    ? 'no request could be sent'
    : `no request could be sent without credentials: ${formatCredentialRemedy(context)}`;
}

function explainRejection({ execution, contexts, client }: RunState): RunProblem | undefined {
  const rejected = findRejectedOperations(contexts, execution.recorder, client);
  const [first] = rejected ?? [];
  const context = first && contexts.get(first[0]);
  if (!rejected || !context) return undefined;
  const { operation } = context.model;
  const name = takesOnlyBearer(operation) ? 'access token' : 'credentials';
  const fact =
    listSupportedAlternatives(operation.security).length > 0
      ? `rejects the ${name}`
      : 'requires credentials that the suite cannot create';
  const description =
    first[1].status === 401
      ? `the target ${fact} (401): ${formatCredentialCheck(context)}`
      : `the ${name} may not do this (403): give ${name === 'credentials' ? name : 'a token'} with the scope of the operation`;
  return { description, operations: new Set(rejected.keys()), voidsFailures: true };
}

function explainLockout({ lastAccepted }: Execution): string | undefined {
  if (!lastAccepted) return undefined;
  const { id, method, path } = lastAccepted;
  return `the target rejects the credentials that it had accepted (401). The last accepted request was ${method} ${path}: if it replaces tokens or ends sessions, leave it out with --exclude-operation='${id}', and give new credentials`;
}

/** The number of tolerated postponed requests for each tolerated lost one. */
const BUSY_FACTOR = 3;

function explainInstability({ recorder, unsent }: Execution, reason: string | undefined): string | undefined {
  const { answered, postponed, rejected, failureStreak, ...counts } = recorder.counts();
  const unavailable = counts.unavailable - countReproduced(recorder.exchanges());
  const tolerated = Math.max(2, (answered + unavailable) * 0.02);
  // a request that is answered when it is sent alone shows only that the target was busy
  if (unavailable > tolerated || postponed > BUSY_FACTOR * tolerated) {
    const count = Math.max(unavailable, postponed);
    const remedy = reason?.endsWith(' ms') ? ': --concurrency=1 sends one request at a time' : '';
    return `the target failed repeatedly: ${count} requests got no answer (${reason ?? ''})${remedy}`;
  }
  if (rejected > tolerated)
    return `the target rejected the access token ${rejected} times after it had accepted it (401)`;
  const isGone = failureStreak >= MAX_FAILURE_STREAK || (unsent !== undefined && failureStreak >= LAST_TWO);
  if (unavailable > 1 && isGone)
    return `the target stopped answering${reason === undefined ? '' : ` (${reason})`}`;
  return undefined;
}

/**
 * Counts the exchanges of requests that were sent several times and never got an answer, because the connection was closed.
 * They show what the target does with these requests, and not that it is unstable.
 */
function countReproduced(exchanges: readonly Exchange[]): number {
  const isClosed = ({ failure }: Exchange): boolean => failure?.kind === 'reset' && !failure.answered;
  if (!exchanges.some(isClosed)) return 0;
  const requests = new Map<string, { sent: number; closed: number }>();
  for (const exchange of exchanges) {
    const text = JSON.stringify(exchange.case.request);
    const { sent, closed } = requests.get(text) ?? { sent: 0, closed: 0 };
    requests.set(text, { sent: sent + 1, closed: closed + Number(isClosed(exchange)) });
  }
  return [...requests.values()]
    .filter(({ sent, closed }) => sent > 1 && closed === sent)
    .reduce((sum, { closed }) => sum + closed, 0);
}

/** Finds the problem that no operation of the document is supported. Probes alone show nothing about the contract. */
function findUnsupportedDocument(contexts: ReadonlyMap<string, PlanContext>): string | undefined {
  const all = [...contexts.values()];
  return all.length > 0 && all.every(({ unsupported }) => unsupported !== undefined)
    ? `no request can be generated from the document: ${all[0]?.unsupported}`
    : undefined;
}

/**
 * Turns the result of a clause into an error if the run has a problem. Violations that a response shows are kept, and
 * so are clauses of the document and of operations that the problem does not concern.
 */
export function applyProblem(
  result: ClauseResult,
  { description, operations, voidsFailures }: RunProblem,
  recorder: ExchangeRecorder,
): ClauseResult {
  const { clause, found } = result;
  if (clause.family === 'contract' || operations?.has(clause.operation) === false) return result;
  if (found > 0 && recorder.hasEvidence(clause.id) && !voidsFailures) return result;
  const { remedy: _, ...rest } = result;
  return { ...rest, verdict: 'error', reason: description, findings: [], found: 0 };
}
