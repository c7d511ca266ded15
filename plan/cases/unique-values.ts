import { escapeRegExp } from '../../spec/escape-reg-exp.ts';
import type { Json } from '../../spec/json.ts';
import { memoizeTexts } from '../../spec/memoize.ts';
import type { RequestSpec } from '../../spec/openapi/request.ts';
import { escapeCharacters } from './malformed-bodies.ts';

/** The suffix of composed strings, derived from the seed. Requests that need unique values extend it. */
export const uniqueSuffix = (seed: number): string => `x${(seed >>> 0).toString(36)}`;

/** Whether `withUniqueValues` changes the value. */
export const isComposed = (value: Json, seed: number): boolean =>
  typeof value === 'string' && value.includes(`-${uniqueSuffix(seed)}`);

/** Whether a rejection says that another resource has the value already. */
export const saysTaken = (text: string): boolean => /already|taken|unique|duplicate/i.test(text);

/** Adds a suffix to a text, to the local part if it is an e-mail address; undefined for other values. */
export function extendText(value: Json | undefined, suffix: string): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const end = value.includes('@') ? value.lastIndexOf('@') : value.length;
  return `${value.slice(0, end)}-${suffix}${value.slice(end)}`;
}

/** Matches a suffix with the position of an earlier request, and the same with every character escaped. */
const matchSuffix = memoizeTexts(
  (suffix) =>
    new RegExp(
      `${suffix}(?:n\\d+)?|${escapeRegExp(escapeCharacters(suffix))}(?:\\\\u006e(?:\\\\u003\\d)+)?`,
      'g',
    ),
);

/**
 * Extends every composed string of the request, since the target may require names or addresses to be unique.
 * @param position distinguishes the request from all others of the run, and replaces that of an earlier one: `n12`
 * @param keepsPath whether the ids in the path must stay, because they identify what exists
 */
export function withUniqueValues(
  request: RequestSpec,
  seed: number,
  position: string,
  keepsPath = false,
): RequestSpec {
  const suffix = `-${uniqueSuffix(seed)}`;
  const extended = `${suffix}${position}`;
  const replace = (text: string): string =>
    text.replace(matchSuffix(suffix), (found) =>
      found.startsWith(suffix) ? extended : escapeCharacters(extended),
    );
  const { body, path } = request;
  const [before = ''] = keepsPath ? path.split('?') : [];
  const changed = { ...request, path: before + replace(path.slice(before.length)) };
  if (!body || 'base64' in body) return changed;
  if ('text' in body) return { ...changed, body: { text: replace(body.text) } };
  return { ...changed, body: { json: JSON.parse(replace(JSON.stringify(body.json))) } };
}
