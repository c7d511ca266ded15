import { visit } from 'jsonc-parser';
import { parseInteger } from '../exact-integers.ts';
import { type Json, type JsonObject, setOwn } from '../json.ts';
import type { SourceLine } from './defect.ts';
import { LIMITS } from './limits.ts';
import { type SourceMap, setSourceLine } from './source-map.ts';

/** Thrown for everything that JSON does not allow, and for duplicate names and exceeded limits. */
class NotReadable extends Error {}

/** Half of the maximum nesting depth of documents: the YAML parser reports documents that exceed it. */
const MAX_DEPTH = LIMITS.depth / 2;

/**
 * Parses a JSON object and records the line of each entry in the map: many times faster than the YAML parser, of whose
 * language JSON is a part. Returns undefined for any other text, for duplicate names and for exceeded limits, which
 * the YAML parser reports.
 */
export function parseJsonDocument(text: string, file: string, map: SourceMap): JsonObject | undefined {
  if (!/^\s*\{/.test(text) || Buffer.byteLength(text) > LIMITS.bytes) return undefined;
  try {
    return readObject(text, file, map);
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}

/** @throws NotReadable */
function readObject(text: string, file: string, map: SourceMap): JsonObject {
  const root: Json[] = [];
  const containers: (JsonObject | Json[])[] = [root];
  let name = '';
  let source: SourceLine = { file, line: 1 };
  const locate = (line: number): SourceLine => {
    if (source.line !== line + 1) source = { file, line: line + 1 };
    return source;
  };
  const add = (value: Json, line: number): void => {
    const container = containers.at(-1) ?? root;
    if (Array.isArray(container)) {
      if (container !== root) setSourceLine(map, container, container.length, locate(line));
      container.push(value);
    } else setOwn(container, name, value);
  };
  const open = (container: JsonObject | Json[], line: number): void => {
    if (containers.length > MAX_DEPTH) throw new NotReadable();
    add(container, line);
    containers.push(container);
  };
  const close = (): void => void containers.pop();
  visit(
    text,
    {
      onObjectBegin: (_, __, line) => open({}, line),
      onObjectEnd: close,
      onArrayBegin: (_, __, line) => open([], line),
      onArrayEnd: close,
      onObjectProperty(property, _, __, line) {
        const object = containers.at(-1) ?? root;
        if (Object.hasOwn(object, property)) throw new NotReadable();
        name = property;
        setSourceLine(map, object, name, locate(line));
      },
      onLiteralValue(value: Json, offset, length, line) {
        const literal = typeof value === 'number' ? toNumber(text.slice(offset, offset + length)) : value;
        add(literal, line);
      },
      onError() {
        throw new NotReadable();
      },
    },
    { disallowComments: true },
  );
  return root[0] as JsonObject; // the text begins with a brace
}

/** Returns the number that the text writes: a limit such as 9223372036854775807 must not be rounded. */
function toNumber(text: string): number {
  const value = /^-?\d{16,}$/.test(text) ? parseInteger(text) : Number(text);
  if (!Number.isFinite(value)) throw new NotReadable();
  return value;
}
