import { mapStrings } from '../redaction/placeholders.ts';
import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { BodySpec, HeaderList, RequestSpec } from '../spec/openapi/request.ts';
import { type PlacedCredential, placeCredentials, type Tokens } from './credentials.ts';
import type { WireRequest } from './send-once.ts';

/** What a planned request is completed with before it is sent. */
export interface BindingContext {
  baseUrl: BaseUrl;
  tokens: Tokens;
  scheme: SecurityScheme | undefined;
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
  { baseUrl: { origin, host, path: base }, tokens, scheme, extraHeaders, expandPlaceholders }: BindingContext,
): WireRequest {
  const credential = placeCredentials(request.credentials, tokens, scheme);
  const body = request.body && serializeBody(request.body, expandPlaceholders);
  const caseHeaders = request.headers.map(([name, value]) => [name, expandPlaceholders(value)] as const);
  const defaultHeaders: HeaderList = [
    ['host', host],
    ['connection', 'keep-alive'],
    ['accept', 'application/json'],
    ['accept-encoding', 'identity'], // the body is judged as the server wrote it
    ['user-agent', 'polar-conformance'],
    ...(body ? [['content-type', 'application/json'] as const] : []),
    ...extraHeaders,
  ];
  const headers = [
    ...defaultHeaders.filter(
      ([name]) => !caseHeaders.some(([other]) => other.toLowerCase() === name.toLowerCase()),
    ),
    ...caseHeaders,
    ...toCredentialHeaders(credential),
    ...(body || /^(POST|PUT|PATCH)$/.test(request.method)
      ? [['content-length', String(body?.length ?? 0)] as const]
      : []),
  ];
  const path = addCredentialQuery(`${base}${expandPlaceholders(request.path)}`, credential);
  return { origin, method: request.method, path, headers, ...(body && { body }) };
}

/** Explains why a request cannot be sent; undefined: it can. Only requests from replay files can be invalid. */
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

function serializeBody(body: BodySpec, expandPlaceholders: (text: string) => string): Buffer {
  if ('base64' in body) return Buffer.from(body.base64, 'base64');
  if ('text' in body) return Buffer.from(expandPlaceholders(body.text));
  const text = JSON.stringify(body.json);
  return Buffer.from(text.includes('‹') ? JSON.stringify(mapStrings(body.json, expandPlaceholders)) : text);
}

function toCredentialHeaders(credential: PlacedCredential | undefined): HeaderList {
  if (credential?.in === 'header') return [[credential.name, credential.value]];
  return credential?.in === 'cookie' ? [['cookie', `${credential.name}=${credential.value}`]] : [];
}

function addCredentialQuery(path: string, credential: PlacedCredential | undefined): string {
  if (credential?.in !== 'query') return path;
  const pair = `${encodeURIComponent(credential.name)}=${encodeURIComponent(credential.value)}`;
  return `${path}${path.includes('?') ? '&' : '?'}${pair}`;
}
