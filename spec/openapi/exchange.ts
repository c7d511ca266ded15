import type { InstancePointer, Json } from '../json.ts';

export type HeaderList = readonly (readonly [name: string, value: string])[];

/**
 * Which credentials a request carries, by name: the value itself never leaves `target/`.
 * `access` is what the operation's security asks for; all others must be refused, but for `lowercase` (RFC 9110 section 11.1:
 * the scheme is case-insensitive).
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

/** The body to send: a value to be written as JSON, or bytes as they are (base64). */
export type Body = { json: Json } | { text: string } | { base64: string };

/** A request before it is bound to a target: no origin, no secrets (placeholders stand for them). */
export interface RequestSpec {
  method: string;
  /** Path and query below the target's base URL: `/v1/customer-sessions/`. */
  path: string;
  headers: HeaderList;
  credentials: Credentials;
  /** Sent with `Content-Type: application/json` unless `headers` names another. */
  body?: Body;
}

/** The one place where a case departs from a valid request, and what that violates. */
interface Violation {
  /** The clauses of the request that are violated: under an `anyOf`, one of every branch. */
  clauses: readonly string[];
  /** The place in the body; of a missing property, the property's own place. Of a parameter: `path/name`, `query/name`, `header/name`. */
  instancePointer: InstancePointer;
  keyword: string;
  /** What stood there and what stands there now; undefined: nothing. */
  before?: Json;
  after?: Json;
  /** "the id has one character more" */
  description: string;
}

export type CaseKind = 'valid' | 'invalid' | 'probe';

/** One request to send. */
export interface Case {
  /** Stable for the same seed and contract: `customer-sessions:create/invalid/17`. */
  id: string;
  operation: string;
  kind: CaseKind;
  /** A present-tense description: "a customer id with one character more". */
  description: string;
  request: RequestSpec;
  violation?: Violation;
  /** The clauses this case is there for; other clauses may be judged by its answer too. */
  covers: readonly string[];
  /** A name by which oracles that compare answers find it: `unknown customer`. */
  role?: string;
  /** Of a case that asks several things at once: what to ask one by one where it is refused, to know which it was. */
  subcases?: readonly Case[];
  /** Of a valid case: made without fixtures, so that a refusal may be about data and blames nobody. */
  mayBeRefused?: true;
  /** Which fixtures it uses, by name. */
  fixtures?: readonly string[];
}

/** The body of a response as read: what a strict reader (RFC 8259) makes of it. */
export interface ReceivedBody {
  /** Decoded as UTF-8, secrets replaced, cut at the limit of what is kept. */
  text: string;
  /** Length in bytes after content decoding; of what was read, when cut off. */
  bytes: number;
  truncated: boolean;
  /** The value, where the text is JSON, secrets replaced. */
  json?: { value: Json };
  /** Why the text is not JSON, or JSON that is not safe to read: "invalid UTF-8", "nested more than 500 levels", "duplicate name `id`". */
  unreadable?: string;
  /** Names that stand more than once in one object (RFC 8259 section 4: SHOULD be unique). */
  duplicates?: readonly string[];
}

export interface ReceivedResponse {
  status: number;
  headers: HeaderList;
  body: ReceivedBody;
}

/** Why there is no (whole) response. */
export type TransportFailureKind =
  | 'refused' // no connection: nothing listens
  | 'dns'
  | 'tls'
  | 'connect timeout'
  | 'headers timeout'
  | 'body timeout'
  | 'reset' // closed or reset before or within the response
  | 'protocol' // not HTTP, broken framing, body longer or shorter than announced, too many headers
  | 'too large'
  | 'encoding' // content coding broken, or a decompression bomb
  | 'aborted'; // we stopped

export interface TransportFailure {
  kind: TransportFailureKind;
  /** What happened, on what: secrets replaced. */
  message: string;
  /** Whether the target had begun to answer: then it answered wrongly. */
  answered: boolean;
}

/** A request and its response, secrets replaced by stable placeholders. */
export interface Exchange {
  /** Counts from 1 in the order of the plan, not of arrival. */
  id: number;
  case: Case;
  /** As sent: absolute URL, all headers, the body's text. */
  sent: { method: string; url: string; headers: HeaderList; body?: string };
  response?: ReceivedResponse;
  failure?: TransportFailure;
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** How many times it was sent: 429, 503 and resets are retried when nothing was judged. */
  attempts: number;
}
