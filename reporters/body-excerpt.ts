import { writeExactIntegers } from '../spec/exact-integers.ts';
import { type InstancePointer, isObject, parsePointer } from '../spec/json.ts';
import { formatCount, toPrintable, toPrintableJson, toPrintableLines } from './printable.ts';

/** A line of an excerpt. The lines that a finding is about are marked. */
export interface MarkedLine {
  text: string;
  marked: boolean;
}

interface Child {
  name: string;
  label: string;
  value: unknown;
}

function listChildren(value: unknown): Child[] {
  if (Array.isArray(value)) return value.map((item, i) => ({ name: String(i), label: '', value: item }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, item]) => ({
    name,
    label: `${toPrintableJson(name, 80)}: `,
    value: item,
  }));
}

/** The range of children to show around the child at `index`. */
function selectRange(children: Child[], index: number, around: number): { from: number; to: number } {
  const from = Math.max(0, index - around);
  return { from, to: Math.min(children.length, Math.max(index, 0) + around + 1) };
}

interface Frame {
  label: string;
  depth: number;
  /** The comma after the value, if another value follows. */
  end: string;
}

function* expand(
  value: unknown,
  path: readonly string[],
  frame: Frame,
  around: number,
): Generator<MarkedLine> {
  const { label, depth, end } = frame;
  const pad = '  '.repeat(depth);
  const [token, ...rest] = path;
  if (token === undefined || typeof value !== 'object' || value === null) {
    const note = token === undefined ? '' : `  (has no ${toPrintable(token, 80)})`;
    return yield { text: `${pad}${label}${toPrintableJson(value)}${end}${note}`, marked: true };
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const children = listChildren(value);
  const index = children.findIndex(({ name }) => name === token);
  const { from, to } = selectRange(children, index, around);
  yield { text: `${pad}${label}${open}`, marked: false };
  if (from > 0) yield { text: `${pad}  … ${from} more`, marked: false };
  for (const [i, child] of children.slice(from, to).entries()) {
    const comma = from + i < children.length - 1 ? ',' : '';
    if (from + i === index)
      yield* expand(child.value, rest, { label: child.label, depth: depth + 1, end: comma }, around);
    else yield { text: `${pad}  ${child.label}${collapse(child.value)}${comma}`, marked: false };
  }
  if (to < children.length) yield { text: `${pad}  … ${children.length - to} more`, marked: false };
  if (index < 0) yield { text: `${pad}  (no ${toPrintableJson(token, 80)})`, marked: true };
  yield { text: `${pad}${close}${end}`, marked: false };
}

/** Shortens a value to one line. Short values are shown completely, at any depth. */
function collapse(value: unknown): string {
  const text = writeExactIntegers(JSON.stringify(value) ?? '');
  if (text.length <= 60) return toPrintable(text);
  if (Array.isArray(value) && value.length > 0) return `[… ${formatCount(value.length, 'item')}]`;
  if (isObject(value) && Object.keys(value).length > 0) return `{… ${Object.keys(value).length}}`;
  return toPrintableJson(value, 120);
}

/**
 * Renders the path from the root of a JSON value to one location, which is marked, with up to `around` siblings on each
 * side. The result has a bounded length for values of any size, and is safe to print.
 */
export function excerptJson(value: unknown, pointer: InstancePointer, around = 3): MarkedLine[] {
  return [...expand(value, parsePointer(pointer).slice(0, 40), { label: '', depth: 0, end: '' }, around)];
}

/** Formats the items of a list of objects, such as the errors of a 422 response. Empty for other values. */
function formatObjectItems(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return [];
  const comma = (i: number) => (i < value.length - 1 ? ',' : '');
  const shown = value.slice(0, 4).map((item, i) => `    ${toPrintableJson(item, 300)}${comma(i)}`);
  return value.length > 4 ? [...shown, `    … ${value.length - 4} more`] : shown;
}

/** Renders the first level of a JSON value, with deeper levels on one line each. */
export function summarizeJson(value: unknown, limit = 8): MarkedLine[] {
  const children = listChildren(value);
  if (children.length === 0) return [{ text: toPrintableJson(value), marked: false }];
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const comma = (i: number) => (i < children.length - 1 ? ',' : '');
  const shown = children.slice(0, limit).flatMap(({ label, value }, i) => {
    const items = formatObjectItems(value);
    return items.length > 0
      ? [`  ${label}[`, ...items, `  ]${comma(i)}`]
      : [`  ${label}${collapse(value)}${comma(i)}`];
  });
  const more = children.length > limit ? [`  … ${children.length - limit} more`] : [];
  return [open, ...shown, ...more, close].map((text) => ({ text, marked: false }));
}

/** The first lines of a text that is not JSON. */
export function excerptText(text: string, marked: boolean): MarkedLine[] {
  const lines = toPrintableLines(text, 600);
  const rest = lines.length > 12 ? [`… ${lines.length - 12} more lines`] : [];
  return [...lines.slice(0, 12), ...rest].map((line) => ({ text: line, marked }));
}
