import { mayHoldPlain, runsOfBase64 } from './base64-runs.ts';
import type { Span } from './secret-index.ts';

type Find = (text: string) => Span[];

const escapes =
  /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});|\\(["\\/])/gi;
const deepest = 3;

/**
 * Searches a text as it stands, with JSON, percent and HTML escapes undone layer by layer, and each with its base64 decoded.
 * Nothing shorter than `least` is looked for.
 */
export function searchReadings(text: string, find: Find, least: number, depth = 0): Span[] {
  const spans = [...find(text), ...searchBase64(text, find, least)];
  const plain = depth < deepest && /[\\%&]/.test(text) ? unescaped(text) : undefined;
  if (plain === undefined) return spans;
  for (const span of searchReadings(plain.text, find, least, depth + 1)) {
    const end = plain.starts[span.end] ?? text.length;
    spans.push({ ...span, start: plain.starts[span.start] ?? 0, end });
  }
  return spans;
}

/** The text without its escapes, and where each of its characters begins in the original. */
function unescaped(text: string): { text: string; starts: Uint32Array } | undefined {
  const pieces: string[] = [];
  const starts = new Uint32Array(text.length); // a list of numbers would take twice the memory of megabytes
  let length = 0;
  let from = 0;
  const copy = (to: number): void => {
    for (let index = from; index < to; index += 1) starts[length++] = index;
    pieces.push(text.slice(from, to));
  };
  for (const match of text.matchAll(escapes)) {
    copy(match.index);
    pieces.push(charOf(match));
    starts[length++] = match.index;
    from = match.index + match[0].length;
  }
  if (from === 0) return undefined;
  copy(text.length);
  return { text: pieces.join(''), starts: starts.subarray(0, length) };
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
