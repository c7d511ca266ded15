import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Json } from '../spec/json.ts';
import { authenticate, rejectUnknownToken } from './authentication.ts';
import { createSession } from './create-session.ts';
import { listCustomers, listMembers } from './list-handlers.ts';
import type { JsonResponse, Pipe, Principal, RequestContext } from './pipeline.ts';
import { showPortalCustomer } from './portal-customer.ts';
import { createRandom } from './random.ts';
import { readBody } from './read-body.ts';
import { jsonResponse, methodNotAllowed, notFound } from './responses.ts';
import { serializeResponse } from './serialize-response.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import { selectVersion } from './versions.ts';

type Handler = (context: RequestContext, principal: Principal) => JsonResponse;

interface Route {
  method: string;
  path: string;
  handle: Handler;
}

const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/customer-sessions/', handle: createSession },
  { method: 'GET', path: '/v1/customers/', handle: listCustomers },
  { method: 'GET', path: '/v1/members/', handle: listMembers },
  { method: 'GET', path: '/v1/customer-portal/customers/me', handle: showPortalCustomer },
];

/** The state that all requests of one server share. */
export interface ReferenceState {
  store: Store;
  settings: Settings;
  pipe: Pipe;
  seed: number;
  requestCount: number;
  memory: Map<string, Json>;
}

type Env = { Bindings: HttpBindings };

function createRequestContext(c: Context<Env>, bytes: Uint8Array, state: ReferenceState): RequestContext {
  const { store, settings, pipe, memory, seed, requestCount: requestNumber } = state;
  const { incoming } = c.env;
  return {
    method: incoming.method ?? '',
    url: new URL(c.req.url),
    headers: { ...incoming.headers },
    bytes,
    requestNumber,
    random: createRandom(seed + requestNumber * 7919),
    ...{ store, settings, memory, pipe },
    version: undefined,
    body: undefined,
    customer: undefined,
  };
}

function rejectByLength(
  incoming: IncomingMessage,
  bytes: Uint8Array | undefined,
  settings: Settings,
): JsonResponse | undefined {
  const { 'transfer-encoding': coding, 'content-length': length } = incoming.headers;
  if (settings.requiresContentLength && coding !== undefined && length === undefined) {
    return jsonResponse(411, { detail: 'Length Required' });
  }
  return bytes === undefined ? jsonResponse(413, { detail: 'Request body too large' }) : undefined;
}

/** A Hono handler that reads the body, runs the pipeline and writes the response itself. */
function respond(state: ReferenceState, handle: Handler) {
  return async (c: Context<Env>): Promise<Response> => {
    state.requestCount += 1;
    const { incoming, outgoing } = c.env;
    const bytes = await readBody(incoming, state.settings.maxBodyBytes);
    const received = createRequestContext(c, bytes ?? new Uint8Array(), state);
    const context = state.pipe('request', received, received);
    const { headers, settings } = context;
    context.version = state.pipe('version', selectVersion(headers, settings.defaultVersion), context);
    const response =
      rejectByLength(incoming, bytes, state.settings) ?? authenticateAndHandle(context, handle);
    const serialized = serializeResponse(response, context);
    serialized.send(outgoing, serialized);
    return RESPONSE_ALREADY_SENT;
  };
}

/** A request for an unknown version is one for an unknown path. */
function authenticateAndHandle(context: RequestContext, handle: Handler): JsonResponse {
  const principal = authenticate(context);
  const rejection = rejectUnknownToken(principal);
  if (rejection) return rejection;
  return context.version === undefined ? notFound() : handle(context, principal);
}

/** The path with or without a trailing slash, of which FastAPI redirects one to the other. */
const toggleSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : `${path}/`);

const redirect: Handler = ({ url }) => {
  const location = new URL(url);
  location.pathname = toggleSlash(location.pathname);
  return { status: 307, headers: { location: location.href }, body: undefined };
};

/** The server's routes. An unknown token is rejected on every path, before routing. */
export function createApp(state: ReferenceState): Hono<Env> {
  const app = new Hono<Env>();
  for (const { method, path, handle } of routes) {
    const handleMethod: Handler = (context, principal) =>
      context.method === method ? handle(context, principal) : methodNotAllowed(method);
    app.all(path, respond(state, handleMethod));
    app.all(toggleSlash(path), respond(state, redirect));
  }
  app.notFound(respond(state, notFound));
  return app;
}
