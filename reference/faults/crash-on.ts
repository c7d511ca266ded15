import type { JsonResponse, RequestContext, Transform } from '../pipeline.ts';
import { requestText } from '../transforms/request.ts';

/** The response of a server with an unhandled exception. */
export const crashResponse: JsonResponse = {
  status: 500,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Internal Server Error',
};

/** Responds with the crash to authorized POST requests that satisfy the condition. */
export const crashOn =
  (condition: (text: string, context: RequestContext) => boolean): Transform<JsonResponse> =>
  (response, context) =>
    context.method === 'POST' &&
    response.status !== 401 &&
    response.status !== 403 &&
    condition(requestText(context), context)
      ? crashResponse
      : response;
