import type { Json } from '../json.ts';

/** The parts of a request that hold parameters (OpenAPI 3.1.1 section 4.8.12.1). */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

/**
 * A request as one JSON value, before serialization: the values of its parameters by location and name, and its body.
 * A parameter that is absent here is not sent.
 */
export interface RequestMessage extends Readonly<Record<ParameterLocation, Readonly<Record<string, Json>>>> {
  /** Undefined: the request has no body. */
  body?: Json;
  /** The key of the `content` map that describes the body; the first JSON one if undefined. */
  mediaType?: string;
}

export const emptyMessage: RequestMessage = { path: {}, query: {}, header: {}, cookie: {} };

/** The message with a parameter replaced; undefined removes it. */
export function withParameter(
  message: RequestMessage,
  location: ParameterLocation,
  name: string,
  value: Json | undefined,
): RequestMessage {
  const { [name]: _, ...others } = message[location];
  return { ...message, [location]: value === undefined ? others : { ...others, [name]: value } };
}

/** The message with another body; undefined removes it. */
export function withMessageBody(message: RequestMessage, body: Json | undefined): RequestMessage {
  const { body: _, ...others } = message;
  return body === undefined ? others : { ...others, body };
}
