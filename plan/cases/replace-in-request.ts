import { setValueAt } from '../../arbitraries/invalid/edit-json.ts';
import { TEXT_AFTER_NUMBER } from '../../arbitraries/invalid/near-miss-values.ts';
import { percentEncode } from '../../http/serialize/percent-encode.ts';
import { serializePathParameter } from '../../http/serialize/serialize-parameter.ts';
import { type Json, valueAt } from '../../spec/json.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { BodySpec, RequestSpec } from '../../spec/openapi/request.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import { escapeCharacters } from './malformed-bodies.ts';

/** Minimum length of a text that is replaced in a body that is not JSON: shorter texts occur there by chance. */
const MIN_TEXT = 4;

/**
 * Replaces the known values of a part by another value throughout the request, in the path also those that are followed
 * by `TEXT_AFTER_NUMBER`. Returns the same request if it contains none of them.
 */
export function replaceInRequest(
  operation: Operation,
  request: RequestSpec,
  { in: location, name }: SingleUsePart,
  known: readonly Json[],
  value: Json,
): RequestSpec {
  if (location === 'body') {
    const body = replaceInBody(request, name, known, value);
    return body ? { ...request, body } : request;
  }
  if (location === 'path')
    return { ...request, path: replaceInPath(operation, request.path, name, known, value) };
  const texts = known.map(String);
  if (location === 'query')
    return { ...request, path: replaceInQuery(request.path, name, texts, String(value)) };
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
  const texts = known.map((each) => serializePathParameter(parameter, each));
  const own = serializePathParameter(parameter, value);
  const replacements = new Map(
    texts.flatMap((text) => ['', TEXT_AFTER_NUMBER].map((after) => [text + after, own + after] as const)),
  );
  return mapSegments(path, (segment) => replacements.get(segment) ?? segment);
}

/** Replaces each segment of a path, and keeps its query. */
export function mapSegments(path: string, replace: (segment: string) => string): string {
  const [before = '', ...query] = path.split('?');
  return [before.split('/').map(replace).join('/'), ...query].join('?');
}

/** Replaces the values of a query parameter that is one `name=value` pair. */
function replaceInQuery(path: string, name: string, known: readonly string[], value: string): string {
  const [before = '', query] = path.split('?');
  if (query === undefined) return path;
  const pairs = query.split('&').map((pair) => {
    const [[key, text] = []] = new URLSearchParams(pair);
    const isKnown = key === name && text !== undefined && known.includes(text);
    return isKnown ? `${percentEncode(name)}=${percentEncode(value)}` : pair;
  });
  return `${before}?${pairs.join('&')}`;
}

function replaceInBody(
  { body, headers }: RequestSpec,
  pointer: string,
  known: readonly Json[],
  value: Json,
): BodySpec | undefined {
  if (body === undefined || 'base64' in body) return body;
  if ('json' in body) {
    const own = valueAt(body.json, pointer) as Json | undefined; // every part of a JSON value is JSON
    return own !== undefined && known.includes(own) ? { json: setValueAt(body.json, pointer, value) } : body;
  }
  if (typeof value !== 'string') return body;
  const isForm = headers.some(
    ([name, text]) => /^content-type$/i.test(name) && text.startsWith('application/x-www-form-urlencoded'),
  );
  return { text: replaceInText(body.text, isForm ? formSpellings : jsonSpellings, known, value) };
}

type Spelling = (text: string) => string;

const jsonSpellings: readonly Spelling[] = [(text) => text, escapeCharacters];
const formSpellings: readonly Spelling[] = [percentEncode];

/** Replaces the longest known value that the text contains: a shorter one may be a part of it by chance. */
function replaceInText(
  text: string,
  spellings: readonly Spelling[],
  known: readonly Json[],
  value: string,
): string {
  const texts = known.filter((each): each is string => typeof each === 'string' && each.length >= MIN_TEXT);
  for (const each of texts.toSorted((a, b) => b.length - a.length)) {
    const spell = spellings.find((spelling) => text.includes(spelling(each)));
    if (spell) return text.replaceAll(spell(each), spell(value));
  }
  return text;
}
