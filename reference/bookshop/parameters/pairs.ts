/** A name and its value in a query, a form or a cookie, still percent-encoded. */
export type Pair = readonly [name: string, value: string];

/** Decodes percent-encoding. Returns the text unchanged if an escape is malformed. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Decodes a part of a query or form, in which a plus sign is a space. */
export const decodeFormText = (text: string): string => decodePercent(text.replaceAll('+', ' '));

function splitPair(text: string): Pair {
  const index = text.indexOf('=');
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

/** Splits a query or form into pairs. Names are decoded; values are not, because they may contain delimiters. */
export const parseFormPairs = (text: string): Pair[] =>
  text
    .split('&')
    .filter((part) => part !== '')
    .map(splitPair)
    .map(([name, value]) => [decodeFormText(name), value]);

/** Splits a `Cookie` header into pairs (RFC 6265 section 4.2.1). */
export const parseCookies = (header: string): Pair[] =>
  header
    .split(';')
    .map((part) => splitPair(part.trim()))
    .filter(([name]) => name !== '');
