import type { Json } from '../json.ts';

/** Header fields in the order in which they are sent or were received; a name may repeat. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Returns the first value of a header field; undefined if there is none. Names are case-insensitive. */
export const findHeader = (headers: HeaderList, name: string): string | undefined =>
  headers.find(([field]) => field.toLowerCase() === name.toLowerCase())?.[1];

/**
 * Names the credentials of a request, whose values only the client knows. `access` means those that the operation's
 * security requires. A server must reject all others, except `lowercase` (RFC 9110 section 11.1: the authentication
 * scheme is case-insensitive). `other-user` means those of another user, who must not have what the run has created.
 */
export type Credentials = (typeof credentialNames)[number];

export const credentialNames = [
  'access',
  'lowercase',
  'none',
  'empty',
  'unknown',
  'truncated',
  'extended',
  'basic',
  'bare',
  'other-scheme',
  'non-ascii',
  'session',
  'truncated-session',
  'unscoped',
  'other-user',
] as const;

/** The body to send: a value to serialize as JSON, a text, or bytes in base64. */
export type BodySpec = { json: Json } | { text: string } | { base64: string };

/** A request that is independent of the target. It has no origin, and placeholders instead of secrets. */
export interface RequestSpec {
  method: string;
  /** The path and query relative to the target's base URL: `/v1/customer-sessions/`. */
  path: string;
  headers: HeaderList;
  /** Names of header fields in lower case that the client would add, and that the request must not have. */
  omittedHeaders?: readonly string[];
  credentials: Credentials;
  /** The placeholder of the token of `session` credentials; by default, the token that the target issued last. */
  token?: string;
  /**
   * The security scheme that `credentials` belong to, by default the first. Other schemes of the same alternative get
   * valid credentials.
   */
  scheme?: string;
  /** The body. Its `Content-Type` is `application/json` unless `headers` has another one. */
  body?: BodySpec;
}
