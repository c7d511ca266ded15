import type { Finding } from '../../../spec/clauses/verdict.ts';
import { isObject } from '../../../spec/json.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';

/** What two answers are compared by. */
interface Essence {
  status: number;
  type: string;
  names: string;
  body: string;
}

const parts: readonly { part: keyof Essence; where: Finding['location'] }[] = [
  { part: 'status', where: 'status' },
  { part: 'type', where: 'header content-type' },
  { part: 'names', where: 'body' },
  { part: 'body', where: 'body' },
];

/** The first part in which the answer to a stranger's customer differs from that to an unknown one. */
export function departureOf(
  foreign: Exchange,
  unknown: Exchange,
): Pick<Finding, 'location' | 'expected' | 'received'> | undefined {
  const [own, other] = [essence(foreign), essence(unknown)];
  const first = parts.find(({ part }) => own[part] !== other[part]);
  if (first === undefined) return undefined;
  const [ours, theirs] = differing(String(own[first.part]), String(other[first.part]));
  const what = first.part === 'names' ? 'the header fields ' : '';
  return {
    location: first.where,
    expected: `what an unknown customer gets: ${what}${theirs}`,
    received: { words: `${what}${ours}` },
  };
}

/** Two long texts, cut to where they differ, with some of what they share around it. */
function differing(a: string, b: string, around = 40): [string, string] {
  const least = Math.min(a.length, b.length);
  let from = 0;
  while (from < least && a[from] === b[from]) from += 1;
  let shared = 0;
  while (shared < least - from && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  const cut = (text: string) => {
    const [start, end] = [Math.max(0, from - around), Math.min(text.length, text.length - shared + around)];
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  };
  return [cut(a), cut(b)];
}

/** A refusal without what may differ: the value that was sent. */
function essence(exchange: Exchange): Essence {
  const { response } = exchange;
  const { body } = exchange.case.request;
  const sent = body && 'json' in body && isObject(body.json) ? String(body.json.customer_id) : '';
  const shown =
    sent === ''
      ? (response?.body.text ?? '')
      : (response?.body.text ?? '').replaceAll(sent, '‹id›').replaceAll(sent.toLowerCase(), '‹id›');
  const type = response?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const names = (response?.headers ?? [])
    .map(([name]) => name.toLowerCase())
    .filter((name) => !passing.test(name));
  return {
    status: response?.status ?? 0,
    type,
    names: [...new Set(names)].sort().join(', '),
    body: withoutTimes(shown),
  };
}

/** Header fields that come and go with the connection, the cache, the proxy and the clock, whatever was asked. */
const passing =
  /^(date|age|via|vary|connection|keep-alive|content-length|transfer-encoding|set-cookie|server-timing|alt-svc|nel|report-to|retry-after|etag|cf-.*|x-(cache|served|timer|amz|envoy|request|runtime|vercel|render|rate).*|ratelimit.*|traceparent|.*-id)$/;

/** What changes from answer to answer by itself: times, and ids made for the answer. */
const withoutTimes = (shown: string): string =>
  shown
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, '‹time›')
    .replace(/"(request_?id|trace_?id|correlation_?id|timestamp)"\s*:\s*("[^"]*"|\d+)/gi, '"$1":‹own›');
