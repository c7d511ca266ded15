import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { JsonResponse } from '../pipeline.ts';
import type { HttpSettings } from './http-settings.ts';

type Headers = JsonResponse['headers'];

/** Serializes a body: text unchanged, an octet stream with one byte for each character, everything else as JSON. */
function serializeBody({ body, headers }: JsonResponse, { formatJson }: HttpSettings): Buffer {
  const mediaType = String(headers['content-type'] ?? '');
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body !== 'string' || /json/.test(mediaType)) return Buffer.from(formatJson(body));
  return Buffer.from(body, mediaType === 'application/octet-stream' ? 'latin1' : 'utf8');
}

function formatContentType(headers: Headers, { formatMediaType }: HttpSettings): Headers {
  const { 'content-type': mediaType } = headers;
  return typeof mediaType === 'string' && /json$/.test(mediaType)
    ? { ...headers, 'content-type': formatMediaType(mediaType) }
    : headers;
}

/** Writes the response to the connection. Node.js omits the body of a response to HEAD. */
export function sendResponse(
  response: JsonResponse,
  http: HttpSettings,
  { headers: { 'accept-encoding': accepted = '' } }: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const { status } = response;
  const headers = { ...http.headers, ...formatContentType(response.headers, http) };
  const bytes = serializeBody(response, http);
  if (http.sendsEarlyHints) outgoing.writeEarlyHints({ link: '</style.css>; rel=preload' });
  if (status === 204 || status === 304) {
    outgoing.writeHead(status, headers).end();
  } else if (http.framing === 'gzip' && /\bgzip\b/.test(String(accepted)) && bytes.length > 0) {
    const compressed = gzipSync(bytes);
    const coding = { 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
    outgoing.writeHead(status, { ...headers, ...coding, 'content-length': compressed.length });
    outgoing.end(compressed);
  } else if (http.framing === 'chunks') {
    outgoing.writeHead(status, { ...headers, 'transfer-encoding': 'chunked' });
    outgoing.write(bytes.subarray(0, bytes.length >> 1));
    outgoing.end(bytes.subarray(bytes.length >> 1));
  } else {
    outgoing.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes);
  }
}
