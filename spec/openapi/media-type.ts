/**
 * Returns the type and subtype of a media type in lower case, without parameters: `application/json` (RFC 9110 section
 * 8.3.1).
 */
export const getEssence = (mediaType: string): string => mediaType.replace(/;.*/s, '').trim().toLowerCase();

/** Whether a media type carries JSON: `application/json`, `text/json` or a `+json` suffix (RFC 6839 section 3.1). */
export const isJsonMediaType = (mediaType: string): boolean =>
  /^(?:application|text)\/json$|\+json$/.test(getEssence(mediaType));

/** Whether a media type is a sequence of values that a server may send one after the other, without end. */
export const isStreamedMediaType = (mediaType: string): boolean =>
  /^(?:text\/event-stream|application\/(?:jsonl|ndjson|x-ndjson|x-jsonlines|json-seq)|multipart\/x-mixed-replace)$/.test(
    getEssence(mediaType),
  );

/** Whether a media type is that of problem details in JSON (RFC 9457 section 3). */
export const isProblemDetails = (mediaType: string): boolean =>
  getEssence(mediaType) === 'application/problem+json';

/**
 * How specifically a key of a `content` map matches a media type; the most specific key applies (OpenAPI 3.1.1 section
 * 4.8.14.1).
 */
type MediaRangeMatch = 'exact' | 'subtype range' | 'any' | undefined;

/**
 * Matches `application/json`, `application/*`, `application/*+json` and `*`/`*` against a media type, parameters aside.
 */
function matchMediaRange(range: string, mediaType: string): MediaRangeMatch {
  const [wanted, given] = [getEssence(range), getEssence(mediaType)];
  if (wanted === given) return 'exact';
  if (wanted === '*/*' || wanted === '*') return 'any';
  const [type = '', subtype = ''] = wanted.split('/');
  if (!subtype.includes('*') || !given.startsWith(`${type}/`)) return undefined;
  return given.endsWith(subtype.replace('*', '')) ? 'subtype range' : undefined;
}

const precedence: readonly MediaRangeMatch[] = ['exact', 'subtype range', 'any'];

/** The entry of a `content` map that describes a media type; undefined if no entry does. */
export function findMediaType<M extends { type: string }>(
  content: readonly M[],
  mediaType: string,
): M | undefined {
  for (const match of precedence) {
    const found = content.find(({ type }) => matchMediaRange(type, mediaType) === match);
    if (found) return found;
  }
  return undefined;
}

/** Returns a media type that can be sent for a key of a `content` map: a range becomes a concrete type. */
export function toConcreteMediaType(range: string): string {
  if (!range.includes('*')) return range;
  if (/^\*\/\*$|^\*$|^application\/\*(?:\+json)?$/.test(range)) return 'application/json';
  return range.startsWith('text/') ? 'text/plain' : range.replace('*', 'octet-stream');
}

/**
 * Returns the media type from which cases are derived: the first JSON one, else the first range that includes JSON,
 * else the first of all.
 */
export const findMainMediaType = <M extends { type: string }>(content: readonly M[]): M | undefined =>
  content.find(({ type }) => isJsonMediaType(type)) ??
  findMediaType(content, 'application/json') ??
  content[0];
