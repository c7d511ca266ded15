import type { JsonObject } from '../../spec/json.ts';
import { omit, toArray, toObject } from '../json-object.ts';
import type { Behaviour, JsonResponse } from '../pipeline.ts';
import { jsonResponse } from '../responses.ts';
import { mapErrorDetails, onStatus, setHeader } from '../transforms/response.ts';

/** Returns the challenge of a response. A replacement of the response must keep it. */
function pickChallenge({ headers }: JsonResponse): Record<string, string> {
  const { 'www-authenticate': challenge } = headers;
  return typeof challenge === 'string' ? { 'www-authenticate': challenge } : {};
}

const hasInvalidJson = ({ body }: JsonResponse): boolean =>
  toObject(toArray(toObject(body).detail)[0]).type === 'json_invalid';

/** Selects the errors of the branch to which the id in the body belongs. */
function selectBranchErrors(errors: JsonObject[], body: JsonObject): JsonObject[] {
  const branch =
    'external_customer_id' in body
      ? 'CustomerSessionCustomerExternalIDCreate'
      : 'CustomerSessionCustomerIDCreate';
  const selected = errors.filter(({ loc }) => toArray(loc)[1] === branch);
  return selected.length > 0 ? selected : errors;
}

const undocumentedErrors = [400, 401, 403, 404, 405, 411, 413];

/** Variants with error responses that differ from those of Polar's backend. */
export const errorResponses: readonly Behaviour[] = [
  {
    id: 'no-input',
    description: 'Errors have only `loc`, `msg` and `type`',
    detail: mapErrorDetails((entry) => omit(entry, 'input', 'ctx')),
  },
  {
    id: 'input-parent-null',
    description: '`input` is null if a property is missing',
    detail: mapErrorDetails((entry) => (entry.type === 'missing' ? { ...entry, input: null } : entry)),
  },
  {
    id: 'other-messages',
    description: 'Errors have other messages',
    detail: mapErrorDetails((entry) => ({ ...entry, msg: 'Das ist leider ungültig.' })),
  },
  {
    id: 'other-types',
    description: 'Errors have other types',
    detail: mapErrorDetails((entry) => ({
      ...entry,
      type: `value_error.${String(entry.type).replace('_', '.')}`,
    })),
  },
  {
    id: 'short-loc',
    description: '`loc` lacks the name of the branch',
    detail: mapErrorDetails((entry) => ({
      ...entry,
      loc: Array.isArray(entry.loc)
        ? entry.loc.filter((name) => !/^CustomerSession/.test(String(name)))
        : null,
    })),
  },
  {
    id: 'only-detail',
    description: 'The body of a 422 response has only `detail`',
    response: onStatus([422], (response) => ({
      ...response,
      body: { detail: toObject(response.body).detail ?? [] },
    })),
  },
  {
    id: 'one-branch',
    description: 'A 422 response has the errors of one branch only',
    errors: (errors, context) => selectBranchErrors(errors, toObject(context.body)),
  },
  {
    id: 'unreadable-400',
    description: 'JSON that cannot be parsed is rejected with 400',
    response: (response) =>
      hasInvalidJson(response)
        ? jsonResponse(400, { error: 'bad_request' }, pickChallenge(response))
        : response,
  },
  {
    id: 'other-media-415',
    description: 'A body that is not JSON is rejected with 415',
    response: (response, context) =>
      response.status === 422 &&
      context.method === 'POST' &&
      !/json/i.test(context.headers['content-type'] ?? '')
        ? jsonResponse(415, { detail: 'Unsupported Media Type' })
        : response,
  },
  {
    id: 'no-lists',
    description: '`GET /v1/customers/` and `GET /v1/members/` do not exist',
    response: (response, context) =>
      /^\/v1\/(customers|members)\//.test(context.url.pathname) && response.status < 300
        ? jsonResponse(404, { detail: 'Not Found' })
        : response,
  },
  {
    id: 'forbidden-lists',
    description: 'The token lacks the scopes to list customers and members',
    principal: (principal, context) =>
      principal.kind === 'organization'
        ? {
            ...principal,
            scopes: principal.scopes.filter((scope) => scope === context.settings.requiredScope),
          }
        : principal,
  },
  {
    id: 'no-redirect',
    description: 'The path without its trailing slash is not found',
    response: onStatus([307], (response) =>
      jsonResponse(404, { detail: 'Not Found' }, pickChallenge(response)),
    ),
  },
  {
    id: 'plain-challenge',
    description: 'Challenges lack a realm, and all 401 responses have the same body',
    response: onStatus([401], (response) =>
      jsonResponse(
        401,
        { detail: 'Not authenticated' },
        { ...pickChallenge(response), 'www-authenticate': 'Bearer' },
      ),
    ),
  },
  {
    id: 'problem-details',
    description: 'Undocumented errors are problem details (RFC 9457)',
    response: onStatus(undocumentedErrors, ({ status, headers }) => ({
      status,
      headers: { ...headers, 'content-type': 'application/problem+json' },
      body: { title: 'Error', status },
    })),
  },
  {
    id: 'empty-errors',
    description: 'Undocumented errors have no body',
    response: onStatus(undocumentedErrors, (response, context) => ({
      ...setHeader('content-type', undefined)(response, context),
      body: undefined,
    })),
  },
];
