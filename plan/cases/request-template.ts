import type { Json } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Body, RequestSpec } from '../../spec/openapi/exchange.ts';
import { isJson } from '../../spec/openapi/message-schemas.ts';

/** What all requests of an operation have in common; its body is exchanged, or bytes take its place. */
export interface Template {
  operation: Operation;
  request: RequestSpec;
}

/** The media type in which an operation takes JSON. */
const jsonType = ({ body }: Operation): string | undefined =>
  body?.content.find(({ type }) => isJson(type))?.type;

/** A template from a generated request, so that parameters are valid whatever the body. */
export function templateOf(operation: Operation, generated: RequestSpec): Template {
  const headers = generated.headers.filter(([name]) => name.toLowerCase() !== 'content-type');
  const { body: _, ...request } = generated;
  return { operation, request: { ...request, headers: [['Accept', 'application/json'], ...headers] } };
}

/** The request with this body as JSON. */
export const withJson = (template: Template, json: Json): RequestSpec => withBody(template, { json });

/** The request with these bytes as its body, under the JSON media type or another; null: under none. */
export function withBody(
  { operation, request }: Template,
  body: Body,
  contentType: string | null = jsonType(operation) ?? 'application/json',
): RequestSpec {
  const headers =
    contentType === null ? request.headers : [...request.headers, ['Content-Type', contentType] as const];
  return { ...request, headers, body };
}
