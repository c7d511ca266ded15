import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Json } from '../../spec/json.ts';
import { emptyMessage } from '../../spec/openapi/request-message.ts';
import type { JsonResponse } from '../pipeline.ts';
import { createRandom } from '../random.ts';
import { readBody } from '../read-body.ts';
import { handleRequest } from './handle-request.ts';
import { operations } from './operations.ts';
import type { BookshopContext, OperationDefinition, Pipe } from './pipeline.ts';
import { noContent, notFound, problem } from './responses.ts';
import { hasCredential } from './security.ts';
import { serializeResponse } from './serialize-response.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** The state that all requests of one server share. */
export interface BookshopState {
  store: Store;
  settings: Readonly<Settings>;
  pipe: Pipe;
  seed: number;
  requestCount: number;
  memory: Map<string, Json>;
  /** The URL at which the server listens. Links in responses begin with it. */
  baseUrl: string;
}

type Env = { Bindings: HttpBindings };
type Handle = (context: BookshopContext) => JsonResponse;

function createContext(
  c: Context<Env>,
  operation: OperationDefinition,
  bytes: Uint8Array,
  state: BookshopState,
): BookshopContext {
  const { store, settings, pipe, memory, seed, requestCount: requestNumber, baseUrl } = state;
  const { incoming } = c.env;
  const { pathname, search } = new URL(c.req.url);
  return {
    operation,
    method: incoming.method ?? '',
    url: new URL(`${pathname}${search}`.replace(/^\/+/, '/'), baseUrl),
    headers: { ...incoming.headers },
    bytes,
    requestNumber,
    random: createRandom(seed + requestNumber * 7919),
    message: emptyMessage,
    ...{ store, settings, memory, pipe },
  };
}

/** A Hono handler that reads the body, runs the pipeline and writes the response itself. */
function respond(state: BookshopState, operation: OperationDefinition, handle: Handle) {
  return async (c: Context<Env>): Promise<Response> => {
    state.requestCount += 1;
    const { incoming, outgoing } = c.env;
    const bytes = await readBody(incoming, state.settings.maxBodyBytes);
    const received = createContext(c, operation, bytes ?? new Uint8Array(), state);
    const context = state.pipe('request', received, received);
    const response = bytes === undefined ? problem(413, 'Content Too Large') : handle(context);
    const serialized = serializeResponse(response, context);
    serialized.send(outgoing, serialized);
    return RESPONSE_ALREADY_SENT;
  };
}

/**
 * The operations of a path by method. HEAD is handled like GET (RFC 9110 section 9.3.2), and Node.js omits the body.
 */
function listHandlers(path: string): ReadonlyMap<string, OperationDefinition> {
  const own = operations.filter((operation) => operation.path === path);
  const get = own.find(({ method }) => method === 'GET');
  return new Map([
    ...(get ? [['HEAD', get] as const] : []),
    ...own.map((operation) => [operation.method, operation] as const),
  ]);
}

/** Creates the response to OPTIONS, or to a method that the path does not have. */
const respondToOther =
  (methods: Iterable<string>): Handle =>
  ({ method }) => {
    const allow = [...methods, 'OPTIONS'].join(', ');
    if (method === 'OPTIONS') return noContent({ allow });
    const { headers, ...response } = problem(405, 'Method Not Allowed');
    return { ...response, headers: { ...headers, allow } };
  };

/** A substitute for requests that match no documented operation. */
const noOperation: OperationDefinition = {
  id: '',
  method: '',
  path: '',
  errors: 'problem',
  handle: notFound,
};

/** Issues a bearer token for the user and password of `basicAuth`. The document does not describe it. */
function logIn(context: BookshopContext): JsonResponse {
  const token = hasCredential(context, 'basicAuth') && context.store.logins?.issueToken();
  if (!token) return problem(401, 'Unauthorized');
  return { status: 200, headers: { 'content-type': 'application/json' }, body: { token } };
}

/** The server's routes: one for each path of the document. */
export function createApp(state: BookshopState): Hono<Env> {
  const app = new Hono<Env>();
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const handlers = listHandlers(path);
    const respondToMethod = (c: Context<Env>): Promise<Response> => {
      const operation = handlers.get(c.env.incoming.method ?? '');
      const other = respond(state, noOperation, respondToOther(handlers.keys()));
      return operation ? respond(state, operation, handleRequest)(c) : other(c);
    };
    app.all(path.replace(/\{(\w+)\}/g, ':$1'), respondToMethod);
  }
  if (state.store.logins) app.post('/login', respond(state, noOperation, logIn));
  app.notFound(respond(state, noOperation, notFound));
  return app;
}
