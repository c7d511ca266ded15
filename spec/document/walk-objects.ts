import { isObject, type Json, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import { type FieldType, type ObjectKind, objectFields } from './object-fields.ts';

export interface DocumentObject {
  kind: ObjectKind;
  value: JsonObject;
  pointer: SchemaPointer;
}

/**
 * Yields every object that can contain schemas or references: parents first, in document order, without following
 * references. With `seen`, each object is yielded once, as a dereferenced document with cycles requires.
 */
export const walkObjects = (document: JsonObject, seen?: Set<object>): Generator<DocumentObject> =>
  walkFrom({ kind: 'document', value: document, pointer: '#' }, seen);

/** Yields an object and all objects below it, as `walkObjects` does for a whole document. */
export function* walkFrom(start: DocumentObject, seen?: Set<object>): Generator<DocumentObject> {
  const stack: DocumentObject[] = [start];
  for (let object = stack.pop(); object; object = stack.pop()) {
    if (seen?.has(object.value)) continue;
    seen?.add(object.value);
    yield object;
    // Listed after `yield`, because the consumer may have rewritten the object. A spread of very many arguments to
    // `push` would overflow the call stack.
    for (const child of listChildren(object).reverse()) stack.push(child);
  }
}

function listChildren({ kind, value, pointer }: DocumentObject): DocumentObject[] {
  // Each field of a Callback Object is a runtime expression with a Path Item Object.
  if (kind === 'callback') return readField(value, { map: 'pathItem' }, pointer);
  const fields = objectFields[kind];
  const children: DocumentObject[] = [];
  for (const name of Object.keys(value)) {
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (type === undefined) continue;
    for (const child of readField(value[name] ?? null, type, joinPointer(pointer, name)))
      children.push(child);
  }
  return children;
}

function readField(value: Json, type: FieldType, pointer: SchemaPointer): DocumentObject[] {
  if (typeof type === 'string') return isObject(value) ? [{ kind: type, value, pointer }] : [];
  if (typeof value !== 'object' || value === null) return [];
  if ('list' in type !== Array.isArray(value)) return [];
  const kind = 'list' in type ? type.list : type.map;
  const objects: DocumentObject[] = [];
  for (const [name, item] of Object.entries<Json>(value))
    if (isObject(item) && !isExtension(kind, name))
      objects.push({ kind, value: item, pointer: joinPointer(pointer, name) });
  return objects;
}

/**
 * Whether the name is an extension. `x-…` is one among paths and responses, but an ordinary name among properties and
 * components.
 */
const isExtension = (kind: ObjectKind, name: string): boolean =>
  (kind === 'pathItem' || kind === 'response') && name.startsWith('x-');
