import { types } from 'node:util';
import { parseSentJson } from '../http/har/parse-sent-json.ts';
import { parseStrictJson } from '../http/parse-strict-json.ts';
import type { Json } from '../spec/json.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { Exchange, RecordedExchange } from '../spec/openapi/exchange.ts';
import type { BodySpec, HeaderList } from '../spec/openapi/request.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';

/** Header fields: pairs of name and value, a `Headers` object, or values by name. */
export type ObservedHeaders =
  | Iterable<readonly [string, string]>
  | Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A body: text, bytes, or a parsed JSON value. Undefined and an empty text mean no body. */
export type ObservedBody = string | Uint8Array | Json | undefined;

/** A request that was sent. */
export interface ObservedRequest {
  method: string;
  /** The absolute URL, or path and query. */
  url: string;
  headers?: ObservedHeaders;
  body?: ObservedBody;
}

/** A response that was received. */
export interface ObservedResponse {
  status: number;
  headers?: ObservedHeaders;
  body?: ObservedBody;
}

/** Header fields with credentials. Reports do not show their values. */
const secretHeaders = ['authorization', 'cookie', 'proxy-authorization', 'set-cookie'];

/** Creates the exchange that the oracles judge. Its case belongs to no plan and covers no clauses. */
export function createObservedExchange(
  operation: Operation,
  request: ObservedRequest,
  response: ObservedResponse,
): Exchange {
  const { pathname, search } = new URL(request.url, 'http://localhost');
  const { method, headers } = toSent(request);
  const body = toBodySpec(request.body);
  return {
    ...toRecordedExchange(request, response),
    case: {
      ...{ id: `${operation.id}/observed`, operation: operation.id, kind: 'probe', covers: [] },
      description: 'an observed request',
      request: {
        ...{ method, path: `${pathname}${search}`, headers, credentials: 'access' },
        ...(body && { body }),
      },
    },
  };
}

/** Converts a request and its response to an exchange without the case for which it was sent. */
export const toRecordedExchange = (
  request: ObservedRequest,
  response: ObservedResponse,
): RecordedExchange => ({
  ...{ id: 1, startedAt: 0, durationMs: 0, attempts: 1 },
  sent: toSent(request),
  ...parseSentJson(request.body === undefined ? undefined : toText(request.body)),
  response: toReceivedResponse(response),
});

function toSent({ method, url, headers, body }: ObservedRequest): Exchange['sent'] {
  const text = toText(body);
  return {
    ...{ method: method.toUpperCase(), url, headers: listHeaders(headers) },
    ...(text !== '' && { body: text }),
  };
}

function listHeaders(headers: ObservedHeaders = {}): HeaderList {
  const pairs: readonly (readonly [string, unknown])[] =
    Symbol.iterator in headers && typeof headers[Symbol.iterator] === 'function'
      ? [...(headers as Iterable<readonly [string, string]>)] // this branch is reached only for iterable values
      : Object.entries(headers);
  return pairs.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((text) => text !== undefined)
      .map((text) => [name, secretHeaders.includes(name.toLowerCase()) ? '‹hidden›' : String(text)] as const),
  );
}

const isJsonValue = (body: ObservedBody): boolean =>
  body !== undefined && typeof body !== 'string' && !types.isUint8Array(body);

function toText(body: ObservedBody): string {
  if (typeof body === 'string') return body;
  if (types.isUint8Array(body)) return Buffer.from(body).toString('utf8');
  return body === undefined ? '' : JSON.stringify(body);
}

function toBodySpec(body: ObservedBody): BodySpec | undefined {
  const text = toText(body);
  if (text === '') return undefined;
  const { json } = parseStrictJson(Buffer.from(text));
  return json ? { json: json.value } : { text };
}

function toReceivedResponse({ status, headers: given, body }: ObservedResponse): ReceivedResponse {
  const bytes = types.isUint8Array(body) ? Buffer.from(body) : Buffer.from(toText(body));
  const headers = listHeaders(given);
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const type: HeaderList = hasType || !isJsonValue(body) ? [] : [['content-type', 'application/json']];
  return {
    status,
    headers: [...headers, ...type],
    body: { ...parseStrictJson(bytes), bytes: bytes.length, truncated: false },
  };
}
