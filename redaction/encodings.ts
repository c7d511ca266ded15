import { mayHoldPlain, runsOfBase64 } from './base64-runs.ts';
import type { Span } from './secret-index.ts';

type Find = (text: string) => Span[];

const escapes =
  /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});|\\(["\\/])/gi;
const deepest = 3;

/**
 * Searches texts as they stand, with JSON, percent and HTML escapes undone layer by layer, and each with its base64 decoded.
 * Nothing shorter than `least` is looked for. What is found is given by the position of its text.
 */
export function searchTexts(texts: readonly string[], find: Find, least: number): Map<number, Span[]> {
  const found = new Map<number, Span[]>();
  const add = (position: number, spans: readonly Span[]): void => {
    if (spans.length > 0) found.set(position, [...(found.get(position) ?? []), ...spans]);
  };
  searchPlain(texts, find, least, add);
  for (const [position, text] of texts.entries()) {
    if (text.length >= least) add(position, searchUnescaped(text, find, least, 1));
  }
  return found;
}

/** All in one go: no secret goes from one line to the next, and what seems to is clipped. */
function searchPlain(
  texts: readonly string[],
  find: Find,
  least: number,
  add: (position: number, spans: readonly Span[]) => void,
): void {
  const all = texts.join('\n');
  if (all.length < least) return;
  const spans = [...find(all), ...searchBase64(all, find, least)];
  if (spans.length === 0) return;
  const sorted = spans.sort((one, other) => one.start - other.start);
  let from = 0;
  let next = 0;
  let across: Span[] = []; // begun in an earlier text
  for (const [position, { length }] of texts.entries()) {
    const own = across;
    for (let span = sorted[next]; span && span.start < from + length; span = sorted[++next]) own.push(span);
    const [begin, size] = [from, length];
    add(
      position,
      own.map((span) => ({
        ...span,
        start: Math.max(0, span.start - begin),
        end: Math.min(size, span.end - begin),
      })),
    );
    from += length + 1;
    across = own.filter(({ end }) => end > from);
  }
}

/** With escapes undone once and more. */
function searchUnescaped(text: string, find: Find, least: number, depth: number): Span[] {
  const plain = depth <= deepest && /[\\%&]/.test(text) ? unescaped(text) : undefined;
  if (plain === undefined) return [];
  const { text: reading, originOf } = plain;
  const inside = [
    ...find(reading),
    ...searchBase64(reading, find, least),
    ...searchUnescaped(reading, find, least, depth + 1),
  ];
  return inside.map((span) => ({
    ...span,
    start: originOf(span.start),
    end: originOf(span.end),
  }));
}

/** A text without its escapes. */
interface Unescaped {
  text: string;
  /** Where a character of it begins in the original. */
  originOf(index: number): number;
}

function unescaped(text: string): Unescaped | undefined {
  const pieces: string[] = [];
  const marks: number[] = []; // in pairs: from this place on, characters begin there in the original
  let length = 0;
  let from = 0;
  for (const match of text.matchAll(escapes)) {
    pieces.push(text.slice(from, match.index), charOf(match));
    length += match.index - from;
    from = match.index + match[0].length;
    marks.push(length, match.index, length + 1, from);
    length += 1;
  }
  if (from === 0) return undefined;
  pieces.push(text.slice(from));
  return { text: pieces.join(''), originOf: (index) => originIn(marks, index) };
}

/** By the last mark that is not behind the place; before the first, nothing has moved. */
function originIn(marks: readonly number[], index: number): number {
  let [low, high] = [0, marks.length / 2];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[2 * middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? index : index - (marks[2 * low - 2] ?? 0) + (marks[2 * low - 1] ?? 0);
}

/** One UTF-16 unit for each escape, so that places can be counted. */
function charOf([, unicode, hex, percent, htmlHex, html, itself]: RegExpExecArray): string {
  if (itself !== undefined) return itself;
  const digits = unicode ?? hex ?? percent ?? htmlHex;
  const code = digits === undefined ? Number(html) : Number.parseInt(digits, 16);
  return code < 0x10000 ? String.fromCharCode(code) : '\uFFFD';
}

/** A run may begin anywhere within a group of four: in one of four readings the bytes are aligned (RFC 4648 sections 4 and 5). */
function searchBase64(text: string, find: Find, least: number): Span[] {
  const spans: Span[] = [];
  for (const { run, at } of runsOfBase64(text)) {
    for (let shift = 0; shift < 4; shift += 1) {
      if (!mayHoldPlain(run, shift, least)) continue;
      const found = find(Buffer.from(shift === 0 ? run : run.slice(shift), 'base64').toString('latin1'));
      for (const span of found) {
        const start = at + shift + Math.floor((span.start * 4) / 3);
        const end = at + Math.min(run.length, shift + Math.ceil((span.end * 4) / 3));
        spans.push({ ...span, start, end: end + paddingAt(text, end) });
      }
    }
  }
  return spans;
}

function paddingAt(text: string, at: number): number {
  if (text[at] !== '=') return 0;
  return text[at + 1] === '=' ? 2 : 1;
}
