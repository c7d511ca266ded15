import type { Json } from '../spec/json.ts';
import { isObject } from '../spec/json.ts';
import type { Span } from './secret-index.ts';

/** Replaces each span by the placeholder of its secret: `‹access token›` or `‹part of access token›`. */
export function insertPlaceholders(
  text: string,
  spans: readonly Span[],
  labels: ReadonlyMap<string, string>,
): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let copiedTo = 0;
  for (const { start, end, secret, isWhole } of resolveOverlaps(spans)) {
    const label = labels.get(secret) ?? 'token';
    pieces.push(text.slice(copiedTo, start), isWhole ? `‹${label}›` : `‹part of ${label}›`);
    copiedTo = end;
  }
  return `${pieces.join('')}${text.slice(copiedTo)}`;
}

/**
 * Sorts spans and clips overlaps, without uncovering a character. A whole secret takes precedence over parts of others.
 */
function resolveOverlaps(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((one, other) => one.start - other.start || other.end - one.end);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else if (span.end > last.end && span.isWhole && !last.isWhole) {
      if (span.start > last.start) result[result.length - 1] = { ...last, end: span.start };
      else result.pop();
      result.push(span);
    } else if (span.end > last.end) result.push({ ...span, start: last.end, isWhole: false });
  }
  return result;
}

/** Applies a function to every string in a value, including property names. */
export function mapStrings(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, item]) => [map(name), mapStrings(item as Json, map)] as const, // a part of a JSON value
  );
  return Object.fromEntries(entries); // an assignment would give `__proto__` a special meaning
}
