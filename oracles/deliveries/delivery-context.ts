import type { WebhookModel } from '../../spec/clauses/webhook-model.ts';
import { getOwn, isJsonObject, type Json } from '../../spec/json.ts';
import type { Delivery, Exchange } from '../../spec/openapi/exchange.ts';
import type { CheckResult } from '../check-context.ts';

/** An exchange whose request is a delivery. */
export interface DeliveryExchange extends Exchange {
  delivery: Delivery;
}

/** The input of the oracles of deliveries. */
export interface DeliveryContext {
  exchange: DeliveryExchange;
  /** The event of the delivery; undefined if the document does not describe it. */
  model: WebhookModel | undefined;
  /** The payload, if it is JSON. */
  payload: { value: Json } | undefined;
  /** Whether the payloads of all events of the document have a `type` of their own. */
  areTyped: boolean;
  /** Whether the headers of Standard Webhooks are required. */
  isStandard: boolean;
  /** The first delivery of the same id, if it was an earlier one. */
  earlier: EarlierDelivery | undefined;
}

/** What is kept of a delivery, to compare later ones of the same id. */
export interface EarlierDelivery extends Pick<Delivery, 'digest'> {
  /** Id of its exchange. */
  exchange: number;
  payload: { type: Json | undefined; timestamp: Json | undefined };
  /** Whether this delivery or a repetition was answered with 2xx. */
  isAcknowledged: boolean;
}

/** Judges whether a delivery satisfies one rule. */
export type DeliveryOracle = (context: DeliveryContext) => CheckResult;

/** Returns a property of a payload; undefined if the payload is not an object, or lacks the property. */
export const getProperty = (payload: { value: Json } | undefined, name: string): Json | undefined => {
  const value = payload?.value;
  return isJsonObject(value) ? getOwn(value, name) : undefined;
};

export const isAcknowledged = ({ response }: Exchange): boolean =>
  response !== undefined && response.status >= 200 && response.status < 300;
