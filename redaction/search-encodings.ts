import { findAsciiShifts, findBase64Runs } from './base64-runs.ts';
import type { Span } from './secret-index.ts';

type FindSpans = (text: string) => Span[];

const escapes =
  /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});|\\(["\\/])/gi;
const maxEscapeLayers = 3;

/**
 * Searches texts for secrets: unchanged, with up to `maxEscapeLayers` layers of JSON, percent and HTML escapes decoded,
 * and with base64 decoded in each of these forms. Returns the spans in the original texts, by the index of the text. No
 * secret is shorter than `minLength`.
 */
export function searchEncodings(
  texts: readonly string[],
  find: FindSpans,
  minLength: number,
): Map<number, Span[]> {
  const found = new Map<number, Span[]>();
  const addSpans = (position: number, spans: readonly Span[]): void => {
    if (spans.length > 0) found.set(position, [...(found.get(position) ?? []), ...spans]);
  };
  searchPlain(texts, find, minLength, addSpans);
  for (const [position, text] of texts.entries()) {
    if (text.length >= minLength) addSpans(position, searchUnescaped(text, find, minLength, 1));
  }
  return found;
}

/**
 * Searches all texts in one pass, joined by line breaks, which no secret contains; a span across a line break is
 * clipped.
 */
function searchPlain(
  texts: readonly string[],
  find: FindSpans,
  minLength: number,
  addSpans: (position: number, spans: readonly Span[]) => void,
): void {
  const joined = texts.join('\n');
  if (joined.length < minLength) return;
  const spans = [...find(joined), ...searchBase64(joined, find, minLength)];
  if (spans.length === 0) return;
  const sorted = spans.sort((one, other) => one.start - other.start);
  let textStart = 0;
  let next = 0;
  let carriedOver: Span[] = []; // spans that begin in an earlier text
  for (const [position, { length }] of texts.entries()) {
    const ownSpans = carriedOver;
    for (let span = sorted[next]; span && span.start < textStart + length; span = sorted[++next])
      ownSpans.push(span);
    const [begin, size] = [textStart, length];
    addSpans(
      position,
      ownSpans.map((span) => ({
        ...span,
        start: Math.max(0, span.start - begin),
        end: Math.min(size, span.end - begin),
      })),
    );
    textStart += length + 1;
    carriedOver = ownSpans.filter(({ end }) => end > textStart);
  }
}

/** Decodes one more layer of escapes and searches the result, recursively. */
function searchUnescaped(text: string, find: FindSpans, minLength: number, depth: number): Span[] {
  const unescapedText = depth <= maxEscapeLayers && /[\\%&]/.test(text) ? unescapeText(text) : undefined;
  if (unescapedText === undefined) return [];
  const { text: decoded, toOriginalIndex } = unescapedText;
  const spans = [
    ...find(decoded),
    ...searchBase64(decoded, find, minLength),
    ...searchUnescaped(decoded, find, minLength, depth + 1),
  ];
  return spans.map((span) => ({
    ...span,
    start: toOriginalIndex(span.start),
    end: toOriginalIndex(span.end),
  }));
}

interface UnescapedText {
  text: string;
  /** Maps an index of the decoded `text` to the index in the escaped text. */
  toOriginalIndex(index: number): number;
}

function unescapeText(text: string): UnescapedText | undefined {
  const pieces: string[] = [];
  const offsets: number[] = []; // pairs of an index in the decoded text and the index in the original
  let length = 0;
  let end = 0;
  for (const match of text.matchAll(escapes)) {
    pieces.push(text.slice(end, match.index), decodeEscape(match));
    length += match.index - end;
    end = match.index + match[0].length;
    offsets.push(length, match.index, length + 1, end);
    length += 1;
  }
  if (end === 0) return undefined;
  pieces.push(text.slice(end));
  return { text: pieces.join(''), toOriginalIndex: (index) => findOriginalIndex(offsets, index) };
}

/**
 * Returns the last pair of offsets at or before the index, by binary search. Before the first pair, the indexes are
 * equal.
 */
function findOriginalIndex(offsets: readonly number[], index: number): number {
  let [low, high] = [0, offsets.length / 2];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[2 * middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? index : index - (offsets[2 * low - 2] ?? 0) + (offsets[2 * low - 1] ?? 0);
}

/** Decodes an escape to exactly one UTF-16 code unit, so that indexes can be mapped. */
function decodeEscape([, unicode, hex, percent, htmlHex, html, itself]: RegExpExecArray): string {
  if (itself !== undefined) return itself;
  const digits = unicode ?? hex ?? percent ?? htmlHex;
  const code = digits === undefined ? Number(html) : Number.parseInt(digits, 16);
  return code < 0x10000 ? String.fromCharCode(code) : '\uFFFD';
}

/**
 * Searches a run of base64 at all four shifts, because its start need not be the start of a base64 group (RFC 4648
 * sections 4 and 5).
 */
function searchBase64(text: string, find: FindSpans, minLength: number): Span[] {
  const spans: Span[] = [];
  for (const { run, start: runStart } of findBase64Runs(text)) {
    for (const shift of findAsciiShifts(run, minLength)) {
      const found = find(Buffer.from(shift === 0 ? run : run.slice(shift), 'base64').toString('latin1'));
      for (const span of found) {
        const start = runStart + shift + Math.floor((span.start * 4) / 3);
        const end = runStart + Math.min(run.length, shift + Math.ceil((span.end * 4) / 3));
        spans.push({ ...span, start, end: end + countPadding(text, end) });
      }
    }
  }
  return spans;
}

function countPadding(text: string, index: number): number {
  if (text[index] !== '=') return 0;
  return text[index + 1] === '=' ? 2 : 1;
}
