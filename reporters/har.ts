import { STATUS_CODES } from 'node:http';
import type { Exchange, HeaderList, ReceivedResponse } from '../spec/openapi/exchange.ts';
import { jsonText, shortened } from './printable.ts';
import type { RunRecord } from './record.ts';

/** Longer texts are shortened: a HAR is for looking at. */
const longest = { header: 8_000, body: 100_000 };

const pairs = (list: HeaderList) =>
  list.map(([name, value]) => ({ name, value: shortened(value, longest.header) }));

const headerValue = (headers: HeaderList, name: string) =>
  shortened(headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? '', longest.header);

function queryOf(url: string): { name: string; value: string }[] {
  const query = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  return [...query].map(([name, value]) => ({ name, value }));
}

function requestOf({ sent }: Exchange) {
  const body = sent.body;
  return {
    method: sent.method,
    url: sent.url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(sent.headers),
    queryString: queryOf(sent.url),
    ...(body !== undefined && {
      postData: { mimeType: headerValue(sent.headers, 'content-type'), text: shortened(body, longest.body) },
    }),
    headersSize: -1,
    bodySize: Buffer.byteLength(body ?? ''),
  };
}

function responseOf(response: ReceivedResponse | undefined) {
  const { status = 0, headers = [], body } = response ?? {}; // 0: no answer, as browsers write it
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    content: {
      size: body?.bytes ?? 0,
      mimeType: headerValue(headers, 'content-type') || 'x-unknown',
      text: shortened(body?.text ?? '', longest.body),
    },
    redirectURL: headerValue(headers, 'location'),
    headersSize: -1,
    bodySize: -1,
  };
}

function entryOf(exchange: Exchange) {
  const { id, case: sent, failure, startedAt, durationMs, attempts } = exchange;
  const retried = attempts > 1 ? `, attempt ${attempts}` : '';
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: durationMs,
    request: requestOf(exchange),
    response: responseOf(exchange.response),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    comment: `exchange ${id}${retried}: ${sent.description} (${sent.id})`,
    ...(failure && { _error: `${failure.kind}: ${failure.message}` }), // as Chromium names it
  };
}

/** The exchanges as HTTP Archive 1.2, for browser tools; secrets are placeholders already. */
export function har(record: RunRecord): string {
  const { name, version } = record.suite;
  const entries = record.exchanges.map(entryOf);
  return `${jsonText({ log: { version: '1.2', creator: { name, version }, pages: [], entries } }, 1)}\n`;
}
