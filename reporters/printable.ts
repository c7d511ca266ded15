/** Controls, format characters (ANSI escapes start with one, bidi marks are some), lone surrogates, line separators. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).padStart(4, '0');
  return short[character] ?? (code > 0xffff ? `\\u{${hex}}` : `\\u${hex}`);
}

/** Text from strangers as one line that no terminal, editor or log viewer acts upon: `\u001b[31m`. */
export function printable(text: string, limit = 2000): string {
  return shortened(text, limit).replace(unsafe, visible);
}

/** As `printable`, but line breaks and tabs keep their meaning. */
export function printableLines(text: string, limit = 2000): string[] {
  const lines = shortened(text, limit).split(/\r?\n/);
  return lines.map((line) => line.replaceAll('\t', '    ').replace(unsafe, visible));
}

/** Shortened in the middle, with the number of characters left out; never cut within a surrogate pair. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = wholePairs(text, Math.ceil((limit * 2) / 3));
  const tail = wholePairs(text, text.length - Math.floor(limit / 3));
  return `${text.slice(0, head)} … ${count(tail - head)} characters left out … ${text.slice(tail)}`;
}

function wholePairs(text: string, index: number): number {
  return /[\udc00-\udfff]/.test(text[index] ?? '') ? index - 1 : index;
}

/** A value as short JSON on one line, safe to print. */
export function printableValue(value: unknown, limit = 200): string {
  return printable(JSON.stringify(value) ?? 'nothing', limit);
}

/**
 * JSON that is safe to `cat` and to embed in HTML: characters that a terminal, a browser or an editor would act upon
 * are `\u` escapes, which mean the same to every JSON reader (RFC 8259 section 7).
 */
export function jsonText(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent) ?? 'null';
  return text.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff<]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => codeUnit(character, i)).join(''),
  );
}

function codeUnit(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}

/** A number with thousands separated: `1,048,576`. The same on every machine. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number and its noun: `1 clause`, `2 clauses`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}
