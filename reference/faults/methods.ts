import type { JsonResponse, RequestContext, Transform } from '../pipeline.ts';
import { jsonResponse, methodNotAllowed } from '../responses.ts';
import { onStatus, setHeader, setStatus } from '../transforms/response.ts';
import { protocolClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const isSessionsPath = ({ url }: RequestContext): boolean => url.pathname === '/v1/customer-sessions/';

const onMethodNotAllowed = (methods: string, transform: Transform<JsonResponse>): Transform<JsonResponse> =>
  onStatus([405], (response, context) =>
    isSessionsPath(context) && methods.split(' ').includes(context.method)
      ? transform(response, context)
      : response,
  );

const otherMethods = 'GET HEAD PUT PATCH DELETE';

const respondOk =
  (body: JsonResponse['body']): Transform<JsonResponse> =>
  () => ({ status: 200, headers: { 'content-type': 'application/json' }, body });

const isUnknownPath = ({ url }: RequestContext): boolean =>
  !/^\/v1\/(customer-sessions|customers|members)\/?$/.test(url.pathname);

const onUnknownPath = (transform: Transform<JsonResponse>): Transform<JsonResponse> =>
  onStatus([401, 404], (response, context) =>
    isUnknownPath(context) ? transform(response, context) : response,
  );

/** Faults in the responses to undocumented methods and paths. */
export const methods: readonly FaultDefinition[] = [
  {
    id: 'method-get',
    description: 'GET returns a list of sessions',
    violates: protocolClauses('other-methods', 'method-not-allowed'),
    response: onMethodNotAllowed('GET HEAD', respondOk([])),
  },
  {
    id: 'method-put',
    description: 'PUT is handled as POST',
    violates: protocolClauses('other-methods', 'method-not-allowed'),
    request: (context) => ({ ...context, method: context.method === 'PUT' ? 'POST' : context.method }),
  },
  {
    id: 'method-any',
    description: 'Every method is handled as POST',
    violates: protocolClauses('other-methods', 'method-not-allowed'),
    request: (context) => (isSessionsPath(context) ? { ...context, method: 'POST' } : context),
  },
  {
    id: 'method-delete',
    description: 'The response to DELETE has status 204',
    violates: protocolClauses('other-methods', 'method-not-allowed'),
    response: onMethodNotAllowed('DELETE', () => ({ status: 204, headers: {}, body: undefined })),
  },
  {
    id: 'method-404',
    noticeOnly: true,
    description: 'The response to other methods has status 404',
    violates: protocolClauses('method-not-allowed'),
    response: onMethodNotAllowed(otherMethods, setStatus(404)),
  },
  {
    id: 'method-500',
    description: 'The response to other methods has status 500',
    violates: protocolClauses('other-methods', 'no-server-error'),
    response: onMethodNotAllowed(otherMethods, setStatus(500)),
  },
  {
    id: 'method-200-error',
    description: 'The response to other methods has status 200 and an error as its body',
    violates: protocolClauses('other-methods'),
    response: onMethodNotAllowed(otherMethods, (response) => ({ ...response, status: 200 })),
  },
  {
    id: 'method-override',
    description: 'The query parameter `_method` changes the method',
    violates: protocolClauses('other-methods'),
    request: (context) => ({ ...context, method: context.url.searchParams.get('_method') ?? context.method }),
    response: onMethodNotAllowed('PATCH', respondOk({})),
  },
  {
    id: 'path-page',
    description: 'The response to an unknown path is the start page',
    violates: protocolClauses('other-paths', 'not-found'),
    response: onUnknownPath(() => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html>',
    })),
  },
  {
    id: 'path-500',
    description: 'The response to an unknown path has status 500',
    violates: protocolClauses('other-paths', 'no-server-error'),
    response: onUnknownPath(setStatus(500)),
  },
  {
    id: 'path-200-error',
    description: 'The response to an unknown path has status 200 and an error as its body',
    violates: protocolClauses('other-paths', 'not-found'),
    response: onUnknownPath((response) => ({ ...response, status: 200 })),
  },
  {
    id: 'allow-lower',
    description: 'The `Allow` header of a 405 response lists `post`: methods are case-sensitive',
    violates: protocolClauses('allow'),
    response: onStatus([405], setHeader('allow', 'post')),
    rare: true,
  },
  {
    id: 'options-500',
    description: 'The response to OPTIONS has status 500',
    violates: protocolClauses('no-server-error'),
    response: (response, context) =>
      context.method === 'OPTIONS' ? jsonResponse(500, { detail: 'Internal Server Error' }) : response,
    rare: true,
  },
  {
    id: 'method-405-get',
    description: 'The `Allow` header of a 405 response lists GET, PUT and DELETE instead of POST',
    violates: protocolClauses('allow'),
    response: onMethodNotAllowed(otherMethods, () => methodNotAllowed('GET, PUT, DELETE')),
  },
];
