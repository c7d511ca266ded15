import { STATUS_CODES } from 'node:http';
import type { Json } from '../spec/json.ts';
import type { Violation } from '../spec/openapi/case.ts';
import type { ConformanceEntry } from '../spec/openapi/conformance-entry.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import { findHeader } from '../spec/openapi/request.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';
import { parseUrl } from '../spec/parse-url.ts';
import { shorten, toSafeJson } from './printable.ts';
import type { RunRecord } from './record.ts';

/** Maximum lengths in characters. Longer texts are cut, because a HAR is meant for viewing. */
const maxLength = { header: 8_000, body: 100_000, value: 1_000 };

const toHarHeaders = (list: HeaderList) =>
  list.map(([name, value]) => ({ name, value: shorten(value, maxLength.header) }));

const printHeader = (headers: HeaderList, name: string): string =>
  shorten(findHeader(headers, name) ?? '', maxLength.header);

function parseQuery(url: string): { name: string; value: string }[] {
  return [...(parseUrl(url)?.searchParams ?? [])].map(([name, value]) => ({ name, value }));
}

function toHarRequest({ sent }: Exchange) {
  const body = sent.body;
  return {
    method: sent.method,
    url: sent.url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toHarHeaders(sent.headers),
    queryString: parseQuery(sent.url),
    ...(body !== undefined && {
      postData: { mimeType: printHeader(sent.headers, 'content-type'), text: shorten(body, maxLength.body) },
    }),
    headersSize: -1,
    bodySize: Buffer.byteLength(body ?? ''),
  };
}

function toHarResponse(response: ReceivedResponse | undefined) {
  // 0 means that there is no response, as in the HARs of browsers
  const { status = 0, headers = [], body } = response ?? {};
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toHarHeaders(headers),
    content: {
      size: body?.bytes ?? 0,
      mimeType: printHeader(headers, 'content-type') || 'x-unknown',
      text: shorten(body?.text ?? '', maxLength.body),
    },
    redirectURL: printHeader(headers, 'location'),
    headersSize: -1,
    bodySize: -1,
  };
}

/** The names of fields that begin with an underscore are free (HTTP Archive 1.2, "Custom Fields"). */
function toConformanceEntry({ case: sent, response, failure }: Exchange): ConformanceEntry {
  const {
    id,
    operation,
    kind,
    description,
    covers,
    role,
    violation,
    mayBeRejected,
    subcases,
    suiteOnly,
    step,
  } = sent;
  const { method: _, body: __, ...request } = sent.request;
  return {
    case: {
      ...{ id, operation, kind, description, covers, request },
      ...(role !== undefined && { role }),
      ...(violation && { violation: shortenViolation(violation) }),
      ...(mayBeRejected && { mayBeRejected }),
      ...(subcases && { isCombined: true }),
      ...(suiteOnly && { suiteOnly }),
      ...(step && { step }),
    },
    isWholeBody: response !== undefined && !response.body.truncated,
    ...(response?.body.unreadable !== undefined && { unreadable: response.body.unreadable }),
    ...(failure && { failure }),
  };
}

/** Omits the values of a violation if they are long: the request has them. */
function shortenViolation({ before, after, ...violation }: Violation): Violation {
  const isShort = (value: Json | undefined): value is Json =>
    value !== undefined && JSON.stringify(value).length <= maxLength.value;
  return { ...violation, ...(isShort(before) && { before }), ...(isShort(after) && { after }) };
}

function toHarEntry(exchange: Exchange) {
  const { id, case: sent, failure, startedAt, durationMs, attempts } = exchange;
  const retried = attempts > 1 ? `, attempt ${attempts}` : '';
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: durationMs,
    request: toHarRequest(exchange),
    response: toHarResponse(exchange.response),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    comment: `exchange ${id}${retried}: ${sent.description} (${sent.id})`,
    _conformance: toConformanceEntry(exchange),
    ...(failure && { _error: `${failure.kind}: ${failure.message}` }), // Chromium's key for the error of a request
  };
}

/**
 * Renders the exchanges as HTTP Archive 1.2, for the developer tools of browsers: one exchange on each line, for
 * line-based search and diff.
 */
export function renderHar(record: Pick<RunRecord, 'suite' | 'exchanges'>): string {
  const { name, version } = record.suite;
  const entries = record.exchanges.map((exchange) => `\n${toSafeJson(toHarEntry(exchange))}`);
  const head = toSafeJson({ version: '1.2', creator: { name, version }, pages: [] });
  return `{"log":${head.slice(0, -1)},"entries":[${entries.join(',')}\n]}}\n`;
}
