import type { Json } from '../../../../spec/json.ts';
import type { TestRequest } from '../send-request.ts';

/** A request, and the response that was observed from Polar's backend. */
export interface Observation {
  description: string;
  request: TestRequest;
  status: number;
  /** A subset of the response body. */
  body?: Json;
  /** The type and location of every error in a 422 response: `missing body.customer_id`. */
  errors?: readonly string[];
  /** Patterns that the headers match. */
  headers?: Readonly<Record<string, RegExp>>;
}
