import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import type { Observation } from '../spec/clauses/verdict.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import { blamesOtherPart, findClausePart } from './blames-other-part.ts';
import {
  type CheckContext,
  type CheckResult,
  createStatusFailure,
  isAboutRateOrCredentials,
  isAboutState,
  isTransportLimit,
  matchesStatus,
} from './check-context.ts';
import { toObservations } from './create-finding.ts';
import { type ExpectedStatuses, findExpectedStatuses } from './expected-statuses.ts';

/**
 * Judges the clauses that the case covers or violates by the status of the response. Covered clauses pass if the
 * request is accepted, violated clauses if it is rejected.
 */
export function judgeCoveredClauses(context: CheckContext): Observation[] {
  const { exchange, model } = context;
  const { kind, covers, violation } = exchange.case;
  return [...new Set([...covers, ...(violation?.clauses ?? [])])].flatMap((id) => {
    const rule = id.slice(model.operation.id.length + 1);
    const statuses = findExpectedStatuses(rule, model, exchange.case.request);
    if (statuses)
      return mayRejectUnchangedRequest(rule, context)
        ? []
        : toObservations(id, exchange, judgeStatus(context, statuses));
    if (kind === 'valid') return toObservations(id, exchange, judgeAcceptance(context, id));
    return kind === 'invalid' ? toObservations(id, exchange, judgeRejection(context, id)) : [];
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

function judgeAcceptance(context: CheckContext, clause: string): CheckResult {
  const { exchange, response, documented, model } = context;
  if (isAboutState(response) || isAboutLength(context) || isAboutMissingResource(context)) return undefined;
  // for example 304 to a conditional request
  const isSuccess = response.status < (/^3/.test(documented?.status ?? '') ? 400 : 300);
  if (documented && isSuccess) return 'pass';
  // The value is accepted. That the document does not list the status is reported once, by `protocol:status`.
  if (isSuccess && !clause.endsWith(':accepted')) return 'pass';
  // a documented 401 or 403 may reject credentials in the message, for example in a login
  if (documented && /^40[13]$/.test(documented.status)) return undefined;
  if (exchange.case.subcases || isAboutOtherPart(context, clause)) return undefined;
  if (exchange.case.mayBeRejected && !isAboutAbsentContent(context)) return undefined;
  const expected = `status ${listSuccessStatuses(model.operation)}: the request is valid`;
  return createStatusFailure(response, expected);
}

/** Whether the request is rejected as invalid because of another part than the one that the clause is about. */
const isAboutOtherPart = ({ exchange, response }: CheckContext, clause: string): boolean =>
  [400, 422].includes(response.status) && blamesOtherPart(exchange, findClausePart(clause));

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

const listSuccessStatuses = ({ responses }: Operation): string =>
  responses
    .map(({ status }) => status)
    .filter((status) => /^2/.test(status))
    .join(' or ') || '2XX';

function judgeRejection(context: CheckContext, clause: string): CheckResult {
  const { exchange, response, target } = context;
  if (response.status < 300)
    return createStatusFailure(response, 'a rejection (4XX): the request violates this clause');
  const isRejected = target.requestAccepted && (response.status === 422 || response.status === 400);
  return isRejected && (exchange.case.subcases || !isAboutOtherPart(context, clause)) ? 'pass' : undefined;
}
