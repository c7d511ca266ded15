import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { emptyMessage } from '../../spec/openapi/request-message.ts';
import { hasUnsupportedBody } from '../bookshop/bodies/read-request-body.ts';
import { checkMessage, readMessage } from '../bookshop/message.ts';
import { defaultSettings } from '../bookshop/settings.ts';
import { type ListeningServer, listen } from '../listen.ts';
import type { JsonResponse } from '../pipeline.ts';
import { readBody } from '../read-body.ts';
import type { Application, StyleOperation, StyleRequest } from './application.ts';
import type { HttpSettings } from './http-settings.ts';
import { findRoute } from './route.ts';
import { sendResponse } from './send-response.ts';

const maxBodyBytes = 16 * 1024 * 1024;

/** Returns the path and query of the request, on an origin that does not depend on `Host`. */
const parseTarget = ({ url = '/' }: IncomingMessage): URL =>
  new URL(url.replace(/^\/+/, '/'), 'http://localhost');

function handleOperation(
  application: Application,
  operation: StyleOperation,
  incoming: IncomingMessage,
  bytes: Uint8Array,
): JsonResponse {
  const request: StyleRequest = {
    ...{ operation, bytes, url: parseTarget(incoming), method: incoming.method ?? '' },
    headers: incoming.headers,
    settings: { ...defaultSettings, maxDepth: 1000, ...application.reading },
    message: emptyMessage,
  };
  const answer = application.screen?.(request);
  if (answer) return answer;
  if (hasUnsupportedBody(request)) return application.rejectMediaType();
  const { message, issues } = readMessage(request);
  const read = { ...request, message };
  const violations = checkMessage(read, issues);
  return violations.length > 0 ? application.reject(violations, read) : operation.handle(read);
}

function handle(
  application: Application,
  http: HttpSettings,
  incoming: IncomingMessage,
  bytes: Uint8Array,
): JsonResponse {
  const { pathname, search } = parseTarget(incoming);
  const { method = '' } = incoming;
  const route = findRoute(application.operations, pathname, http);
  if (route === 'unknown') return http.unknownPath(method);
  if (route === 'redirected') {
    const location = `${pathname.replace(/\/+$/, '')}${search}`;
    return { status: 308, headers: { location }, body: undefined };
  }
  const effective = method === 'HEAD' && http.answersHead ? 'GET' : method;
  const operation = route.find((each) => each.method === effective);
  if (operation) return handleOperation(application, operation, incoming, bytes);
  const methods = route.map((each) => each.method);
  const allow = [...methods, ...(http.answersHead && methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  return method === 'OPTIONS' ? http.options(allow) : http.otherMethod(allow);
}

/** Serves an application on loopback until it is closed. */
export function serve(application: Application, http: HttpSettings): Promise<ListeningServer> {
  let requestNumber = 0;
  return listen(async (_, bindings) => {
    const { incoming, outgoing } = bindings as HttpBindings; // `listen` creates an HTTP/1.1 server
    const bytes = await readBody(incoming, maxBodyBytes);
    requestNumber += 1;
    const response: JsonResponse = bytes
      ? (http.postpone(requestNumber) ?? handle(application, http, incoming, bytes))
      : { status: 413, headers: { connection: 'close' }, body: undefined };
    sendResponse(response, http, incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  }, {});
}
