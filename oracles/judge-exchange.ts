import type { Clause } from '../spec/clauses/clause.ts';
import { nameResponseTree, type OperationModel } from '../spec/clauses/operation-model.ts';
import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import type { Observation } from '../spec/clauses/verdict.ts';
import { memoize } from '../spec/memoize.ts';
import type { Operation, Response } from '../spec/openapi/contract.ts';
import type { Exchange, TransportFailure } from '../spec/openapi/exchange.ts';
import { findResponse } from '../spec/openapi/find-response.ts';
import { findMediaType, isJsonMediaType } from '../spec/openapi/media-type.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';
import {
  type CheckContext,
  type CheckResult,
  createStatusFailure,
  type Failure,
  getMediaType,
  isAboutRateOrCredentials,
  isOtherOperation,
  matchesStatus,
  type Oracle,
  type TargetState,
} from './check-context.ts';
import { createFinding } from './create-finding.ts';
import { type ExpectedStatuses, findExpectedStatuses } from './expected-statuses.ts';
import { judgeHeaders } from './judge-headers.ts';
import { judgeShape } from './judge-shape.ts';
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

/** Judges a missing or incomplete response. A connection that could not be opened is an error of the run instead. */
function judgeTransportFailure(
  { operation }: OperationModel,
  exchange: Exchange,
  { kind, answered, message }: TransportFailure,
): Observation[] {
  const isTimeout = kind === 'headers timeout' || kind === 'body timeout';
  if (kind === 'aborted' || !(answered || isTimeout || kind === 'reset')) return [];
  const clause = `${operation.id}/${isTimeout ? 'protocol:answered' : 'protocol:framing'}`;
  const expected = isTimeout ? 'a response in time' : 'a complete, well-formed HTTP response';
  const failure: Failure = { location: 'connection', expected, received: { words: message } };
  return [{ clause, finding: createFinding(clause, exchange, failure) }];
}

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

/**
 * Judges the clauses that the case covers or violates by the status of the response. Covered clauses pass if the
 * request is accepted, violated clauses if it is rejected.
 */
function judgeCoveredClauses(context: CheckContext): Observation[] {
  const { exchange, model } = context;
  const { kind, covers, violation } = exchange.case;
  return [...new Set([...covers, ...(violation?.clauses ?? [])])].flatMap((id) => {
    const rule = id.slice(model.operation.id.length + 1);
    const statuses = findExpectedStatuses(rule, model, exchange.case.request);
    if (statuses)
      return mayRejectUnchangedRequest(rule, context)
        ? []
        : toObservations(id, exchange, judgeStatus(context, statuses));
    if (kind === 'valid') return toObservations(id, exchange, judgeAcceptance(context));
    return kind === 'invalid' ? toObservations(id, exchange, judgeRejection(context)) : [];
  });
}

/**
 * Whether the response to a robustness rule's request proves nothing, because the target has accepted no request of the
 * operation: it may reject the valid request, or fail at it, without the change.
 */
const mayRejectUnchangedRequest = (rule: string, { target, response }: CheckContext): boolean =>
  rule.startsWith('robustness:') && !target.requestAccepted && response.status >= 400;

function judgeStatus(context: CheckContext, { expected, inconclusive }: ExpectedStatuses): CheckResult {
  const { exchange, response } = context;
  const isOneOf = (patterns: readonly StatusPattern[]): boolean =>
    patterns.some((pattern) => matchesStatus(response.status, pattern));
  if (isAboutRateOrCredentials(context)) return undefined;
  if (isOneOf(expected)) return 'pass';
  if (exchange.case.mayBeRejected && isOneOf(['4XX'])) return undefined;
  if (exchange.case.subcases || isOneOf(inconclusive) || (isOneOf(['4XX']) && isAboutState(response)))
    return undefined;
  if (isOneOf(['4XX']) && expected.includes('2XX') && isAboutMissingResource(context)) return undefined;
  return createStatusFailure(response, `status ${expected.join(' or ')}`);
}

function judgeAcceptance(context: CheckContext): CheckResult {
  const { exchange, response, documented, model } = context;
  if (isAboutState(response) || isAboutLength(context) || isAboutMissingResource(context)) return undefined;
  // for example 304 to a conditional request
  const isSuccess = response.status < (/^3/.test(documented?.status ?? '') ? 400 : 300);
  if (documented && /^[23]|^DEFAULT/i.test(documented.status) && isSuccess) return 'pass';
  // a documented 401 or 403 may reject credentials in the message, for example in a login
  if (documented && /^40[13]$/.test(documented.status)) return undefined;
  if (exchange.case.subcases) return undefined;
  if (exchange.case.mayBeRejected && !isAboutAbsentContent(context)) return undefined;
  const expected = `status ${listSuccessStatuses(model.operation)}: the request is valid`;
  return createStatusFailure(response, expected);
}

/** Whether a request without content is rejected for its missing length or media type, and not for its data. */
const isAboutAbsentContent = ({ exchange, response }: CheckContext): boolean =>
  exchange.case.request.body === undefined && [411, 415].includes(response.status);

/**
 * Whether the response means that a resource does not exist. The path has an id whose resource may be gone, or the
 * query has a value that may refer to one, such as a cursor, and the document describes this response.
 */
const isAboutMissingResource = ({ exchange, response, documented, model }: CheckContext): boolean =>
  [404, 410].includes(response.status) &&
  // this clause is covered by a seed message whose resource exists
  !exchange.case.covers.some((id) => id.endsWith('/request:accepted')) &&
  (model.operation.path.includes('{') ||
    (documented !== undefined && exchange.case.covers.some((id) => id.includes('/request/query.'))));

/**
 * Number of octets that a server should at least support in a request line (RFC 9110 section 4.1) and in a header
 * field.
 */
const SUPPORTED_OCTETS = 8000;

/** Whether a rejection may be about the length of the request's head, which the document does not describe. */
const isAboutLength = ({ exchange, response }: CheckContext): boolean =>
  response.status >= 400 &&
  (isTransportLimit(response.status) ||
    [exchange.case.request.path, ...exchange.case.request.headers.map(([, value]) => value)].some(
      (text) => Buffer.byteLength(text) > SUPPORTED_OCTETS,
    ));

/** 414 and 431 are answered before the operation sees the request (RFC 9110 section 15.5.15, RFC 6585 section 5). */
const isTransportLimit = (status: number): boolean => status === 414 || status === 431;

/**
 * Whether the response concerns the state of the target or the rate of requests, and not the request: a conflict, an
 * unmet precondition, a lock (RFC 9110 sections 15.5.10 and 15.5.13, RFC 4918 section 11.3, RFC 6585 section 4).
 */
const isAboutState = ({ status }: ReceivedResponse): boolean => [409, 412, 423, 429].includes(status);

const listSuccessStatuses = ({ responses }: Operation): string =>
  responses
    .map(({ status }) => status)
    .filter((status) => /^2/.test(status))
    .join(' or ') || '2XX';

function judgeRejection({ response, target }: CheckContext): CheckResult {
  if (response.status < 300)
    return createStatusFailure(response, 'a rejection (4XX): the request violates this clause');
  return target.requestAccepted && (response.status === 422 || response.status === 400) ? 'pass' : undefined;
}

/** Judges headers and body by the documented response for the status. */
const judgeDocumentedResponse = (context: CheckContext): Observation[] => [
  ...judgeHeaders(context).flatMap(({ clause, result }) => toObservations(clause, context.exchange, result)),
  ...judgeBody(context),
];

/**
 * Judges a JSON body by the schema of its media type. Without a `Content-Type`, the first documented JSON media type
 * applies. The rule `protocol:json` judges whether the body is JSON.
 */
function judgeBody(context: CheckContext): Observation[] {
  const { model, exchange, response, documented } = context;
  if (!documented || !response.body.json || isRejectedByParser(context)) return [];
  const mediaType = getMediaType(response);
  const described =
    mediaType === undefined
      ? documented.content.find(({ type }) => isJsonMediaType(type))
      : findMediaType(documented.content, mediaType);
  const root = described && model.responses.get(nameResponseTree(documented, described));
  if (!root) return [];
  return judgeShape(root, response.body.json.value).map(({ clause, failure }) => {
    if (!failure) return { clause };
    const { instancePointer, expected, defect } = failure;
    const received = failure.received === undefined ? { words: 'nothing' } : { value: failure.received };
    const location = { body: instancePointer };
    const located: Failure = { location, expected, received, ...(defect !== undefined && { defect }) };
    return { clause, finding: createFinding(clause, exchange, located) };
  });
}

/**
 * Whether a parser may have rejected the request body before the operation received it: the body is text that no schema
 * describes. Any error response is then allowed, in the format of the framework, even if the document describes that
 * status for other errors.
 */
const isRejectedByParser = ({ model, exchange, response }: CheckContext): boolean => {
  const { role = '', request } = exchange.case;
  const isText = request.body !== undefined && !('json' in request.body);
  return !model.strictErrors && isText && role.startsWith('robustness:') && response.status >= 400;
};

function toObservations(clause: Clause['id'], exchange: Exchange, result: CheckResult): Observation[] {
  if (result === undefined) return [];
  return [result === 'pass' ? { clause } : { clause, finding: createFinding(clause, exchange, result) }];
}
