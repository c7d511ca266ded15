import type { Json } from '../json.ts';

/** The parts of a request that hold parameters (OpenAPI 3.1.1 section 4.8.12.1). */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

/**
 * A request as one JSON value, before serialization: the values of its parameters by location and name, and its body. A
 * parameter without a value here is not sent.
 */
export interface RequestMessage extends Readonly<Record<ParameterLocation, Readonly<Record<string, Json>>>> {
  /** Undefined if the request has no body. */
  body?: Json;
  /** The key of the `content` map that describes the body. Undefined for the first JSON one. */
  mediaType?: string;
}

export const emptyMessage: RequestMessage = { path: {}, query: {}, header: {}, cookie: {} };

/** Returns the message with a parameter set, or removed if the value is undefined. */
export function withParameter(
  message: RequestMessage,
  location: ParameterLocation,
  name: string,
  value: Json | undefined,
): RequestMessage {
  const { [name]: _, ...others } = message[location];
  return { ...message, [location]: value === undefined ? others : { ...others, [name]: value } };
}

/** Returns the message with another body, or without body if it is undefined. */
export function withMessageBody(message: RequestMessage, body: Json | undefined): RequestMessage {
  const { body: _, ...others } = message;
  return body === undefined ? others : { ...others, body };
}
