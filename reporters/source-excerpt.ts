import type { SourceLine } from '../spec/document/defect.ts';
import { isObject, type Json, parsePointer, type SchemaPointer } from '../spec/json.ts';
import { memoize } from '../spec/memoize.ts';
import { toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';

/** A line of an excerpt of the contract. It has no number if the excerpt is a formatted part of a document without lines. */
export interface ExcerptLine {
  line?: number;
  text: string;
  marked: boolean;
}

/** Longer lines belong to a minified document: the lines around one of them show nothing. */
const maxLineLength = 1000;
/** A document with at most this number of lines is minified if one of them is longer than `maxReadableLength`. */
const maxMinifiedLines = 3;
const maxReadableLength = 120;
/** Maximum number of lines of a formatted part. */
const maxFormattedLines = 14;

/**
 * The lines of the contract around a source line, without their common indentation; the formatted value at the pointer if the
 * document is minified; empty for another file.
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

/** Whether the line holds so much that it and its neighbours do not show the place. */
const isMinified = (lines: readonly string[], line: number): boolean =>
  (lines[line - 1] ?? '').length > (lines.length <= maxMinifiedLines ? maxReadableLength : maxLineLength);

/** The document as JSON; undefined if it is something else. */
const parseLines = memoize(({ lines }: RunRecord['contract']): { document: Json } | undefined => {
  try {
    return { document: JSON.parse(lines.join('\n')) };
  } catch {
    return undefined; // minified YAML
  }
});

/** The value at the pointer, or at its closest ancestor in the document, on indented lines. */
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
    value = found[1] as Json; // a member of JSON is JSON
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
