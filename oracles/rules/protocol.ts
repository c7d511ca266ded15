import type { StatusPattern } from '../../spec/clauses/rules/rule.ts';
import { isJsonObject } from '../../spec/json.ts';
import { isJsonMediaType, isProblemDetails } from '../../spec/openapi/media-type.ts';
import type { ReceivedResponse } from '../../spec/openapi/response.ts';
import {
  type CheckContext,
  type CheckResult,
  createStatusFailure,
  getHeader,
  getMediaType,
  isOtherOperation,
  matchesStatus,
  type Oracle,
} from '../check-context.ts';
import { listUndocumentedStatuses } from '../undocumented-statuses.ts';

/** The oracles of rules about HTTP and JSON that every exchange can violate. */
export const protocol: Readonly<Record<string, Oracle>> = {
  // `judge-exchange.ts` judges transport failures. An exchange with a response has been answered.
  'protocol:answered': () => 'pass',
  // responses to HEAD, and those with 205, must not have content (RFC 9110 sections 9.3.2 and 15.3.6)
  'protocol:framing': ({ response, exchange }) => {
    const { bytes, text } = response.body;
    const isHead = exchange.sent.method === 'HEAD';
    const isForbidden = isHead ? text !== '' : response.status === 205; // recordings give the length of what HEAD omits
    if (!isForbidden || bytes === 0) return 'pass';
    const expected = `no body with ${isHead ? 'HEAD' : '205'}`;
    return { location: 'body', expected, received: { words: `${bytes} bytes` } };
  },

  // a server may close an idle connection while a request is on its way, but a new connection is not idle
  'protocol:first-attempt': ({ exchange }) => {
    if (!exchange.lostNewConnection) return 'pass';
    const words = `a response after ${exchange.attempts} attempts: also a new connection was closed without one`;
    return { location: 'connection', expected: 'a response on each new connection', received: { words } };
  },

  'protocol:no-server-error': ({ response, exchange, documented }) => {
    const isUnimplemented = response.status === 501 && isOtherOperation(exchange.case);
    // A document that lists 501 or 502 describes a condition. 500 means that the server met an unexpected one (RFC 9110
    // section 15.6.1), also where it is listed.
    const isDescribed = response.status !== 500 && documented?.status === String(response.status);
    if (response.status < 500 || isUnimplemented || isDescribed) return 'pass';
    return createStatusFailure(response, 'a status below 500');
  },

  // If errors are strict, this rule covers errors too: `protocol:error-status` does not apply then.
  'protocol:status': (context) =>
    context.model.strictErrors || !isClientError(context.response)
      ? judgeDocumentedStatus(context)
      : undefined,

  'protocol:error-status': (context) =>
    isClientError(context.response) ? judgeDocumentedStatus(context) : undefined,

  'protocol:media-type': ({ response, documented, exchange }) => {
    if (!documented || documented.content.length === 0 || exchange.sent.method === 'HEAD') return undefined;
    const mediaType = getMediaType(response);
    const types = documented.content.map(({ type }) => type);
    if (mediaType !== undefined && types.some((type) => matchesMediaType(mediaType, type))) return 'pass';
    return {
      location: 'header content-type',
      expected: types.join(' or '),
      received: { words: mediaType ?? 'nothing' },
    };
  },

  'protocol:json': ({ response, exchange, documented }) => {
    const mediaType = getMediaType(response);
    const hasJson =
      mediaType !== undefined &&
      isJsonMediaType(mediaType) &&
      exchange.sent.method !== 'HEAD' &&
      response.status !== 204;
    if (!hasJson) return undefined;
    if (response.body.json) return 'pass';
    // a header field without content promises nothing that the document does not promise
    if (response.body.bytes === 0 && !documented?.content.length) return undefined;
    if (response.body.isUnread) return undefined; // a limit of the suite or of the recording
    return {
      location: 'body',
      expected: 'JSON text in UTF-8',
      received: { words: response.body.unreadable ?? 'something else' },
    };
  },

  'protocol:problem-status': ({ response }) => {
    const body = response.body.json?.value;
    const status = isJsonObject(body) ? body.status : undefined;
    if (!isProblemDetails(getMediaType(response) ?? '') || typeof status !== 'number') return undefined;
    if (status === response.status) return 'pass';
    return {
      location: { body: '/status' },
      expected: `${response.status}, as in the response`,
      received: { value: status },
    };
  },

  'protocol:no-content': ({ response }) => {
    if (response.status !== 204) return undefined;
    const [length] = getHeader(response, 'content-length');
    if (length === undefined) return 'pass';
    return {
      location: 'header content-length',
      expected: 'no such field with 204',
      received: { words: length },
    };
  },

  'protocol:unique-names': ({ response }) => {
    if (!response.body.json) return undefined;
    const duplicates = response.body.duplicates ?? [];
    if (duplicates.length === 0) return 'pass';
    const words = `${duplicates.map((name) => `\`${name}\``).join(', ')} more than once`;
    return { location: 'body', expected: 'names that are unique within their object', received: { words } };
  },

  'protocol:content-type': ({ response }) => {
    if (response.body.bytes === 0) return undefined;
    if (getMediaType(response)) return 'pass';
    return {
      location: 'header content-type',
      expected: 'the media type of the body',
      received: { words: 'nothing' },
    };
  },

  'protocol:date': ({ response }) => {
    if (response.status >= 500) return undefined;
    const [date] = getHeader(response, 'date');
    if (date !== undefined && !Number.isNaN(Date.parse(date))) return 'pass';
    return { location: 'header date', expected: 'an HTTP date', received: { words: date ?? 'nothing' } };
  },

  'protocol:uuid-case': (context) =>
    judgeSpelling(context, 'protocol:uuid-case', 'the same response as to lower-case digits'),
  'protocol:percent-encoding': (context) =>
    judgeSpelling(context, 'protocol:percent-encoding', 'the same response as without percent-encoding'),

  'protocol:allow': ({ response, model, exchange }) => {
    // gateways reject TRACE before the server can add `Allow`
    if (response.status !== 405 || exchange.sent.method === 'TRACE') return undefined;
    const allow = getHeader(response, 'allow');
    const methods = allow.flatMap((value) => value.split(',')).map((method) => method.trim());
    // the declared method itself is rejected at this path, so that the list may be of other methods, or empty
    const isRejected = exchange.sent.method === model.operation.method;
    if (isRejected ? allow.length > 0 : methods.includes(model.operation.method)) return 'pass';
    return {
      location: 'header allow',
      expected: isRejected ? 'a list of methods' : `a list of methods with ${model.operation.method}`,
      received: { words: allow.join(', ') || 'nothing' },
    };
  },
};

/** Judges a valid request whose path is written in another form, which has no effect. */
function judgeSpelling(
  { response, exchange, target }: CheckContext,
  role: string,
  expected: string,
): CheckResult {
  if (exchange.case.role !== role || !target.requestAccepted) return undefined;
  if (response.status < 400) return 'pass';
  return [400, 404, 410, 422].includes(response.status) ? createStatusFailure(response, expected) : undefined;
}

const isClientError = ({ status }: ReceivedResponse): boolean => status >= 400 && status < 500;

function judgeDocumentedStatus({ response, documented, exchange, model, target }: CheckContext): CheckResult {
  if (response.status >= 500 || isOtherOperation(exchange.case)) return undefined;
  const undocumented = listUndocumentedStatuses(exchange.case, model.operation, target.credentialsAccepted);
  if (documented || undocumented.some((pattern) => matchesStatus(response.status, pattern))) return 'pass';
  // loading has validated the keys of `responses`
  const statuses = model.operation.responses.map(({ status }) => status as StatusPattern);
  const others = undocumented.length > 0 ? ` or ${undocumented.join(', ')} (defined by HTTP)` : '';
  return createStatusFailure(response, `one of ${statuses.join(', ')} (documented)${others}`);
}

/** Whether a media type matches a documented media type or range, such as `application/*` (OpenAPI 3.1.1, 4.8.14.1). */
const matchesMediaType = (mediaType: string, documented: string): boolean =>
  documented === mediaType ||
  documented === '*/*' ||
  (documented.endsWith('/*') && mediaType.startsWith(documented.slice(0, -1)));
