import { mapStrings } from '../redaction/placeholders.ts';
import { stringifyJson } from '../spec/exact-integers.ts';
import type { BodySpec, HeaderList, RequestSpec } from '../spec/openapi/request.ts';
import type { PlacedCredential } from './credential-store.ts';
import type { WireRequest } from './send-once.ts';

/** The values that complete a planned request before it is sent. */
export interface BindingContext {
  baseUrl: BaseUrl;
  credentials: readonly PlacedCredential[];
  extraHeaders: HeaderList;
  /** Replaces placeholders by their secrets, so that a recorded request can be replayed. */
  expandPlaceholders(text: string): string;
}

export interface BaseUrl {
  origin: string;
  host: string;
  /** Without a trailing slash. */
  path: string;
}

export function parseBaseUrl(url: string): BaseUrl {
  const { origin, host, pathname } = new URL(url);
  return { origin, host, path: pathname.replace(/\/$/, '') };
}

/** Completes a planned request with target, credentials, body bytes and all header fields. */
export function bindRequest(
  request: RequestSpec,
  { baseUrl: { origin, host, path: base }, credentials, extraHeaders, expandPlaceholders }: BindingContext,
): WireRequest {
  const body = request.body && serializeBody(request.body, expandPlaceholders);
  const caseHeaders = request.headers.map(([name, value]) => [name, expandPlaceholders(value)] as const);
  const defaultHeaders: HeaderList = [
    ['host', host],
    ['connection', 'keep-alive'],
    ['accept', 'application/json'],
    ['accept-encoding', 'identity'], // without content coding, the response is judged as the server wrote it
    ['user-agent', 'polar-conformance'],
    ...(body ? [['content-type', 'application/json'] as const] : []),
    ...extraHeaders,
  ];
  const replaced = [...(request.omittedHeaders ?? []), ...caseHeaders.map(([name]) => name.toLowerCase())];
  const headers = [
    ...defaultHeaders.filter(
      ([name]) => name.toLowerCase() !== 'cookie' && !replaced.includes(name.toLowerCase()),
    ),
    ...caseHeaders.filter(([name]) => name.toLowerCase() !== 'cookie'),
    ...credentials.flatMap(({ in: location, name, value }) =>
      location === 'header' ? [[name, value] as const] : [],
    ),
    ...mergeCookies([...extraHeaders, ...caseHeaders], credentials),
    ...(body || /^(POST|PUT|PATCH)$/.test(request.method)
      ? [['content-length', String(body?.length ?? 0)] as const]
      : []),
  ];
  const path = addCredentialQuery(`${base}${expandInPath(request.path, expandPlaceholders)}`, credentials);
  return { origin, method: request.method, path, headers, ...(body && { body }) };
}

/**
 * Explains why a request cannot be sent; undefined if it can. Planned requests are always valid; those of replay files
 * may not be.
 */
export function findInvalidPart({ path, method, headers }: WireRequest): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method))
    return 'its method is not a token (RFC 9110 section 9.1)';
  if (!/^\/[\x21-\x7e]*$/.test(path)) return 'its path is not percent-encoded';
  const invalidHeader = headers.find(
    ([name, value]) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value),
  );
  return (
    invalidHeader &&
    `its header field ${invalidHeader[0].slice(0, 40)} has characters that are not allowed in a header field`
  );
}

/** Replaces placeholders in a path by their encoded secrets: a secret may be the id of an item. */
const expandInPath = (path: string, expandPlaceholders: (text: string) => string): string =>
  path.replace(/%E2%80%B9(?:(?!%E2%80).)+%E2%80%BA/g, (encoded) => {
    const placeholder = decodeURIComponent(encoded);
    const secret = expandPlaceholders(placeholder);
    return secret === placeholder ? encoded : encodeURIComponent(secret);
  });

function serializeBody(body: BodySpec, expandPlaceholders: (text: string) => string): Buffer {
  if ('base64' in body) return Buffer.from(body.base64, 'base64');
  if ('text' in body) return Buffer.from(expandPlaceholders(body.text));
  const text = stringifyJson(body.json);
  return Buffer.from(text.includes('‹') ? stringifyJson(mapStrings(body.json, expandPlaceholders)) : text);
}

/**
 * Merges the cookies of a request and of its credentials into one `Cookie` field (RFC 6265 section 5.4); empty without
 * cookies.
 */
function mergeCookies(headers: HeaderList, credentials: readonly PlacedCredential[]): HeaderList {
  const pairs = [
    ...headers.flatMap(([name, value]) => (name.toLowerCase() === 'cookie' ? [value] : [])),
    ...credentials.flatMap(({ in: location, name, value }) =>
      location === 'cookie' ? [`${name}=${value}`] : [],
    ),
  ];
  return pairs.length === 0 ? [] : [['cookie', pairs.join('; ')]];
}

/** Writes a credential as a query parameter. */
export const toQueryPair = (name: string, value: string): string =>
  `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;

function addCredentialQuery(path: string, credentials: readonly PlacedCredential[]): string {
  const pairs = credentials.flatMap(({ in: location, name, value }) =>
    location === 'query' ? [toQueryPair(name, value)] : [],
  );
  return pairs.length === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}
