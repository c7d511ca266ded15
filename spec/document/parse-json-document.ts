import { parseInteger } from '../exact-integers.ts';
import { type Json, type JsonObject, setOwn } from '../json.ts';
import type { SourceLine } from './defect.ts';
import { LIMITS } from './limits.ts';
import { type SourceMap, setSourceLine } from './source-map.ts';

interface Reader {
  text: string;
  position: number;
  line: number;
  depth: number;
  map: SourceMap;
  file: string;
  lastLine: SourceLine;
}

/** Thrown for everything that JSON, or this parser, does not allow. */
class NotReadable extends Error {}

/** Half of the maximum nesting depth of documents: the YAML parser reports documents that exceed it. */
const MAX_DEPTH = LIMITS.depth / 2;

/**
 * Parses a JSON object and records the line of each entry in the map: many times faster than the YAML parser, of whose
 * language JSON is a part. Returns undefined for any other text, for duplicate names and for exceeded limits, which
 * the YAML parser reports.
 */
export function parseJsonDocument(text: string, file: string, map: SourceMap): JsonObject | undefined {
  const reader: Reader = {
    ...{ text, file, map, position: 0, line: 1, depth: 0 },
    lastLine: { file, line: 1 },
  };
  if (Buffer.byteLength(text) > LIMITS.bytes) return undefined;
  try {
    skipSpace(reader);
    if (text[reader.position] !== '{') return undefined;
    const value = readObject(reader);
    skipSpace(reader);
    return reader.position === text.length ? value : undefined;
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}

const [tab, lineFeed, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];

function skipSpace(reader: Reader): void {
  for (; ; reader.position += 1) {
    const code = reader.text.charCodeAt(reader.position);
    if (code === lineFeed) reader.line += 1;
    else if (code !== space && code !== carriageReturn && code !== tab) return;
  }
}

/** Skips one of the characters and the white space around it, and returns it. */
function takeCharacter(reader: Reader, allowed: string): string {
  skipSpace(reader);
  const character = reader.text.charAt(reader.position);
  if (character === '' || !allowed.includes(character)) throw new NotReadable();
  reader.position += 1;
  skipSpace(reader);
  return character;
}

function readValue(reader: Reader): Json {
  const character = reader.text[reader.position];
  if (character === '{') return readObject(reader);
  if (character === '[') return readArray(reader);
  return character === '"' ? readString(reader) : readLiteral(reader);
}

function readObject(reader: Reader): JsonObject {
  const object: JsonObject = {};
  readItems(reader, '{}', () => {
    const line = locate(reader);
    const name = readString(reader);
    if (Object.hasOwn(object, name)) throw new NotReadable();
    takeCharacter(reader, ':');
    setSourceLine(reader.map, object, name, line);
    setOwn(object, name, readValue(reader));
  });
  return object;
}

function readArray(reader: Reader): Json[] {
  const array: Json[] = [];
  readItems(reader, '[]', () => {
    setSourceLine(reader.map, array, array.length, locate(reader));
    array.push(readValue(reader));
  });
  return array;
}

function readItems(reader: Reader, [open = '', close = '']: string, readItem: () => void): void {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) throw new NotReadable();
  takeCharacter(reader, open);
  let isEnd = reader.text[reader.position] === close;
  if (isEnd) reader.position += 1;
  while (!isEnd) {
    readItem();
    skipSpace(reader);
    isEnd = reader.text[reader.position] === close;
    if (isEnd) reader.position += 1;
    else takeCharacter(reader, ',');
  }
  reader.depth -= 1;
}

function locate(reader: Reader): SourceLine {
  if (reader.lastLine.line !== reader.line) reader.lastLine = { file: reader.file, line: reader.line };
  return reader.lastLine;
}

// RFC 8259 section 7
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"/y;

function readString(reader: Reader): string {
  const source = match(reader, STRING);
  return source.includes('\\') ? JSON.parse(source) : source.slice(1, -1);
}

// RFC 8259 sections 3 and 6
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readLiteral(reader: Reader): Json {
  const source = match(reader, LITERAL);
  const value: Json = /^-?\d{16,}$/.test(source) ? parseInteger(source) : JSON.parse(source);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new NotReadable();
  return value;
}

function match(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.position;
  const [source] = pattern.exec(reader.text) ?? [];
  if (source === undefined) throw new NotReadable();
  reader.position += source.length;
  return source;
}
