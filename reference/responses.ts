import type { Json, JsonObject } from '../spec/json.ts';
import { isSerializable } from './json-body.ts';
import type { Issue, JsonResponse, RequestContext } from './pipeline.ts';

/** A response with a JSON body. */
export function jsonResponse(status: number, body: Json, headers: Record<string, string> = {}): JsonResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** Creates one entry of `detail` in a 422 response, without `input` if JSON cannot represent it. */
export function errorDetail(issue: Issue, loc: (string | number)[], input: Json): JsonObject {
  const { type, msg, ctx } = issue;
  return { type, loc, msg, ...(isSerializable(input) ? { input } : {}), ...(ctx ? { ctx } : {}) };
}

/**
 * Creates a 422 response.
 * @param error distinguishes violations of the schema from references to unknown records
 */
export function validationError(context: RequestContext, error: string, detail: JsonObject[]): JsonResponse {
  return jsonResponse(422, { error, detail: context.pipe('detail', detail, context) });
}

export const unparsableBody = (): JsonResponse =>
  jsonResponse(400, { detail: 'There was an error parsing the body' });
export const notFound = (): JsonResponse => jsonResponse(404, { detail: 'Not Found' });
export const methodNotAllowed = (allow: string): JsonResponse =>
  jsonResponse(405, { detail: 'Method Not Allowed' }, { allow });
