import type { ServerResponse } from 'node:http';
import type { JsonResponse, RequestContext, SerializedResponse } from './pipeline.ts';

/** Sends a response with its `Content-Length`. */
export function sendWithLength(
  outgoing: ServerResponse,
  { status, headers, body }: SerializedResponse,
): void {
  const bytes = Buffer.from(body);
  const length = status === 204 || status === 304 ? {} : { 'content-length': bytes.length };
  outgoing.writeHead(status, { ...length, ...headers });
  outgoing.end(bytes);
}

/** Headers that the August 2026 build adds to every response. A version that is not served is not named. */
const createAugustHeaders = ({ version }: RequestContext): JsonResponse['headers'] => ({
  ...(version !== undefined && { 'polar-version': version }),
  'cache-control': 'private, no-store',
});

/** Serializes the response after applying all behaviours. */
export function serializeResponse(response: JsonResponse, context: RequestContext): SerializedResponse {
  const commonHeaders = context.settings.build === 'august' ? createAugustHeaders(context) : {};
  const withHeaders = { ...response, headers: { ...commonHeaders, ...response.headers } };
  const { status, headers, body } = context.pipe('response', withHeaders, context);
  const text = serializeBody(body, String(headers['content-type']));
  return context.pipe('serialized', { status, headers, body: text, send: sendWithLength }, context);
}

function serializeBody(body: JsonResponse['body'], contentType: string): string {
  if (body === undefined) return '';
  // only faults send a text that is not JSON
  return typeof body === 'string' && /^text\//.test(contentType) ? body : JSON.stringify(body);
}
