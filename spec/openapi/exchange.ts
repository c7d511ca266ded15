import type { Case } from './case.ts';
import type { HeaderList } from './request.ts';
import type { ReceivedResponse } from './response.ts';

/** Why no complete response was received. */
export type TransportFailureKind =
  | 'refused' // connection refused: nothing listens
  | 'dns'
  | 'tls'
  | 'connect timeout'
  | 'headers timeout'
  | 'body timeout'
  | 'reset' // closed or reset before the response was complete
  | 'protocol' // not HTTP, malformed framing, a body that differs from its Content-Length, too many headers
  | 'too large'
  | 'encoding' // malformed content coding, or a decompression bomb
  | 'aborted'; // by this client

export interface TransportFailure {
  kind: TransportFailureKind;
  /** The error and the URL or header that it concerns, secrets replaced. */
  message: string;
  /** True if the target had started to send a response: then the response is at fault. */
  answered: boolean;
}

/** A request and its response, with stable placeholders instead of secrets. */
export interface Exchange {
  /** Counts from 1 in the order of the plan, not in the order of arrival. */
  id: number;
  case: Case;
  /** The request as sent: absolute URL, all headers, the text of the body. */
  sent: { method: string; url: string; headers: HeaderList; body?: string };
  response?: ReceivedResponse;
  failure?: TransportFailure;
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** Number of times that the request was sent: 429, 503 and resets are retried. */
  attempts: number;
}
