import { types } from 'node:util';
import { UsageError } from '../http/usage-error.ts';
import { isObject } from '../spec/json.ts';
import type { ObservedBody, ObservedHeaders, ObservedResponse } from './observed-exchange.ts';

/** A response, and what the client's response object has of its request. */
export interface ReadResponse {
  response: ObservedResponse;
  method?: string;
  url?: string;
}

/**
 * Reads a response of fetch, undici, axios, supertest or light-my-request, or an object with `status`, `headers` and
 * `body`. Returns a promise if the body is a stream: that of fetch is cloned before reading, that of undici is
 * consumed.
 * @throws UsageError for any other value
 */
export function readResponse(received: unknown): ReadResponse | Promise<ReadResponse> {
  if (!isObject(received)) throw new UsageError('The received value is not a response.');
  const { status, statusCode } = received;
  const code = typeof status === 'number' ? status : statusCode;
  if (typeof code !== 'number')
    throw new UsageError('The received value is not a response: it has neither `status` nor `statusCode`.');
  // every client has headers of one of these types; any other value throws where it is read
  const headers = received.headers as ObservedHeaders;
  const request = findRequest(received);
  const body = readBody(received);
  if (!types.isPromise(body)) return { response: { status: code, headers, body }, ...request };
  return body.then((bytes) => ({ response: { status: code, headers, body: bytes }, ...request }));
}

type Fields = Readonly<Record<string, unknown>>;

const isReadable = (value: unknown): value is { arrayBuffer(): Promise<ArrayBuffer> } =>
  isObject(value) && typeof (value as Fields).arrayBuffer === 'function';

/**
 * Returns the text of the body if the client keeps it: a parsed value may have lost repeated names and digits of
 * numbers.
 */
function readBody(received: Fields): ObservedBody | Promise<Uint8Array> {
  const { text, payload, rawPayload, data, body } = received;
  const { clone } = received;
  if (isReadable(received)) {
    const copy = typeof clone === 'function' ? clone.call(received) : received;
    return copy.arrayBuffer().then((bytes: ArrayBuffer) => new Uint8Array(bytes));
  }
  if (isReadable(body)) return body.arrayBuffer().then((bytes) => new Uint8Array(bytes));
  if (types.isUint8Array(rawPayload)) return rawPayload; // light-my-request
  if (typeof payload === 'string') return payload;
  if (typeof text === 'string' && text !== '') return text; // supertest
  return ('data' in received ? data : body) as ObservedBody; // axios and plain objects contain parsed JSON
}

/**
 * Finds the method and URL of the request in the response object: in `url`, `config` (axios), `request` (supertest), or
 * `raw.req` (light-my-request).
 */
function findRequest(received: Fields): Pick<ReadResponse, 'method' | 'url'> {
  const raw = isObject(received.raw) ? getField(received.raw, 'req') : undefined;
  const sources = [received.config, received.request, raw, received].filter(isObject);
  const find = (name: string): string | undefined =>
    sources
      .map((source) => getField(source, name))
      // `find` has tested that it is a string
      .find((value) => typeof value === 'string' && value !== '') as string | undefined;
  const [method, url] = [find('method'), find('url')];
  return { ...(method !== undefined && { method }), ...(url !== undefined && { url }) };
}

const getField = (value: object, name: string): unknown => (value as Fields)[name];
