import { isObject, type Json, type JsonObject } from '../../spec/json.ts';

/** JSON with white space everywhere, names in reverse and escapes for every letter of strings: the same value (RFC 8259). */
export function spellOut(value: Json): string {
  if (Array.isArray(value)) return `[\n${value.map(spellOut).join(' ,\t')} ]`;
  if (!isObject(value)) return typeof value === 'string' ? escapeAll(value) : JSON.stringify(value);
  const members = Object.entries(value as JsonObject).reverse();
  return ` {\r\n\t${members.map(([name, own]) => `${escapeAll(name)} : ${spellOut(own)}`).join(' ,\n')} } `;
}

const escapeAll = (text: string): string =>
  `"${Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`;

/** The body as text, with raw JSON (or what looks like it) in place of the first property's value. */
export function withRaw(body: JsonObject, raw: string): string {
  const [first, ...rest] = Object.entries(body);
  const members = rest.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${[`${JSON.stringify(first?.[0] ?? 'x_conformance')}:${raw}`, ...members].join(',')}}`;
}

/** The body as text, with one more member of raw JSON. */
export function withMember(body: JsonObject, name: string, raw: string): string {
  const text = JSON.stringify(body);
  return `${text.slice(0, -1)}${text === '{}' ? '' : ','}${JSON.stringify(name)}:${raw}}`;
}

/** The body as text, its first member twice. */
export function withFirstTwice(body: JsonObject): string {
  const [first] = Object.entries(body);
  return first ? withMember(body, first[0], JSON.stringify(first[1])) : '{}';
}

/** The text of the first property, which a probe spoils. */
export const firstText = (body: JsonObject): string => {
  const [value] = Object.values(body);
  return typeof value === 'string' ? value : 'x';
};

/** Arrays within arrays. */
export const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Bytes that are not UTF-8 within the first property's text. */
export function notUtf8(body: JsonObject): string {
  const [before = '', after = ''] = withRaw(body, '"\u0001"').split('\u0001');
  return Buffer.concat([Buffer.from(before), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(after)]).toString(
    'base64',
  );
}
