import { escapeToken, isJsonObject, isObject, type Json, valueAt } from '../json.ts';
import { parseUrl } from '../parse-url.ts';
import type { Exchange } from './exchange.ts';
import { toSingular } from './path-names.ts';
import { findHeader } from './request.ts';

/**
 * Evaluates a runtime expression (OpenAPI 3.1.1 section 4.8.20.3) for a parameter: `$response.body#/id`,
 * `$request.body#/name`, `$response.header.Location`. If a header field is a URL of the item, the value is that of
 * its last path parameter. Returns undefined if the exchange has no such string or number.
 * @param path the path template of the item: `/books/{book_id}`
 */
export function evaluateExpression(
  expression: string,
  { case: { request }, sent, response }: Exchange,
  path: string,
): string | number | undefined {
  const [, source, rest = ''] =
    /^\$(request\.body|response\.body|response\.header)(.*)$/.exec(expression) ?? [];
  if (source === 'response.header') {
    const field = findHeader(response?.headers ?? [], rest.slice(1));
    return field === undefined ? undefined : extractLastParameter(field, sent.url, path);
  }
  const { body } = request;
  const json =
    source === 'request.body' ? (body && 'json' in body ? body.json : undefined) : response?.body.json?.value;
  const value = valueAt(json, rest.slice(1));
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/**
 * Returns the value of the last path parameter in a URL whose path ends like the template; undefined if it does not.
 * @param base the URL of the request, to which the URL may be relative (RFC 9110 section 10.2.2)
 */
function extractLastParameter(url: string, base: string, path: string): string | undefined {
  const template = path.split('/').filter(Boolean);
  const segments = (parseUrl(url, base)?.pathname ?? '').split('/').filter(Boolean);
  const own = segments.slice(-template.length);
  const fits =
    own.length === template.length &&
    template.every((part, index) => part.includes('{') || part === own[index]);
  const value = own[template.findLastIndex((part) => part.includes('{'))];
  if (!fits || value === undefined) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined; // not a value that a request can have
  }
}

/** Names of properties that contain the resource that a message is about. */
const envelope = /^(data|result|item|payload|attributes|resource)$/i;

/** Whether a property contains the resource that a message is about: `data`, or the name of the resource. */
export const isEnvelope = (name: string, resource: string): boolean =>
  envelope.test(name) || toSingular(name) === toSingular(resource);

/**
 * Lists the expressions by which the response to a creation may name the item, the most likely first.
 * @param resource the name of the resource, which may be the name of the property that contains the item
 * @param names the names that the property may have
 */
export function listIdExpressions(
  body: Json | undefined,
  resource: string,
  names: readonly string[],
): string[] {
  const members = isJsonObject(body) ? Object.entries(body) : [];
  const containers = members
    .filter(([name, value]) => isObject(value) && isEnvelope(name, resource))
    .map(([name]) => `/${escapeToken(name)}`);
  return [
    ...['', ...containers].flatMap((container) =>
      names.map((name) => `$response.body#${container}/${escapeToken(name)}`),
    ),
    '$response.header.Location',
  ];
}
