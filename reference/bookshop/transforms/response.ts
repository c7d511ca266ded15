import type { JsonResponse, SerializedResponse } from '../../pipeline.ts';
import { onStatus } from '../../transforms/response.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from './request.ts';

/** Transforms the responses of one operation with the given status. */
export const onResponse = (
  operation: string,
  status: number,
  transform: Transform<JsonResponse>,
): Transform<JsonResponse> => inOperation(operation, onStatus([status], transform));

/** The response of a server with an unhandled exception. */
export const createServerError = (text = 'Internal Server Error'): JsonResponse => ({
  status: 500,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: text,
});

/** Crashes if an authorized request satisfies the condition. */
export const crashIf = (
  operation: string,
  condition: (context: BookshopContext) => boolean,
  text?: string,
): Transform<JsonResponse> =>
  inOperation(operation, (response, context) =>
    response.status !== 401 && condition(context) ? createServerError(text) : response,
  );

type HeaderValue = string | string[];

const formatHeaders = (headers: Record<string, HeaderValue>): string =>
  Object.entries(headers)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`))
    .join('');

/**
 * Writes a response to the socket directly, and closes the connection. Node.js would reject a body where HTTP allows
 * none, or a header with line breaks.
 */
export const sendRaw: SerializedResponse['send'] = (outgoing, { status, headers, body }) => {
  const bytes = Buffer.from(body);
  const head = formatHeaders({ 'content-length': String(bytes.length), ...headers, connection: 'close' });
  const { socket } = outgoing;
  socket?.write(`HTTP/1.1 ${status} Status\r\nDate: ${new Date().toUTCString()}\r\n${head}\r\n`, 'latin1');
  socket?.end(bytes);
};
