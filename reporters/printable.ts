import { writeExactIntegers } from '../spec/exact-integers.ts';

/**
 * Control characters (which begin ANSI escapes), format characters (such as bidi marks), lone surrogates, line
 * separators.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

const shortEscapes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).padStart(4, '0');
  return shortEscapes[character] ?? (code > 0xffff ? `\\u{${hex}}` : `\\u${hex}`);
}

/** Converts untrusted text to one line in which control characters are escaped (`\u001b[31m`). */
export function toPrintable(text: string, limit = 2000): string {
  return shorten(text, limit).replace(unsafe, escapeCharacter);
}

/** Like `toPrintable`, but keeps line breaks and expands tabs. */
export function toPrintableLines(text: string, limit = 2000): string[] {
  const lines = shorten(text, limit).split(/\r?\n/);
  return lines.map((line) => line.replaceAll('\t', '    ').replace(unsafe, escapeCharacter));
}

/** Replaces the middle of a long text by the number of omitted characters. Never splits a surrogate pair. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = alignToPair(text, Math.ceil((limit * 2) / 3));
  const tail = alignToPair(text, text.length - Math.floor(limit / 3));
  return `${text.slice(0, head)} … ${formatNumber(tail - head)} characters omitted … ${text.slice(tail)}`;
}

function alignToPair(text: string, index: number): number {
  return /[\udc00-\udfff]/.test(text[index] ?? '') ? index - 1 : index;
}

/** Formats a value as JSON on one line, shortened and safe to print. */
export function toPrintableJson(value: unknown, limit = 200): string {
  return toPrintable(writeExactIntegers(JSON.stringify(value) ?? 'nothing'), limit);
}

/**
 * Formats a value as JSON that is safe on a terminal and inside HTML: control characters, format characters and `<` are
 * written as `\u` escapes (RFC 8259 section 7).
 */
export function toSafeJson(value: unknown, indent?: number): string {
  const text = writeExactIntegers(JSON.stringify(value, undefined, indent) ?? 'null');
  return text.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff<]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => escapeCodeUnit(character, i)).join(''),
  );
}

function escapeCodeUnit(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}

/** Formats a number with thousands separators, `1,048,576`, in every locale. */
export function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Formats a number and its noun: `1 clause`, `2 clauses`. */
export function formatCount(value: number, noun: string): string {
  return `${formatNumber(value)} ${noun}${value === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

export const capitalize = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
