import { type InstancePointer, isObject, parsePointer } from '../spec/json.ts';
import { counted, printable, printableLines, printableValue } from './printable.ts';

/** A line of an excerpt; the marked ones are what it is about. */
export interface MarkedLine {
  text: string;
  marked: boolean;
}

interface Child {
  name: string;
  label: string;
  value: unknown;
}

function childrenOf(value: unknown): Child[] {
  if (Array.isArray(value)) return value.map((item, i) => ({ name: String(i), label: '', value: item }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, item]) => ({
    name,
    label: `${printableValue(name, 80)}: `,
    value: item,
  }));
}

/** The children around one of them; what is left out on either side is said. */
function windowOf(children: Child[], index: number, around: number): { from: number; to: number } {
  const from = Math.max(0, index - around);
  return { from, to: Math.min(children.length, Math.max(index, 0) + around + 1) };
}

interface Frame {
  label: string;
  depth: number;
  /** A comma, where another value follows. */
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
    const beyond = token === undefined ? '' : `  (nothing at ${printable(token, 80)})`;
    return yield { text: `${pad}${label}${printableValue(value)}${end}${beyond}`, marked: true };
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const children = childrenOf(value);
  const index = children.findIndex(({ name }) => name === token);
  const { from, to } = windowOf(children, index, around);
  yield { text: `${pad}${label}${open}`, marked: false };
  if (from > 0) yield { text: `${pad}  … ${from} more`, marked: false };
  for (const [i, child] of children.slice(from, to).entries()) {
    const comma = from + i < children.length - 1 ? ',' : '';
    if (from + i === index)
      yield* expand(child.value, rest, { label: child.label, depth: depth + 1, end: comma }, around);
    else yield { text: `${pad}  ${child.label}${collapsed(child.value)}${comma}`, marked: false };
  }
  if (to < children.length) yield { text: `${pad}  … ${children.length - to} more`, marked: false };
  if (index < 0) yield { text: `${pad}  (no ${printableValue(token, 80)})`, marked: true };
  yield { text: `${pad}${close}${end}`, marked: false };
}

/** Short values are shown, however deep: what is left out has to be looked up. */
function collapsed(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  if (text.length <= 60) return printable(text);
  if (Array.isArray(value) && value.length > 0) return `[… ${counted(value.length, 'item')}]`;
  if (isObject(value) && Object.keys(value).length > 0) return `{… ${Object.keys(value).length}}`;
  return printableValue(value, 120);
}

/**
 * The part of a JSON value that matters: the way down to one place, which is marked, with a few siblings at each level.
 * Bounded whatever the value's size, and safe to print.
 */
export function jsonExcerpt(value: unknown, where: InstancePointer, around = 3): MarkedLine[] {
  return [...expand(value, parsePointer(where).slice(0, 40), { label: '', depth: 0, end: '' }, around)];
}

/** A list of objects tells by its entries: of a 422, why it refuses. */
function listed(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return [];
  const comma = (i: number) => (i < value.length - 1 ? ',' : '');
  const shown = value.slice(0, 4).map((item, i) => `    ${printableValue(item, 300)}${comma(i)}`);
  return value.length > 4 ? [...shown, `    … ${value.length - 4} more`] : shown;
}

/** A whole JSON value without a marked place: its own level, deeper ones collapsed. */
export function jsonOverview(value: unknown, most = 8): MarkedLine[] {
  const children = childrenOf(value);
  if (children.length === 0) return [{ text: printableValue(value), marked: false }];
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const comma = (i: number) => (i < children.length - 1 ? ',' : '');
  const shown = children.slice(0, most).flatMap(({ label, value }, i) => {
    const items = listed(value);
    return items.length > 0
      ? [`  ${label}[`, ...items, `  ]${comma(i)}`]
      : [`  ${label}${collapsed(value)}${comma(i)}`];
  });
  const more = children.length > most ? [`  … ${children.length - most} more`] : [];
  return [open, ...shown, ...more, close].map((text) => ({ text, marked: false }));
}

/** The beginning and end of a text that is not JSON, line by line. */
export function textExcerpt(text: string, marked: boolean): MarkedLine[] {
  const lines = printableLines(text, 600);
  const rest = lines.length > 12 ? [`… ${lines.length - 12} more lines`] : [];
  return [...lines.slice(0, 12), ...rest].map((line) => ({ text: line, marked }));
}
