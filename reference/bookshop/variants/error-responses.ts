import { toArray } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import { mapAt, removeAt } from '../../transforms/json.ts';
import { mapErrorDetails, mapResponseBody, onStatus, setHeader } from '../../transforms/response.ts';
import { parseFormPairs } from '../parameters/pairs.ts';
import type { Behaviour, BookshopContext } from '../pipeline.ts';
import { notFound, problem, validationError } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';
import { createIssue } from '../values/value-type.ts';

const isInvalid = ({ status }: JsonResponse): boolean => status === 400 || status === 422;

/** Whether a path parameter with an id is not a UUID. */
function hasMalformedId({ operation, message }: BookshopContext): boolean {
  const id = operation.target && message.path[operation.target.parameter];
  return typeof id === 'string' && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Whether the query has a parameter that neither the operation nor a security scheme defines. */
function hasUnknownParameter({ operation, url }: BookshopContext): boolean {
  const names = (operation.parameters ?? []).flatMap(({ in: place, name }) =>
    place === 'query' ? [name] : [],
  );
  const pairs = parseFormPairs(url.search.slice(1));
  return pairs.some(([name]) => name !== 'api_key' && !names.includes(name.replace(/\[.*/, '')));
}

const unsupportedMediaType = createIssue(['body'], 'content', 'has an unsupported media type');

/** Statuses that HTTP allows and the document does not describe. */
const undocumented = [404, 405, 413, 415];

/** Variants with other error responses that the document allows. */
export const errorResponses: readonly Behaviour[] = [
  {
    id: 'bookshop/plain-errors',
    description:
      'Orders are rejected with plain JSON, which is documented as an alternative to problem details',
    response: inOperation('createOrder', (response) =>
      isInvalid(response) ? jsonResponse(response.status, { error: 'The order is not valid' }) : response,
    ),
  },
  {
    id: 'bookshop/bare-problems',
    description: 'Problem details have only the required properties',
    response: (response, context) =>
      /problem/.test(String(response.headers['content-type']))
        ? mapResponseBody<BookshopContext>(removeAt('type', 'errors'))(response, context)
        : response,
  },
  {
    id: 'bookshop/other-messages',
    description: 'Errors have other messages and types, and additional properties',
    response: onStatus(
      [422],
      mapResponseBody(
        mapAt(
          'detail',
          mapErrorDetails((entry) => ({
            ...entry,
            msg: 'Das ist ungültig.',
            type: 'value_error',
            input: null,
          })),
        ),
      ),
    ),
  },
  {
    id: 'bookshop/first-error',
    description: 'Only the first error is reported',
    response: onStatus(
      [422],
      mapResponseBody(mapAt('detail', (detail) => (Array.isArray(detail) ? detail.slice(0, 1) : detail))),
    ),
  },
  {
    id: 'bookshop/short-loc',
    description: '`loc` is only the name of the parameter or property',
    response: onStatus(
      [422],
      mapResponseBody(
        mapAt(
          'detail',
          mapErrorDetails((entry) => ({ ...entry, loc: toArray(entry.loc).slice(-1) })),
        ),
      ),
    ),
  },
  {
    id: 'bookshop/malformed-id-404',
    description: 'A path with a malformed id is answered with 404',
    response: (response, context) => (isInvalid(response) && hasMalformedId(context) ? notFound() : response),
  },
  {
    id: 'bookshop/unknown-parameters',
    description: 'Undocumented query parameters of a list are rejected',
    issues: (issues, context) =>
      context.operation.id.startsWith('list') && issues.length === 0 && hasUnknownParameter(context)
        ? [{ location: ['query'], rule: 'additionalProperties', message: 'has an unknown parameter' }]
        : issues,
  },
  {
    id: 'bookshop/plain-challenge',
    description: 'Challenges have no realm, and a 401 response has one for each scheme',
    response: onStatus([401], (response, context) => {
      const challenges = String(response.headers['www-authenticate'])
        .replaceAll(' realm="bookshop"', '')
        .split(', ');
      return setHeader('www-authenticate', challenges)(response, context);
    }),
  },
  {
    id: 'bookshop/empty-errors',
    description: 'Errors that the document does not describe have no body',
    response: (response, context) =>
      undocumented.includes(response.status) && context.operation.id === ''
        ? { ...setHeader('content-type', undefined)(response, context), body: undefined }
        : response,
  },
  {
    id: 'bookshop/media-type-invalid',
    description: 'A body of an undocumented media type is rejected like an invalid one',
    response: onStatus([415], (_, context) => validationError([unsupportedMediaType], context)),
  },
  {
    id: 'bookshop/options-405',
    description: 'OPTIONS is not allowed',
    response: (response, context) => {
      const { allow = '' } = response.headers;
      if (context.method !== 'OPTIONS' || allow === '') return response;
      const rejection = problem(405, 'Method Not Allowed');
      return setHeader('allow', String(allow).replace(', OPTIONS', ''))(rejection, context);
    },
  },
  {
    id: 'bookshop/options-200',
    description: 'OPTIONS is answered with 200 and JSON',
    response: (response, context) => {
      const { allow = '' } = response.headers;
      return context.method === 'OPTIONS' && allow !== ''
        ? jsonResponse(200, {}, { allow: String(allow) })
        : response;
    },
  },
  {
    id: 'bookshop/trailing-slash',
    description: 'A path with a trailing slash is redirected to the path without it',
    response: onStatus([404], (response, { url, operation }) =>
      operation.id === '' && /.\/$/.test(url.pathname)
        ? { status: 308, headers: { location: url.pathname.slice(0, -1) }, body: undefined }
        : response,
    ),
  },
];
