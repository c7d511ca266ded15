import type { Finding } from '../../../spec/clauses/verdict.ts';
import { isObject } from '../../../spec/json.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { RuleFailure } from '../../suite.ts';

/** The parts of two responses that are compared, without values that differ between any two responses. */
interface ComparableResponse {
  status: number;
  contentType: string;
  fieldNames: string;
  body: string;
}

const parts: readonly { part: keyof ComparableResponse; location: Finding['location']; prefix?: string }[] = [
  { part: 'status', location: 'status' },
  { part: 'contentType', location: 'header content-type' },
  { part: 'fieldNames', location: 'body', prefix: 'the header fields ' },
  { part: 'body', location: 'body' },
];

/**
 * Returns the first difference between the responses for a foreign and for an unknown customer; undefined if there is
 * none.
 */
export function compareResponses(foreign: Exchange, unknown: Exchange): RuleFailure | undefined {
  const [received, expected] = [toComparable(foreign), toComparable(unknown)];
  const different = parts.find(({ part }) => received[part] !== expected[part]);
  if (different === undefined) return undefined;
  const { part, location, prefix = '' } = different;
  const [receivedText, expectedText] = excerptDifference(String(received[part]), String(expected[part]));
  return {
    location,
    expected: `the response for an unknown customer: ${prefix}${expectedText}`,
    received: { words: `${prefix}${receivedText}` },
  };
}

/** Cuts two texts to the part that differs, with up to `context` common characters on each side. */
function excerptDifference(a: string, b: string, context = 40): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < shorter && a[prefix] === b[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && a.at(-1 - suffix) === b.at(-1 - suffix)) suffix += 1;
  const excerpt = (text: string) => {
    const start = Math.max(0, prefix - context);
    const end = Math.min(text.length, text.length - suffix + context);
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  };
  return [excerpt(a), excerpt(b)];
}

function toComparable({ response, case: { request } }: Exchange): ComparableResponse {
  const { body } = request;
  const id = body && 'json' in body && isObject(body.json) ? String(body.json.customer_id) : '';
  const headers = (response?.headers ?? []).map(([name, value]) => ({ name: name.toLowerCase(), value }));
  const fieldNames = headers.map(({ name }) => name).filter((name) => !volatileFields.test(name));
  return {
    status: response?.status ?? 0,
    contentType: headers.find(({ name }) => name === 'content-type')?.value ?? '',
    fieldNames: [...new Set(fieldNames)].sort().join(', '),
    body: maskVolatileValues(maskId(response?.body.text ?? '', id)),
  };
}

/** Header fields that depend on the connection, caches, proxies or the time, not on the request. */
const volatileFields =
  /^(date|age|via|vary|connection|keep-alive|content-length|transfer-encoding|set-cookie|server-timing|alt-svc|nel|report-to|retry-after|etag|cf-.*|x-(cache|served|timer|amz|envoy|request|runtime|vercel|render|rate).*|ratelimit.*|traceparent|.*-id)$/;

const maskId = (text: string, id: string): string =>
  id === '' ? text : text.replaceAll(id, '‹id›').replaceAll(id.toLowerCase(), '‹id›');

const maskVolatileValues = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '‹time›')
    .replace(/"(request_?id|trace_?id|correlation_?id|timestamp)"\s*:\s*("[^"]*"|\d+)/gi, '"$1":‹own›');
