import type { Json } from '../../spec/json.ts';
import type { JsonResponse } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';

/** The choices that HTTP leaves to a server, whatever its document is. */
export interface HttpSettings {
  /** Added to every response. */
  headers: Readonly<Record<string, string | string[]>>;
  /** The response to a path that no operation has. */
  unknownPath(): JsonResponse;
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
  /** True if JSON media types have a `charset` parameter. */
  hasCharset: boolean;
  formatJson(value: Json): string;
}

const allowOnly = (allow: string): JsonResponse => ({ status: 204, headers: { allow }, body: undefined });

export const defaultHttpSettings: Readonly<HttpSettings> = {
  headers: {},
  unknownPath: () => jsonResponse(404, { message: 'Not Found' }),
  otherMethod: (allow) => jsonResponse(405, { message: 'Method Not Allowed' }, { allow }),
  options: allowOnly,
  answersHead: true,
  trailingSlash: 'unknown',
  framing: 'length',
  hasCharset: false,
  formatJson: (value) => JSON.stringify(value),
};
