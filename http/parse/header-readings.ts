import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { ResponseHeader } from '../../spec/openapi/contract.ts';
import { isJsonMediaType } from '../../spec/openapi/media-type.ts';
import { parseStrictJson } from '../parse-strict-json.ts';
import { listReadings } from './parameter-readings.ts';

/**
 * Returns the values that a client may read from a response header in style `simple` (OpenAPI 3.1.1 section 4.8.21), or
 * in the media type of its `content`.
 * @param values the field lines, which form one list (RFC 9110 section 5.3)
 */
export function listHeaderReadings(
  { header, root }: { header: ResponseHeader; root: SchemaNode },
  values: readonly string[],
): Json[] {
  const text = values.map((value) => value.trim()).join(', ');
  const { mediaType } = header;
  if (mediaType !== undefined && isJsonMediaType(mediaType)) {
    const { json } = parseStrictJson(Buffer.from(text));
    return json ? [json.value] : [text];
  }
  const items = text.split(',').map((item) => item.trim());
  const date = dateHeaders.includes(header.name.toLowerCase()) ? listTimestamps(text) : [];
  return [text, items, ...listObjects(items), ...date].flatMap((reading) => listReadings(root, reading));
}

/**
 * Headers with the date format of HTTP. A document that describes them as `date-time` cannot mean another format, so
 * the date is also read as one.
 */
const dateHeaders = ['date', 'expires', 'last-modified', 'retry-after'];

function listTimestamps(text: string): string[] {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) || /^[\d-]/.test(text) ? [] : [date.toISOString()];
}

/** Returns the objects that a list may represent: `role=admin,id=1` if exploded, else `role,admin,id,1`. */
function listObjects(items: readonly string[]): Json[] {
  const pairs = items.map((item) => /^([^=]+)=(.*)$/s.exec(item)?.slice(1) ?? []);
  const exploded = pairs.every(({ length }) => length === 2) ? [toObject(pairs.flat())] : [];
  return items.length % 2 === 0 ? [...exploded, toObject(items)] : exploded;
}

const toObject = (items: readonly string[]): Json =>
  Object.fromEntries(
    items.flatMap((name, index) => (index % 2 === 0 ? [[name, items[index + 1] ?? '']] : [])),
  );
