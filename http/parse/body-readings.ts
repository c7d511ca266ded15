import { isObject, type Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { MediaType } from '../../spec/openapi/contract.ts';
import { isJsonMediaType, toConcreteMediaType } from '../../spec/openapi/media-type.ts';
import { listReadings } from './parameter-readings.ts';

/**
 * Returns the values that a server may read from a body without JSON types: from a form, from parts, or from plain
 * text. Undefined if the media type is JSON, or if it cannot represent the value.
 */
export function listBodyReadings(
  root: SchemaNode,
  { type, encoding }: Pick<MediaType, 'type' | 'encoding'>,
  value: Json,
): Json[] | undefined {
  const mediaType = toConcreteMediaType(type);
  if (isJsonMediaType(mediaType)) return undefined;
  if (!isFormLike(mediaType)) return listReadings(root, toText(value));
  if (!isObject(value)) return undefined;
  const isTyped = (name: string): boolean => isJsonMediaType(encoding[name]?.contentType ?? '');
  const isForm = mediaType === 'application/x-www-form-urlencoded';
  const fields = Object.entries(value)
    .map(([name, field]): [string, Json | undefined] => {
      const { contentType, style } = encoding[name] ?? {};
      const isNestedForm = isForm && style === 'deepObject';
      const own = field as Json; // every part of a JSON value is JSON
      return [name, isForm && contentType === undefined ? withoutNulls(own, isNestedForm) : own];
    })
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .filter(([, field]) => !Array.isArray(field) || field.length > 0) // an empty list has no fields to send
    .map(([name, field]) => [name, toField(field, isTyped(name))] as const);
  const views = [(field: Json): Json => field, takeAt(0), takeAt(-1), parseField].map((view) =>
    Object.fromEntries(fields.map(([name, field]) => [name, view(field)])),
  );
  return [...views, ...views.flatMap((view) => listReadings(root, view))];
}

/** Removes what a form cannot represent: null is omitted, in a deepObject at any depth (RFC 6570 section 2.3). */
function withoutNulls(value: Json, isDeep: boolean): Json | undefined {
  if (value === null) return undefined;
  if (isDeep && Array.isArray(value)) {
    const items = value.flatMap((item) => withoutNulls(item, isDeep) ?? []);
    return items.length === 0 ? undefined : items;
  }
  if (!isDeep || !isObject(value)) return value;
  const members = Object.entries(value)
    .map(([name, member]) => [name, withoutNulls(member as Json, isDeep)] as const)
    .filter((member): member is [string, Json] => member[1] !== undefined);
  // an object without members has no fields to send
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Whether the media type consists of named fields, one for each property of an object. */
export const isFormLike = (mediaType: string): boolean =>
  mediaType === 'application/x-www-form-urlencoded' || mediaType.startsWith('multipart/');

/**
 * Returns a field as a server reads it: the text, or a list of texts if the name is repeated. A part whose media type
 * is JSON keeps its type.
 */
function toField(value: Json, isTyped: boolean): Json {
  if (isTyped) return value;
  return Array.isArray(value) ? value.map(toText) : toText(value);
}

/** Returns the first or the last of several fields with the same name, as some servers do. */
const takeAt =
  (index: number) =>
  (field: Json): Json =>
    Array.isArray(field) ? (field.at(index) ?? field) : field;

/** Parses a field that contains a JSON object or array; returns other fields unchanged. */
function parseField(field: Json): Json {
  if (typeof field !== 'string' || !/^\s*[[{]/.test(field)) return field;
  try {
    return JSON.parse(field);
  } catch {
    return field;
  }
}

const toText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
