import type { Json } from '../spec/json.ts';

/** What a strict reader makes of a body. */
export interface Read {
  text: string;
  json?: { value: Json };
  unreadable?: string;
  duplicates?: readonly string[];
}

const deepest = 500;
const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const byteOrderMark = '\uFEFF';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads bytes as JSON text: UTF-8 without byte order mark (RFC 8259 section 8.1), of a depth that is safe to walk. */
export function readJson(bytes: Buffer): Read {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { text: bytes.toString('utf8'), unreadable: 'invalid UTF-8' };
  }
  if (text === '') return { text };
  if (text.startsWith(byteOrderMark)) return { text, unreadable: 'begins with a byte order mark' };
  const { deep, duplicates } = scan(text);
  if (deep) return { text, unreadable: `nested more than ${deepest} levels` };
  try {
    const value: Json = JSON.parse(text);
    return { text, json: { value }, ...(duplicates.length > 0 && { duplicates }) };
  } catch {
    return { text, unreadable: 'not JSON' }; // the parser's message would quote the body
  }
}

/** One pass over the tokens that matter, before any parser sees the text. Of what is not JSON it says nothing true. */
function scan(text: string): { deep: boolean; duplicates: string[] } {
  const duplicates = new Set<string>();
  const open: (Set<string> | undefined)[] = [];
  const tokens = /["{}[\]]/g;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [char] = match;
    if (char === '}' || char === ']') open.pop();
    else if (char === '"') tokens.lastIndex = noteName(text, match.index, open.at(-1), duplicates);
    else if (open.push(char === '{' ? new Set() : undefined) > deepest) return { deep: true, duplicates: [] };
  }
  return { deep: false, duplicates: [...duplicates].slice(0, 10) };
}

/** Where the string ends; on the way, a name that the object already has is noted. */
function noteName(
  text: string,
  start: number,
  names: Set<string> | undefined,
  duplicates: Set<string>,
): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); end < text.length && code !== quote; code = text.charCodeAt(end))
    end += code === backslash ? 2 : 1;
  if (names === undefined || !isFollowedByColon(text, end + 1)) return end + 1;
  const name = unquoted(text.slice(start, end + 1));
  if (names.has(name)) duplicates.add(name.slice(0, 100));
  names.add(name);
  return end + 1;
}

function isFollowedByColon(text: string, at: number): boolean {
  if (text.charCodeAt(at) === colon) return true;
  return /^[ \t\r\n]*:/.test(text.slice(at, at + 64));
}

function unquoted(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted; // not JSON anyway: the parser says so
  }
}
