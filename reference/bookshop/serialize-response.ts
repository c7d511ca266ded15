import type { Json } from '../../spec/json.ts';
import type { JsonResponse, SerializedResponse } from '../pipeline.ts';
import { sendWithLength } from '../serialize-response.ts';
import type { BookshopContext } from './pipeline.ts';

/** Serializes a body: text unchanged, a download with one byte for each character, everything else as JSON. */
function serializeBody(body: Json | undefined, contentType: string): string | Uint8Array {
  if (body === undefined) return '';
  if (typeof body !== 'string' || /json/.test(contentType)) return JSON.stringify(body);
  return contentType === 'application/octet-stream' ? Buffer.from(body, 'latin1') : body;
}

/** Serializes the response after applying all behaviours. */
export function serializeResponse(response: JsonResponse, context: BookshopContext): SerializedResponse {
  const { status, headers, body } = context.pipe('response', response, context);
  const serialized = serializeBody(body, String(headers['content-type'] ?? 'application/json'));
  return context.pipe('serialized', { status, headers, body: serialized, send: sendWithLength }, context);
}
