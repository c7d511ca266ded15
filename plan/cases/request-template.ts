import type { Json } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import { isJsonMediaType } from '../../spec/openapi/media-type.ts';
import type { BodySpec, RequestSpec } from '../../spec/openapi/request.ts';

/** A request without a body. All requests of an operation are built from it. */
export interface RequestTemplate {
  operation: Operation;
  request: RequestSpec;
}

const findJsonMediaType = ({ body }: Operation): string | undefined =>
  body?.content.find(({ type }) => isJsonMediaType(type))?.type;

/** The request with a value as its JSON body. */
export const withJson = (template: RequestTemplate, json: Json): RequestSpec => withBody(template, { json });

/** The request with a body. `contentType` is the operation's JSON media type by default; null omits the header. */
export function withBody(
  { operation, request }: RequestTemplate,
  body: BodySpec,
  contentType: string | null = findJsonMediaType(operation) ?? 'application/json',
): RequestSpec {
  const headers =
    contentType === null ? request.headers : [...request.headers, ['Content-Type', contentType] as const];
  return { ...request, headers, body };
}

/** The request without its body and without the header that describes it. */
export function withoutBody({ body: _, headers, ...request }: RequestSpec): RequestSpec {
  return { ...request, headers: headers.filter(([name]) => name.toLowerCase() !== 'content-type') };
}
