import type { Json } from '../spec/json.ts';
import { jsonStrings } from '../spec/json-string.ts';

/** The result of parsing a body: a value, text that is not JSON, or bytes that cannot be decoded. */
export type ParsedBody =
  | { kind: 'value'; value: Json }
  | { kind: 'empty' }
  | { kind: 'invalid'; offset: number }
  | { kind: 'undecodable' };

/** Python's limit for the number of digits of an integer (`sys.get_int_max_str_digits`). */
const maxDigits = 4300;

const stringOrBracket = new RegExp(`${jsonStrings.source}|[[{\\]}]`, jsonStrings.flags);

/**
 * Detects the encoding as Python's `json.detect_encoding` does: by the byte-order mark, else by the position of zero
 * bytes.
 */
function detectEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length >= 2 && first === 0) return 'utf-16be';
  if (bytes.length >= 2 && second === 0) return 'utf-16le';
  return 'utf-8';
}

/** Whether brackets are nested deeper than the limit. Not recursive, so that no depth overflows the stack. */
export function exceedsDepth(text: string, limit: number): boolean {
  let depth = 0;
  for (const [match] of text.matchAll(stringOrBracket)) {
    if (match === '[' || match === '{') depth += 1;
    else if (match === ']' || match === '}') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function hasHugeInteger(text: string): boolean {
  if (text.length <= maxDigits) return false;
  const runs = text.replace(jsonStrings, '').match(/\d+[.eE]?/g) ?? [];
  return runs.some((run) => run.length > maxDigits && /\d$/.test(run));
}

function parseJson(text: string): ParsedBody {
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch (error) {
    // V8 reports the position of some errors only. For others, the position is the length of the text.
    const position = /position (\d+)/.exec(String(error))?.[1];
    return { kind: 'invalid', offset: position === undefined ? text.length : Number(position) };
  }
}

/**
 * Parses a body as Python's `json` does: it accepts UTF-16 and byte-order marks, and keeps the last of duplicate names.
 * The depth is checked first.
 */
export function parseJsonBody(bytes: Uint8Array, maxDepth: number): ParsedBody {
  if (bytes.length === 0) return { kind: 'empty' };
  let text: string;
  try {
    text = new TextDecoder(detectEncoding(bytes), { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'undecodable' };
  }
  if (exceedsDepth(text, maxDepth) || hasHugeInteger(text)) return { kind: 'undecodable' };
  return parseJson(text);
}

/** Whether JSON can represent the value: `1e999` is parsed as Infinity, which would be serialized as null. */
export function isSerializable(value: Json): boolean {
  let serializable = true;
  JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item)) serializable = false;
    return item;
  });
  return serializable;
}
