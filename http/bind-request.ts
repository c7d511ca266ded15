import { mapStrings } from '../redaction/placeholders.ts';
import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Body, HeaderList, RequestSpec } from '../spec/openapi/exchange.ts';
import { type Placement, placeCredentials, type Tokens } from './credentials.ts';
import type { WireRequest } from './send-once.ts';

/** What turns a request of the plan into bytes. */
export interface Binding {
  base: Base;
  tokens: Tokens;
  scheme: SecurityScheme | undefined;
  extra: HeaderList;
  /** Fills in placeholders of remembered secrets, so that a recorded request can be replayed. */
  expand(text: string): string;
}

/** A target's base URL, in parts. */
export interface Base {
  origin: string;
  host: string;
  /** Without a slash at its end. */
  path: string;
}

/** The parts of a base URL. */
export function baseOf(url: string): Base {
  const { origin, host, pathname } = new URL(url);
  return { origin, host, path: pathname.replace(/\/$/, '') };
}

/** Writes out a request: target, credentials, body, and every header field that goes out. */
export function bindRequest(
  request: RequestSpec,
  { base: { origin, host, path: base }, tokens, scheme, extra, expand }: Binding,
): WireRequest {
  const placed = placeCredentials(request.credentials, tokens, scheme);
  const body = request.body && bytesOf(request.body, expand);
  const own = request.headers.map(([name, value]) => [name, expand(value)] as const);
  const usual: HeaderList = [
    ['host', host],
    ['connection', 'keep-alive'],
    ['accept', 'application/json'],
    ['accept-encoding', 'identity'], // so that what was sent is what is judged
    ['user-agent', 'polar-conformance'],
    ...(body ? [['content-type', 'application/json'] as const] : []),
    ...extra,
  ];
  const headers = [
    ...usual.filter(([name]) => !own.some(([other]) => other.toLowerCase() === name.toLowerCase())),
    ...own,
    ...headersOf(placed),
    ...(body || /^(POST|PUT|PATCH)$/.test(request.method)
      ? [['content-length', String(body?.length ?? 0)] as const]
      : []),
  ];
  const path = withQuery(`${base}${expand(request.path)}`, placed);
  return { origin, method: request.method, path, headers, ...(body && { body }) };
}

/** Why this request cannot be sent at all; undefined when it can. Plans do not make such requests, files may hold them. */
export function unsendable({ path, method, headers }: WireRequest): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) return 'its method is no token';
  if (!/^\/[\x21-\x7e]*$/.test(path)) return 'its path is not percent-encoded';
  const bad = headers.find(
    ([name, value]) => !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value),
  );
  return bad && `its header field ${bad[0].slice(0, 40)} holds what no header can carry`;
}

/** A body's bytes as they go out. */
function bytesOf(body: Body, expand: (text: string) => string): Buffer {
  if ('base64' in body) return Buffer.from(body.base64, 'base64');
  if ('text' in body) return Buffer.from(expand(body.text));
  const text = JSON.stringify(body.json);
  return Buffer.from(text.includes('‹') ? JSON.stringify(mapStrings(body.json, expand)) : text);
}

function headersOf(placed: Placement | undefined): HeaderList {
  if (placed?.in === 'header') return [[placed.name, placed.value]];
  return placed?.in === 'cookie' ? [['cookie', `${placed.name}=${placed.value}`]] : [];
}

function withQuery(path: string, placed: Placement | undefined): string {
  if (placed?.in !== 'query') return path;
  const pair = `${encodeURIComponent(placed.name)}=${encodeURIComponent(placed.value)}`;
  return `${path}${path.includes('?') ? '&' : '?'}${pair}`;
}
