import { setValueAt } from '../../arbitraries/invalid/edit-json.ts';
import { serializePathParameter } from '../../http/serialize/serialize-parameter.ts';
import { type Json, valueAt } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { BodySpec, RequestSpec } from '../../spec/openapi/request.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import { escapeCharacters } from './malformed-bodies.ts';

/** Minimum length of a text that is replaced in a body that is not JSON: shorter texts occur there by chance. */
const MIN_TEXT = 4;

/**
 * Replaces the known values of a part by another value throughout the request. Returns the same request if it contains
 * none of them.
 */
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
  if ('json' in body) {
    const own = valueAt(body.json, pointer) as Json | undefined; // every part of a JSON value is JSON
    return own !== undefined && known.includes(own) ? { json: setValueAt(body.json, pointer, value) } : body;
  }
  if (typeof value !== 'string') return body;
  const texts = known.filter((each) => typeof each === 'string' && each.length >= MIN_TEXT).map(String);
  const text = texts.reduce(
    (changed, each) =>
      changed.replaceAll(each, value).replaceAll(escapeCharacters(each), escapeCharacters(value)),
    body.text,
  );
  return { text };
}
