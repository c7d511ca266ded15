import type { Json } from '../json.ts';
import type { Case } from './case.ts';
import type { PlannedCase } from './planned-case.ts';
import type { HeaderList } from './request.ts';
import type { ReceivedBody, ReceivedResponse } from './response.ts';

/** Why no complete response was received. */
export type TransportFailureKind =
  | 'refused' // connection refused: no server listens
  | 'dns'
  | 'tls'
  | 'connect timeout'
  | 'headers timeout'
  | 'body timeout'
  | 'reset' // closed or reset before the response was complete
  | 'protocol' // not HTTP, malformed framing, a body that differs from its Content-Length, too many headers
  | 'too large'
  | 'encoding' // malformed content coding, or a decompression bomb
  | 'aborted'; // this client ended the request, such as on Ctrl-C

export interface TransportFailure {
  kind: TransportFailureKind;
  /** Describes the error and the URL or header that it concerns. Secrets are replaced by placeholders. */
  message: string;
  /** True if the target had started to send a response, so that the target and not the network caused the failure. */
  answered: boolean;
}

/** A request and its response. Placeholders replace secrets; each secret has the same one in the whole run. */
export interface Exchange {
  /** Counts from 1 in the order of the plan, which can differ from the order of arrival. */
  id: number;
  case: Case;
  /** The request as it was sent: absolute URL, all headers, and the text of the body. */
  sent: { method: string; url: string; headers: HeaderList; body?: string };
  response?: ReceivedResponse;
  failure?: TransportFailure;
  /** The time at which the request was sent, in milliseconds since the epoch. */
  startedAt: number;
  durationMs: number;
  /** How often the request was sent. It is sent again after a 429, a 503, or a connection that was refused or reset. */
  attempts: number;
  /** Set if a new connection was closed or reset before a response to the only request on it. */
  lostNewConnection?: true;
  /** Set if the request is a delivery: the API has sent it to an endpoint for webhooks, which has answered it. */
  delivery?: Delivery;
}

/** The payload of a delivery. Findings of the exchange are about the request then, and not about the response. */
export interface Delivery {
  /** The body of the request, parsed like that of a response. */
  body: ReceivedBody;
  /** Equal for payloads that are equal as JSON, before secrets are replaced. */
  digest: string;
  /**
   * Whether a signature of the request belongs to its id, timestamp and body. Undefined if that cannot be decided: the
   * secret or the body as it was sent is not known, or the header fields are missing or malformed.
   */
  isSigned?: boolean;
}

/** An exchange from a recording, without the case for which it was sent. */
export interface RecordedExchange extends Omit<Exchange, 'case'> {
  /** The body of the request, if it is complete and JSON that every server reads alike. */
  sentJson?: { value: Json };
  /** Set if the body of the request is recorded in part, or was serialized again by the recorder. */
  bodyChange?: 'shortened' | 'serialized';
  /** The comment of the recorder on the exchange. */
  comment?: string;
  /** The case for which this suite has sent the request. */
  planned?: PlannedCase;
  /** Set if this suite has recorded the exchange, so that no other program has removed or replaced any part of it. */
  isOriginal?: true;
}

/** A recorded exchange whose request is a delivery. */
export interface RecordedDelivery extends RecordedExchange {
  delivery: Delivery;
}
