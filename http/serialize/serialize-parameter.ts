import { stringifyJson } from '../../spec/exact-integers.ts';
import { isObject, type Json } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import { percentEncode, percentEncodeReserved } from './percent-encode.ts';

/** The fields of OpenAPI's Parameter Object that determine how a parameter is serialized. */
export type SerializedParameter = Pick<
  Parameter,
  'name' | 'in' | 'style' | 'explode' | 'mediaType' | 'allowReserved'
>;

type Pair = readonly [name: string, value: string];
type Encode = (text: string) => string;

const toText = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));

/** Serializes the items of a list. Null is omitted like an undefined value (RFC 6570 section 2.3). */
const listItems = (value: readonly Json[], encode: Encode): string[] =>
  value.filter((item) => item !== null).map((item) => encode(toText(item)));

const listPairs = (value: Record<string, unknown>, encode: Encode): Pair[] =>
  Object.entries(value)
    .filter(([, item]) => item !== null)
    // every member of a JSON object is JSON
    .map(([name, item]) => [encode(name), encode(toText(item as Json))] as const);

const isContent = ({ mediaType }: SerializedParameter): boolean => mediaType !== undefined;

/** Serializes a path parameter, percent-encoded, in style `simple`, `label` or `matrix`. */
export function serializePathParameter(parameter: SerializedParameter, value: Json): string {
  const { name, style, explode } = parameter;
  if (isContent(parameter)) return percentEncode(stringifyJson(value));
  const prefix = { label: '.', matrix: `;${percentEncode(name)}=` }[style] ?? '';
  const separator = explode ? ({ label: '.', matrix: prefix }[style] ?? ',') : ',';
  if (Array.isArray(value)) return prefix + listItems(value, percentEncode).join(separator);
  if (!isObject(value)) return prefix + percentEncode(toText(value));
  const pairs = listPairs(value, percentEncode);
  if (!explode) return prefix + pairs.flat().join(',');
  if (style === 'matrix') return pairs.map((pair) => `;${pair.join('=')}`).join('');
  return prefix + pairs.map((pair) => pair.join('=')).join(separator);
}

const delimiters: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/**
 * Returns the percent-encoded `name=value` pairs of a query parameter in style `form`, `spaceDelimited`,
 * `pipeDelimited` or `deepObject`.
 */
export function serializeQueryParameter(parameter: SerializedParameter, value: Json): string[] {
  const { name, style, explode, allowReserved } = parameter;
  const encode = allowReserved ? percentEncodeReserved : percentEncode;
  const key = percentEncode(name);
  if (isContent(parameter)) return [`${key}=${encode(stringifyJson(value))}`];
  if (value === null) return [];
  if (style === 'deepObject' && isObject(value)) return deepPairs(key, value as Json, encode);
  const delimiter = delimiters[style] ?? ',';
  if (Array.isArray(value)) {
    const items = listItems(value, encode);
    if (explode) return items.map((item) => `${key}=${item}`);
    return items.length === 0 ? [] : [`${key}=${items.join(delimiter)}`];
  }
  if (!isObject(value)) return [`${key}=${encode(toText(value))}`];
  const pairs = listPairs(value, encode);
  if (explode) return pairs.map((pair) => pair.join('='));
  return pairs.length === 0 ? [] : [`${key}=${pairs.flat().join(delimiter)}`];
}

/**
 * Returns the pairs of a `deepObject`. OpenAPI defines one level only; deeper levels and arrays use the same brackets,
 * as common parsers expect.
 */
function deepPairs(key: string, value: Json, encode: Encode): string[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => deepPairs(key, item, encode));
  if (!isObject(value)) return [`${key}=${encode(toText(value))}`];
  return Object.entries(value).flatMap(([name, inner]) =>
    deepPairs(`${key}%5B${percentEncode(name)}%5D`, inner as Json, encode),
  );
}

/** Serializes a header field in style `simple`, which is not percent-encoded. Undefined for null. */
export function serializeHeaderParameter(parameter: SerializedParameter, value: Json): string | undefined {
  const verbatim: Encode = (text) => text;
  if (isContent(parameter)) return stringifyJson(value);
  if (value === null) return undefined;
  if (Array.isArray(value)) return listItems(value, verbatim).join(',');
  if (!isObject(value)) return toText(value);
  const pairs = listPairs(value, verbatim);
  return pairs.map((pair) => pair.join(parameter.explode ? '=' : ',')).join(',');
}

/**
 * Returns the `name=value` pairs of a cookie in style `form`, percent-encoded, because cookies cannot contain commas,
 * spaces or semicolons (RFC 6265 section 4.1.1).
 */
export function serializeCookieParameter(parameter: SerializedParameter, value: Json): string[] {
  return serializeQueryParameter(
    { ...parameter, style: 'form', explode: isObject(value) && parameter.explode },
    value,
  );
}

/**
 * Whether the location can represent the value, so that a server can distinguish it from an absent value and from all
 * other values.
 */
export function canCarry(parameter: SerializedParameter, value: Json): boolean {
  switch (parameter.in) {
    case 'path': {
      const text = serializePathParameter(parameter, value);
      return value !== null && !['', '.', '..'].includes(text) && !text.includes('%00');
    }
    case 'header': {
      const text = serializeHeaderParameter(parameter, value);
      // the characters that RFC 9110 section 5.5 allows
      return text !== undefined && /^[!-~](?:[ -~]*[!-~])?$/.test(text);
    }
    case 'query':
      return serializeQueryParameter(parameter, value).length > 0;
    case 'cookie':
      return serializeCookieParameter(parameter, value).length > 0;
  }
}
