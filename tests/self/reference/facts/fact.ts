import type { Json } from '../../../../spec/json.ts';
import type { Asked } from '../ask.ts';

/** A request and what Polar's backend was observed to answer. */
export interface Fact {
  says: string;
  asked: Asked;
  status: number;
  /** Parts of the body that are equal. */
  body?: Json;
  /** Of a 422: type and location of every error, as `missing body.customer_id`. */
  errors?: readonly string[];
  /** Patterns that header fields match. */
  headers?: Readonly<Record<string, RegExp>>;
}
