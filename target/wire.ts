import type { SecurityScheme } from '../spec/contract.ts';
import type { Body, HeaderList, RequestSpec } from '../spec/message.ts';
import type { WireRequest } from './attempt.ts';
import { type Placement, placeCredentials, type Tokens } from './credentials.ts';

/** What turns a request of the plan into bytes. */
export interface Binding {
  /** The target's base URL, without a slash at its end. */
  url: string;
  tokens: Tokens;
  scheme: SecurityScheme | undefined;
  extra: HeaderList;
}

/** Writes out a request: target, credentials, body, and every header field that goes out. */
export function bindRequest(request: RequestSpec, { url, tokens, scheme, extra }: Binding): WireRequest {
  const { origin, host, pathname } = new URL(url);
  const placed = placeCredentials(request.credentials, tokens, scheme);
  const body = request.body && bytesOf(request.body);
  const own = request.headers;
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
  const path = withQuery(`${pathname.replace(/\/$/, '')}${request.path}`, placed);
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
function bytesOf(body: Body): Buffer {
  if ('json' in body) return Buffer.from(JSON.stringify(body.json));
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
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

/** The request with the placeholders of remembered secrets filled in again: so a recorded one can be replayed. */
export function expandRequest(request: RequestSpec, expand: (text: string) => string): RequestSpec {
  if (!JSON.stringify(request).includes('‹')) return request;
  const { body } = request;
  const filled = (given: Body): Body => {
    if ('json' in given) return { json: JSON.parse(expand(JSON.stringify(given.json))) };
    return 'text' in given ? { text: expand(given.text) } : given;
  };
  return {
    ...request,
    path: expand(request.path),
    headers: request.headers.map(([name, value]) => [name, expand(value)] as const),
    ...(body && { body: filled(body) }),
  };
}
