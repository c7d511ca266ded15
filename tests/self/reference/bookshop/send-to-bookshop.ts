import { gunzipSync } from 'node:zlib';
import { type Dispatcher, request } from 'undici';
import type { SchemeName } from '../../../../reference/bookshop/security-schemes.ts';
import {
  type BookshopOptions,
  type BookshopServer,
  startBookshop,
} from '../../../../reference/bookshop/server.ts';
import type { BookshopRequest } from './bookshop-request.ts';

export interface BookshopResponse {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  bytes: Buffer;
}

type Fields = Readonly<Record<string, string>>;

/** The header fields or the query that carry a credential. */
const carriers: Readonly<Record<SchemeName, (credential: string) => { headers?: Fields; query?: string }>> = {
  bearerAuth: (token) => ({ headers: { authorization: `Bearer ${token}` } }),
  basicAuth: (pair) => ({ headers: { authorization: `Basic ${btoa(pair)}` } }),
  apiKeyHeader: (key) => ({ headers: { 'x-api-key': key } }),
  apiKeyQuery: (key) => ({ query: `api_key=${encodeURIComponent(key)}` }),
  sessionCookie: (session) => ({ headers: { cookie: `session=${session}` } }),
  openId: (token) => ({ headers: { authorization: `Bearer ${token}` } }),
};

/** Replaces `<book_id>`, `<BOOK_ID>` in upper case, and `<book_id%>` with its first character percent-encoded. */
const fillFixtures = (text: string, fixtures: Fields): string =>
  text.replace(/<(\w+)(%?)>/g, (placeholder, name: string, encoded: string) => {
    const value = fixtures[name.toLowerCase()];
    if (value === undefined) return placeholder;
    if (encoded) return `%${value.charCodeAt(0).toString(16)}${value.slice(1)}`;
    return name === name.toUpperCase() ? value.toUpperCase() : value;
  });

function serializeBody({ body, contentType }: BookshopRequest): string | Uint8Array | null {
  if (body === undefined || body instanceof Uint8Array) return body ?? null;
  return contentType !== undefined && typeof body === 'string' && !contentType.includes('json')
    ? body
    : JSON.stringify(body);
}

/** Sends one request. */
export async function sendToBookshop(
  { url, credentials, fixtures }: BookshopServer,
  sent: BookshopRequest,
): Promise<BookshopResponse> {
  const carried = (sent.credentials ?? []).map((name) => carriers[name](credentials[name]));
  const path = fillFixtures(sent.path, fixtures);
  const query = carried.flatMap((carrier) => carrier.query ?? []).join('&');
  const { contentType = sent.body === undefined ? '' : 'application/json' } = sent;
  const headers: Fields = Object.assign(
    {},
    sent.headers,
    ...carried.map((carrier) => carrier.headers ?? {}),
    contentType === '' ? {} : { 'content-type': contentType },
  );
  const authorization = headers.authorization?.replace(/^Bearer/, sent.authenticationScheme ?? 'Bearer');
  const response = await request(url + path + (query && `${path.includes('?') ? '&' : '?'}${query}`), {
    method: sent.method as Dispatcher.HttpMethod, // undici sends any method
    headers: { ...headers, ...(authorization !== undefined && { authorization }) },
    body: serializeBody(sent),
    signal: AbortSignal.timeout(2000),
  });
  const received = Buffer.from(await response.body.arrayBuffer());
  const bytes = response.headers['content-encoding'] === 'gzip' ? gunzipSync(received) : received;
  return { status: response.statusCode, headers: response.headers, bytes };
}

/** Calls the function with a new bookshop, which is closed afterwards. */
export async function withBookshop<T>(
  options: BookshopOptions,
  use: (server: BookshopServer) => Promise<T>,
): Promise<T> {
  const server = await startBookshop(options);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}
