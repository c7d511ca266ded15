import { serializePathParameter } from '../../http/serialize/serialize-parameter.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { BodySpec, RequestSpec } from '../../spec/openapi/request.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import { escapeAll } from './malformed-bodies.ts';

/** Shorter texts occur by chance in a body that is no JSON value. */
const MIN_TEXT = 4;

/** The request with another value of a part wherever it has one of the known values; unchanged if it has none of them. */
export function replaceInRequest(
  operation: Operation,
  request: RequestSpec,
  { in: location, name }: SingleUsePart,
  known: readonly Json[],
  value: Json,
): RequestSpec {
  if (location === 'body') {
    const { body } = request;
    return body ? { ...request, body: replaceInBody(body, name, known, value) } : request;
  }
  if (location === 'path')
    return { ...request, path: replaceInPath(operation, request.path, name, known, value) };
  const texts = known.map(String);
  const headers = request.headers.map(
    ([field, text]) => [field, field === name && texts.includes(text) ? String(value) : text] as const,
  );
  return { ...request, headers };
}

function replaceInPath(
  { parameters }: Operation,
  path: string,
  name: string,
  known: readonly Json[],
  value: Json,
): string {
  const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
  if (!parameter) return path;
  const [before = '', ...query] = path.split('?');
  const texts = known.map((each) => serializePathParameter(parameter, each));
  const segments = before
    .split('/')
    .map((segment) => (texts.includes(segment) ? serializePathParameter(parameter, value) : segment));
  return [segments.join('/'), ...query].join('?');
}

function replaceInBody(body: BodySpec, pointer: string, known: readonly Json[], value: Json): BodySpec {
  if ('base64' in body) return body;
  if ('json' in body) return { json: replaceAt(body.json, pointer.split('/').slice(1), known, value) };
  if (typeof value !== 'string') return body;
  const texts = known.filter((each) => typeof each === 'string' && each.length >= MIN_TEXT).map(String);
  const text = texts.reduce(
    (changed, each) =>
      changed.replaceAll(each, value).replaceAll(escapeAll(each).slice(1, -1), escapeAll(value).slice(1, -1)),
    body.text,
  );
  return { text };
}

function replaceAt(
  body: Json,
  [token, ...rest]: readonly string[],
  known: readonly Json[],
  value: Json,
): Json {
  if (token === undefined) return known.includes(body) ? value : body;
  const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
  if (Array.isArray(body))
    return body.map((item, index) => (String(index) === key ? replaceAt(item, rest, known, value) : item));
  const object = body as JsonObject; // a JSON value that is an object, if the next line says so
  const own = isObject(body) && Object.hasOwn(body, key) ? object[key] : undefined;
  return own === undefined ? body : { ...object, [key]: replaceAt(own, rest, known, value) };
}
