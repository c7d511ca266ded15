import type { Json } from '../../spec/json.ts';
import type { JsonResponse } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';
import type { Resource } from './collection.ts';
import type { BookshopContext } from './pipeline.ts';
import { createChallenge } from './security.ts';
import type { Issue } from './values/value-type.ts';

/** A response with problem details (RFC 9457). */
export function problem(status: number, title: string, errors?: readonly Json[]): JsonResponse {
  const body = { type: 'about:blank', title, status, ...(errors && { errors: [...errors] }) };
  return { status, headers: { 'content-type': 'application/problem+json' }, body };
}

export const notFound = (): JsonResponse => problem(404, 'Not Found');

export const unsupportedMediaType = (): JsonResponse => problem(415, 'Unsupported Media Type');

export function unauthorized(context: BookshopContext): JsonResponse {
  const { headers, ...response } = problem(401, 'Unauthorized');
  return { ...response, headers: { ...headers, 'www-authenticate': createChallenge(context) } };
}

export const noContent = (headers: Record<string, string> = {}): JsonResponse => ({
  status: 204,
  headers,
  body: undefined,
});

/** Creates the response to an invalid request, in the format that the operation documents. */
export function validationError(
  issues: readonly Issue[],
  { operation, settings }: BookshopContext,
): JsonResponse {
  if (operation.errors === 'detail') {
    const detail = issues.map(({ location, rule, message }) => ({
      loc: [...location],
      msg: message,
      type: rule,
    }));
    return jsonResponse(422, { detail });
  }
  const errors = issues.map(({ location, message }) => ({
    pointer: `/${location.join('/')}`,
    detail: message,
  }));
  return problem(settings.problemStatus, 'Invalid request', errors);
}

/** Creates the entity tag of a resource (RFC 9110 section 8.8.3). It differs for each version. */
export function createETag({ id, version }: Resource, { settings }: BookshopContext): string {
  return `${settings.weakETags ? 'W/' : ''}"${version}-${id.slice(0, 8)}"`;
}

/** Creates the value of `Location`: the path, or an absolute URL of this server. */
export const createLocation = (path: string, { url, settings }: BookshopContext): string =>
  settings.absoluteLocations ? `${url.origin}${path}` : path;
