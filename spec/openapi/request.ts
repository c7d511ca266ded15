import type { Json } from '../json.ts';

/** Header fields in the order in which they are sent or were received; a name may repeat. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/**
 * The credentials of a request, by name: only the client knows their values. `access` are those that the operation's
 * security requires. A server must reject all others, except `lowercase` (RFC 9110 section 11.1: the
 * authentication scheme is case-insensitive).
 */
export type Credentials =
  | 'access'
  | 'lowercase'
  | 'none'
  | 'empty'
  | 'unknown'
  | 'truncated'
  | 'extended'
  | 'basic'
  | 'bare'
  | 'non-ascii'
  | 'session'
  | 'unscoped';

/** The body to send: a value to serialize as JSON, a text, or bytes in base64. */
export type BodySpec = { json: Json } | { text: string } | { base64: string };

/** A request that is independent of the target: it has no origin, and placeholders instead of secrets. */
export interface RequestSpec {
  method: string;
  /** Path and query, relative to the target's base URL: `/v1/customer-sessions/`. */
  path: string;
  headers: HeaderList;
  credentials: Credentials;
  /**
   * Name of the security scheme that `credentials` are of; the other schemes of the alternative have the right ones. By
   * default the first.
   */
  scheme?: string;
  /** Sent with `Content-Type: application/json` unless `headers` has another content type. */
  body?: BodySpec;
}
