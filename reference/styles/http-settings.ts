import type { Json } from '../../spec/json.ts';
import type { JsonResponse } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';

/** The choices that HTTP leaves to a server, whatever its document is. */
export interface HttpSettings {
  /** Added to every response. */
  headers: Readonly<Record<string, string | string[]>>;
  /** True if 103 Early Hints comes before each response (RFC 8297). */
  sendsEarlyHints: boolean;
  /** The response to a request that the server is too busy for. Requests are counted from 1. */
  postpone(requestNumber: number): JsonResponse | undefined;
  /** The response to a path that no operation has. */
  unknownPath(method: string): JsonResponse;
  /** The response to a method that the path does not have. `allow` lists those it has. */
  otherMethod(allow: string): JsonResponse;
  /** The response to OPTIONS. */
  options(allow: string): JsonResponse;
  /** True if HEAD is answered like GET. If false, it is another method. */
  answersHead: boolean;
  /** How a path with a slash at its end is treated. */
  trailingSlash: 'unknown' | 'redirected' | 'ignored';
  /** How the length of a body is made known. `gzip` is applied only for clients that accept it. */
  framing: 'length' | 'chunks' | 'gzip';
  /** The value of `Content-Type` for a JSON media type. */
  formatMediaType(mediaType: string): string;
  formatJson(value: Json): string;
}

const allowOnly = (allow: string): JsonResponse => ({ status: 204, headers: { allow }, body: undefined });

export const defaultHttpSettings: Readonly<HttpSettings> = {
  headers: {},
  sendsEarlyHints: false,
  postpone: () => undefined,
  unknownPath: () => jsonResponse(404, { message: 'Not Found' }),
  otherMethod: (allow) => jsonResponse(405, { message: 'Method Not Allowed' }, { allow }),
  options: allowOnly,
  answersHead: true,
  trailingSlash: 'unknown',
  framing: 'length',
  formatMediaType: (mediaType) => mediaType,
  formatJson: (value) => JSON.stringify(value),
};
