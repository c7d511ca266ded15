import type { Json } from '../spec/json.ts';

/** What became of the bytes of a body: a value, text that is not JSON, or bytes that cannot be read. */
export type Reading =
  | { kind: 'value'; value: Json }
  | { kind: 'empty' }
  | { kind: 'invalid'; offset: number }
  | { kind: 'undecodable' };

/** Python's limit for the digits of an integer (`sys.get_int_max_str_digits`). */
const maxDigits = 4300;

/** The encoding as Python's `json.detect_encoding` tells it: by byte-order mark, else by where the zeros are. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length >= 2 && first === 0) return 'utf-16be';
  if (bytes.length >= 2 && second === 0) return 'utf-16le';
  return 'utf-8';
}

/** Whether brackets are nested deeper than the limit, without recursion. */
export function deeperThan(limit: number, text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function hasHugeInteger(text: string): boolean {
  return (
    text.length > maxDigits &&
    new RegExp(`\\d{${maxDigits + 1}}(?![\\d.eE])`).test(text.replace(/"(?:[^"\\]|\\.)*"/gs, ''))
  );
}

function parse(text: string): Reading {
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch (error) {
    // V8 tells the place for some errors only. Clients cannot rely on it: for the others it is the end.
    const position = /position (\d+)/.exec(String(error))?.[1];
    return { kind: 'invalid', offset: position === undefined ? text.length : Number(position) };
  }
}

/** Reads JSON as Python does: UTF-16 and byte-order marks accepted, the last of equal names wins, depth without recursion. */
export function readJson(bytes: Uint8Array, maxDepth: number): Reading {
  if (bytes.length === 0) return { kind: 'empty' };
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'undecodable' };
  }
  if (deeperThan(maxDepth, text) || hasHugeInteger(text)) return { kind: 'undecodable' };
  return parse(text);
}

/** Whether the value can be written as JSON without loss: `1e999` is read as infinite. */
export function isWritable(value: Json): boolean {
  let writable = true;
  JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item)) writable = false;
    return item;
  });
  return writable;
}
