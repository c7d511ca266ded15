import type { Json } from '../../spec/json.ts';
import type { JsonResponse } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';

/** The choices that HTTP leaves to a server with any document. */
export interface HttpSettings {
  /** Headers that are added to every response. */
  headers: Readonly<Record<string, string | string[]>>;
  /** Whether a 103 Early Hints precedes each response (RFC 8297). */
  sendsEarlyHints: boolean;
  /**
   * Creates the response to a request for which the server is too busy; undefined if it is not. Requests are counted
   * from 1.
   */
  postpone(requestNumber: number): JsonResponse | undefined;
  /** Creates the response to a path without operations. */
  unknownPath(method: string): JsonResponse;
  /**
   * Creates the response to a method that the path does not have.
   * @param allow the methods that it has
   */
  otherMethod(allow: string): JsonResponse;
  /**
   * Creates the response to OPTIONS.
   * @param allow the methods of the path
   */
  options(allow: string): JsonResponse;
  /** Whether HEAD is handled like GET, or like a method that the path does not have. */
  answersHead: boolean;
  /** How a path with an additional trailing slash is handled. */
  trailingSlash: 'unknown' | 'redirected' | 'ignored';
  /** How the length of a body is indicated. `gzip` is used only for clients that accept it. */
  framing: 'length' | 'chunks' | 'gzip';
  /** Formats the `Content-Type` of a JSON media type. */
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
