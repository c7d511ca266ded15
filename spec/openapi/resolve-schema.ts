import type { DereferencedDocument } from '../document/dereference-document.ts';
import { type ResolvedObject, resolveObject, resolvePointer } from '../document/resolve-pointer.ts';
import { getOwn, isObject, type JsonObject, joinPointer, type SchemaPointer, valueAt } from '../json.ts';
import type { Schema } from '../json-schema/schema.ts';

/**
 * Returns the media type of the only entry of `content`; undefined for an object with `schema` instead of `content`.
 */
export function findContentType(object: JsonObject): string | undefined {
  const content = getOwn(object, 'content');
  return isObject(content) ? Object.keys(content)[0] : undefined;
}

/** Returns the Media Type Object of the only entry of `content`; an empty list for an object with `schema` instead. */
export function listContent(
  { document }: Pick<DereferencedDocument, 'document'>,
  object: ResolvedObject,
): ResolvedObject[] {
  const type = findContentType(object.value);
  const media =
    type === undefined ? undefined : resolveObject(document, joinPointer(object.pointer, 'content', type));
  return media ? [media] : [];
}

/**
 * Returns the dereferenced schema of a Media Type, Parameter or Header Object: that of `schema`, or of the only entry
 * of `content`. If there is neither, returns `true`, which accepts every value.
 */
export function resolveSchema(
  { document, dereferenced }: DereferencedDocument,
  object: ResolvedObject,
): { schema: Schema; schemaPointer: SchemaPointer } {
  const [media] = listContent({ document }, object);
  const { pointer } = media ?? object;
  const resolved = resolvePointer(document, joinPointer(pointer, 'schema'));
  if (!resolved) return { schema: true, schemaPointer: pointer };
  const value = valueAt(dereferenced, resolved.pointer);
  // loading has validated the document against the meta-schema
  const schema = typeof value === 'boolean' || isObject(value) ? (value as Schema) : true;
  return { schema, schemaPointer: resolved.pointer };
}
