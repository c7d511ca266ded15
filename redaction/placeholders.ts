import type { Json } from '../spec/json.ts';
import { isObject } from '../spec/json.ts';
import type { Span } from './secret-index.ts';

/** Puts the placeholder of each secret where it, or a part of it, stands. */
export function replaceSpans(
  text: string,
  spans: readonly Span[],
  labels: ReadonlyMap<string, string>,
): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, secret, whole } of apart(spans)) {
    const label = labels.get(secret) ?? 'token';
    pieces.push(text.slice(from, start), whole ? `‹${label}›` : `‹part of ${label}›`);
    from = end;
  }
  return `${pieces.join('')}${text.slice(from)}`;
}

/** In order and without overlap, everything still covered: a whole secret goes before parts of others, which are clipped. */
function apart(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((one, other) => one.start - other.start || other.end - one.end);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else if (span.end > last.end && span.whole && !last.whole) {
      if (span.start > last.start) result[result.length - 1] = { ...last, end: span.start };
      else result.pop();
      result.push(span);
    } else if (span.end > last.end) result.push({ ...span, start: last.end, whole: false });
  }
  return result;
}

/** The value with every string, names included, mapped. */
export function mapStrings(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, item]) => [map(name), mapStrings(item as Json, map)] as const,
  ); // members of a JSON value
  return Object.fromEntries(entries); // defines properties: `__proto__` stays a name like any
}
