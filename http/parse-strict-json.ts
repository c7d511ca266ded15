import { parseJson } from '../spec/exact-integers.ts';
import type { Json } from '../spec/json.ts';

export interface StrictJsonResult {
  text: string;
  /** The value if the text is JSON. An empty text has neither `json` nor `unreadable`. */
  json?: { value: Json };
  /** Why the text is not JSON. */
  unreadable?: string;
  /** Set if the text is nested deeper than the suite can parse. It may be valid JSON. */
  isUnread?: true;
  /** Names that occur more than once in one object; at most 10. */
  duplicates?: readonly string[];
}

const maxDepth = 500;
const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const byteOrderMark = '\uFEFF';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Parses JSON in UTF-8 without byte order mark (RFC 8259 section 8.1), nested no deeper than recursive code can
 * process.
 */
export function parseStrictJson(bytes: Buffer): StrictJsonResult {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { text: bytes.toString('utf8'), unreadable: 'invalid UTF-8' };
  }
  if (text === '') return { text };
  if (text.startsWith(byteOrderMark)) return { text, unreadable: 'begins with a byte order mark' };
  const { isUnread, duplicates } = scanStructure(text);
  if (isUnread) return { text, unreadable: `nested more than ${maxDepth} levels`, isUnread };
  try {
    return { text, json: { value: parseJson(text) }, ...(duplicates.length > 0 && { duplicates }) };
  } catch {
    return { text, unreadable: 'not JSON' }; // the message of the parser is left out: it quotes the body
  }
}

/**
 * Finds repeated names, and nesting beyond the limit, in one pass before parsing. The result is meaningless if the text
 * is not JSON.
 */
function scanStructure(text: string): { isUnread?: true; duplicates: string[] } {
  const duplicates = new Set<string>();
  const open: (Set<string> | undefined)[] = [];
  const tokens = /["{}[\]]/g;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [char] = match;
    if (char === '}' || char === ']') open.pop();
    else if (char === '"') tokens.lastIndex = scanString(text, match.index, open.at(-1), duplicates);
    else if (open.push(char === '{' ? new Set() : undefined) > maxDepth)
      return { isUnread: true, duplicates: [] };
  }
  return { duplicates: [...duplicates].slice(0, 10) };
}

/**
 * Returns the index after the string that begins at `start`. If it is a name that occurred before in the object, adds
 * it to `duplicates`.
 */
function scanString(
  text: string,
  start: number,
  names: Set<string> | undefined,
  duplicates: Set<string>,
): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); end < text.length && code !== quote; code = text.charCodeAt(end))
    end += code === backslash ? 2 : 1;
  if (names === undefined || !isFollowedByColon(text, end + 1)) return end + 1;
  const name = unquote(text.slice(start, end + 1));
  if (names.has(name)) duplicates.add(name.slice(0, 100));
  names.add(name);
  return end + 1;
}

function isFollowedByColon(text: string, index: number): boolean {
  if (text.charCodeAt(index) === colon) return true;
  return /^[ \t\r\n]*:/.test(text.slice(index, index + 64));
}

function unquote(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted; // an invalid escape: the parser will reject the text
  }
}
