import { isObject, type Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { MediaType } from '../../spec/openapi/contract.ts';
import { isJsonMediaType, toConcreteMediaType } from '../../spec/openapi/media-type.ts';
import { listReadings } from './parameter-readings.ts';

/**
 * The values that a server may read from a body that is sent as text: a form or parts, whose fields have no types, or one
 * text. Undefined if the media type carries types, or if it cannot carry the value.
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
      const own = field as Json; // a part of JSON is JSON
      return [name, isForm && contentType === undefined ? withoutNulls(own, isNestedForm) : own];
    })
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .filter(([, field]) => !Array.isArray(field) || field.length > 0) // a list of nothing is not sent
    .map(([name, field]) => [name, toField(field, isTyped(name))] as const);
  const views = [(field: Json): Json => field, takeAt(0), takeAt(-1), parseField].map((view) =>
    Object.fromEntries(fields.map(([name, field]) => [name, view(field)])),
  );
  return [...views, ...views.flatMap((view) => listReadings(root, view))];
}

/** The field as a form has it: null is left out, in a deepObject also its members (RFC 6570 section 2.3). */
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
  return members.length === 0 ? undefined : Object.fromEntries(members); // nothing is sent for no members
}

/** Whether a media type has fields: they are the properties of an object. */
export const isFormLike = (mediaType: string): boolean =>
  mediaType === 'application/x-www-form-urlencoded' || mediaType.startsWith('multipart/');

/** A field as a server reads it: its text, or the texts of a name that repeats; typed if its part is JSON. */
function toField(value: Json, isTyped: boolean): Json {
  if (isTyped) return value;
  return Array.isArray(value) ? value.map(toText) : toText(value);
}

/** One of several fields with the same name. */
const takeAt =
  (index: number) =>
  (field: Json): Json =>
    Array.isArray(field) ? (field.at(index) ?? field) : field;

/** The JSON that a text spells: an object or list in a field is sent as JSON. */
function parseField(field: Json): Json {
  if (typeof field !== 'string' || !/^\s*[[{]/.test(field)) return field;
  try {
    return JSON.parse(field);
  } catch {
    return field;
  }
}

const toText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
