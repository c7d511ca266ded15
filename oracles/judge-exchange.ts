import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { Observation } from '../spec/clauses/verdict.ts';
import { memoize } from '../spec/memoize.ts';
import type { Operation, Response } from '../spec/openapi/contract.ts';
import type { Exchange, TransportFailure } from '../spec/openapi/exchange.ts';
import { findResponse } from '../spec/openapi/find-response.ts';
import { isStreamedMediaType } from '../spec/openapi/media-type.ts';
import {
  type CheckContext,
  type Failure,
  isOtherOperation,
  isTransportLimit,
  type Oracle,
  type TargetState,
} from './check-context.ts';
import { createFinding, toObservations } from './create-finding.ts';
import { judgeBody } from './judge-body.ts';
import { judgeCoveredClauses } from './judge-covered-clauses.ts';
import { judgeHeaders } from './judge-headers.ts';
import { authentication } from './rules/authentication.ts';
import { disclosure } from './rules/disclosure.ts';
import { errors } from './rules/errors.ts';
import { headerSyntax } from './rules/header-syntax.ts';
import { protocol } from './rules/protocol.ts';
import { security } from './rules/security.ts';

const oracles: Readonly<Record<string, Oracle>> = {
  ...authentication,
  ...protocol,
  ...headerSyntax,
  ...disclosure,
  ...security,
  ...errors,
};

/**
 * Judges an exchange by all clauses of its operation for which it is evidence. Pure; the result is ordered by oracle.
 */
export function judgeExchange(
  model: OperationModel,
  exchange: Exchange,
  target: TargetState = { credentialsAccepted: false, requestAccepted: false },
): Observation[] {
  const { response, failure } = exchange;
  if (failure) return judgeTransportFailure(model, exchange, failure);
  if (!response) return [];
  const documented = isOtherOperation(exchange.case)
    ? undefined
    : findDocumentedResponse(model.operation, response.status);
  const context: CheckContext = {
    model,
    exchange,
    response,
    target,
    ...(documented && { documented }),
  };
  return [...judgeByRules(context), ...judgeCoveredClauses(context), ...judgeDocumentedResponse(context)];
}

/** The response that the document describes for the status. `4XX` and `default` do not describe 414 and 431. */
function findDocumentedResponse(operation: Operation, status: number): Response | undefined {
  const response = findResponse(operation, status);
  return isTransportLimit(status) && response?.status !== String(status) ? undefined : response;
}

/**
 * Judges a missing or incomplete response. A connection that could not be opened is an error of the run instead. The
 * response of an operation that streams need not end.
 */
function judgeTransportFailure(
  { operation }: OperationModel,
  exchange: Exchange,
  { kind, answered, message }: TransportFailure,
): Observation[] {
  const isTimeout = kind === 'headers timeout' || kind === 'body timeout';
  if (kind === 'body timeout' && mayStream(operation)) return [];
  if (kind === 'aborted' || !(answered || isTimeout || kind === 'reset')) return [];
  const clause = `${operation.id}/${isTimeout ? 'protocol:answered' : 'protocol:framing'}`;
  const expected = isTimeout ? 'a response in time' : 'a complete, well-formed HTTP response';
  const failure: Failure = { location: 'connection', expected, received: { words: message } };
  return [{ clause, finding: createFinding(clause, exchange, failure) }];
}

const mayStream = ({ responses }: Operation): boolean =>
  responses.some(({ content }) => content.some(({ type }) => isStreamedMediaType(type)));

function judgeByRules(context: CheckContext): Observation[] {
  const { model, exchange } = context;
  return getOracles(model).flatMap(({ id, oracle }) => toObservations(id, exchange, oracle(context)));
}

/** Returns the oracles of the rules that apply to the operation. */
const getOracles = memoize(({ operation, clauses }: OperationModel): { id: string; oracle: Oracle }[] => {
  const ids = new Set(clauses.map(({ id }) => id));
  return Object.entries(oracles)
    .map(([name, oracle]) => ({ id: `${operation.id}/${name}`, oracle }))
    .filter(({ id }) => ids.has(id));
});

/** Judges headers and body by the documented response for the status. */
const judgeDocumentedResponse = (context: CheckContext): Observation[] => [
  ...judgeHeaders(context).flatMap(({ clause, result }) => toObservations(clause, context.exchange, result)),
  ...judgeBody(context),
];
