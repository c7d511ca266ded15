import type { SourceLine } from '../spec/document/defect.ts';
import { isObject, type Json, parsePointer, type SchemaPointer } from '../spec/json.ts';
import { memoize } from '../spec/memoize.ts';
import { toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';

/** A line of an excerpt of the contract. A formatted part of a minified document has no line numbers. */
export interface ExcerptLine {
  line?: number;
  text: string;
  marked: boolean;
}

/** Lines longer than this are those of a minified document, whose neighbouring lines show nothing. */
const maxLineLength = 1000;
/**
 * A document with at most this number of lines is treated as minified if one of them is longer than
 * `maxReadableLength`.
 */
const maxMinifiedLines = 3;
const maxReadableLength = 120;
/** Maximum number of lines of a formatted part. */
const maxFormattedLines = 14;

/**
 * Returns the lines of the contract around a source line, without their common indentation. If the document is
 * minified, returns the formatted value at the pointer. Empty for a line of another file.
 */
export function excerptSource(
  record: Pick<RunRecord, 'contract'>,
  source: SourceLine,
  pointer: SchemaPointer | undefined,
  around = 2,
): ExcerptLine[] {
  if (source.file !== record.contract.file) return [];
  const from = Math.max(1, source.line - around);
  const lines = record.contract.lines.slice(from - 1, source.line + around);
  if (isMinified(record.contract.lines, source.line))
    return pointer === undefined ? [] : formatValue(record.contract, pointer);
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const shared = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((text, i) => ({
    line: from + i,
    text: toPrintable(text.slice(shared), 120),
    marked: from + i === source.line,
  }));
}

/** Whether the line is too long for an excerpt to show the place. */
const isMinified = (lines: readonly string[], line: number): boolean =>
  (lines[line - 1] ?? '').length > (lines.length <= maxMinifiedLines ? maxReadableLength : maxLineLength);

/** Parses the document as JSON; undefined if it is not JSON. */
const parseLines = memoize(({ lines }: RunRecord['contract']): { document: Json } | undefined => {
  try {
    return { document: JSON.parse(lines.join('\n')) };
  } catch {
    return undefined; // not JSON, so it is minified YAML
  }
});

/** Formats the value at the pointer, or at its closest ancestor in the document, on indented lines. */
function formatValue(contract: RunRecord['contract'], pointer: SchemaPointer): ExcerptLine[] {
  const parsed = parseLines(contract);
  if (!parsed) return [];
  const path = parsePointer(pointer);
  let value = parsed.document;
  let depth = 0;
  for (const token of path) {
    const child = isObject(value) || Array.isArray(value) ? Object.entries(value) : [];
    const found = child.find(([name]) => name === token);
    if (!found || (depth === path.length - 1 && !isObject(found[1]))) break;
    value = found[1] as Json; // every member of a JSON value is JSON
    depth += 1;
  }
  const text = JSON.stringify(value, undefined, 2).split('\n');
  const last = path.at(-1) ?? '';
  const lines = text.map((line) => ({
    text: toPrintable(line, 120),
    marked: depth < path.length && line.startsWith(`  ${JSON.stringify(last)}:`),
  }));
  const at = Math.max(0, lines.findIndex(({ marked }) => marked) - maxFormattedLines / 2);
  const shown = lines.slice(at, at + maxFormattedLines);
  return shown.length < lines.length ? [...shown, { text: '…', marked: false }] : shown;
}
