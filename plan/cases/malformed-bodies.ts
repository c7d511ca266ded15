import { setValueAt } from '../../arbitraries/invalid/edit-json.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { listLeaves } from './list-leaves.ts';

/**
 * Writes the value as JSON with whitespace between all tokens, names in reverse order and every character of strings
 * escaped, which changes no value (RFC 8259). Names are not escaped, because some servers search the text for a name to
 * read the digits of its number.
 */
export function stringifyUnusually(value: Json): string {
  if (Array.isArray(value)) return `[\n${value.map(stringifyUnusually).join(' ,\t')} ]`;
  if (!isObject(value))
    return typeof value === 'string' ? `"${escapeCharacters(value)}"` : JSON.stringify(value);
  const members = Object.entries(value as JsonObject).reverse();
  return ` {\r\n\t${members.map(([name, own]) => `${JSON.stringify(name)} : ${stringifyUnusually(own)}`).join(' ,\n')} } `;
}

/** The content of a JSON string with every character escaped. */
export const escapeCharacters = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

/** The body as JSON text, with raw text in place of the first property's value. */
export function withRawValue(body: JsonObject, raw: string): string {
  const [first, ...rest] = Object.entries(body);
  const members = rest.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${[`${JSON.stringify(first?.[0] ?? 'x_conformance')}:${raw}`, ...members].join(',')}}`;
}

/** The body as JSON text, with raw text in place of the first number, or of the first property's value if it has none. */
export function withRawNumber(body: JsonObject, raw: string): string {
  const first = listLeaves(body).find(({ value }) => typeof value === 'number');
  if (!first) return withRawValue(body, raw);
  const marked = setValueAt(body, first.instancePointer, PLACEHOLDER);
  return JSON.stringify(marked).replace(JSON.stringify(PLACEHOLDER), () => raw);
}

/** A text that no body has. */
const PLACEHOLDER = 'conformance\u0001number';

/** The body as JSON text, with an additional member whose value is raw text. */
export function withRawMember(body: JsonObject, name: string, raw: string): string {
  const text = JSON.stringify(body);
  return `${text.slice(0, -1)}${text === '{}' ? '' : ','}${JSON.stringify(name)}:${raw}}`;
}

/** The body as JSON text, with the first member repeated at the end. */
export function withDuplicateName(body: JsonObject): string {
  const [first] = Object.entries(body);
  return first ? withRawMember(body, first[0], JSON.stringify(first[1])) : '{}';
}

/** The text of the first property, to which a probe appends; `x` if it is not a string. */
export const getFirstText = (body: JsonObject): string => {
  const [value] = Object.values(body);
  return typeof value === 'string' ? value : 'x';
};

/** JSON text of arrays nested this deep. */
export const nestArrays = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** The body as base64, with bytes that are not UTF-8 in the first property's text. */
export function withInvalidUtf8(body: JsonObject): string {
  const [before = '', after = ''] = withRawValue(body, '"\u0001"').split('\u0001');
  return Buffer.concat([Buffer.from(before), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(after)]).toString(
    'base64',
  );
}
