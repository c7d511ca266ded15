import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { isSafeMethod } from '../../spec/openapi/is-safe-method.ts';
import { isJsonMediaType } from '../../spec/openapi/media-type.ts';
import type { ReceivedResponse } from '../../spec/openapi/response.ts';
import { createStatusFailure, type Failure, getHeader, getMediaType } from '../check-context.ts';
import type { ComparisonResult } from './comparison-result.ts';

const RULE = 'protocol:head';

/**
 * Compares the responses to HEAD with those to the same GET requests: the status is the same (RFC 9110 section 9.3.2), and
 * `Content-Length`, if present, is the length that GET has (section 8.6).
 */
export function compareHead(
  { operation }: OperationModel,
  exchanges: readonly Exchange[],
): ComparisonResult[] {
  if (!isSafeMethod(operation.method)) return [];
  const clause = `${operation.id}/${RULE}`;
  const gets = exchanges.filter(
    ({ sent, case: { kind, role } }) => sent.method === 'GET' && (kind === 'valid' || role === RULE),
  );
  return exchanges.flatMap((head): ComparisonResult[] => {
    const { kind, role } = head.case;
    if (head.sent.method !== 'HEAD' || (kind !== 'valid' && role !== RULE)) return [];
    const same = gets.filter((get) => areAlike(head, get));
    const [first] = same;
    if (!first) return [];
    const result = compare(head, same);
    if (result === undefined) return [];
    return [{ clause, exchanges: [head, ...same], ...(result !== 'pass' && { failure: result }) }];
  });
}

/** Whether the requests differ only in their methods. */
const areAlike = ({ sent, case: { request } }: Exchange, get: Exchange): boolean =>
  sent.url === get.sent.url &&
  request.credentials === get.case.request.credentials &&
  JSON.stringify(request.headers) === JSON.stringify(get.case.request.headers);

function compare(
  { response: head, id }: Exchange,
  exchanges: readonly Exchange[],
): 'pass' | Failure | undefined {
  // a server that does not implement HEAD violates no rule about its responses
  if (!head || [405, 429].includes(head.status) || head.status >= 500) return undefined;
  const gets = exchanges.flatMap(({ response }) => response ?? []);
  const [get] = gets;
  if (!get || !gets.every(({ status }) => status < 300)) return undefined;
  if (head.status >= 300) return createStatusFailure(head, `status ${get.status}, as with GET`);
  const lengths = new Set(gets.map(getLength));
  const [length] = lengths;
  const received = getLength(head);
  const isSurrounded = exchanges.some((each) => each.id < id) && exchanges.some((each) => each.id > id);
  const isComparable = received !== undefined && length !== undefined && lengths.size === 1;
  const isEmptyJson = received === '0' && isJsonMediaType(getMediaType(get) ?? ''); // JSON has no value of zero bytes
  const isCertain = isSurrounded || isEmptyJson || haveSameTag([head, ...gets]);
  if (!isComparable || received === length || !isCertain) return 'pass';
  return {
    location: 'header content-length',
    expected: `${length}, as with GET`,
    received: { words: received },
  };
}

/** The `Content-Length`; undefined if it depends on the content coding. */
const getLength = (response: ReceivedResponse): string | undefined =>
  getHeader(response, 'content-encoding').length > 0 ? undefined : getHeader(response, 'content-length')[0];

/** Whether all responses have the same strong `ETag`, so that their content is the same (RFC 9110 section 8.8.1). */
function haveSameTag(responses: readonly ReceivedResponse[]): boolean {
  const tags = new Set(responses.map((response) => getHeader(response, 'etag')[0]));
  const [tag] = tags;
  return tags.size === 1 && tag !== undefined && !tag.startsWith('W/');
}
