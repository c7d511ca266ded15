import { type JsonObject, pickString, type SchemaPointer, valueAt } from '../json.ts';
import { parseReference, toReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

/** The names by which the schemas of a document can be referred to (JSON Schema 2020-12 core section 8.2). */
interface SchemaNames {
  /** The pointers of all schemas with an `$anchor` or `$dynamicAnchor`, by the anchor's name. */
  anchors: Map<string, SchemaPointer[]>;
  /** The pointer of the schema with an `$id`, by that URI without fragment. */
  ids: Map<string, SchemaPointer>;
}

/**
 * Rewrites references to anchors and to the `$id` of schemas of the document as JSON Pointers, in place. A
 * `$dynamicRef` whose anchor exists once means the same as `$ref`; any other stays, and what depends on it is not
 * judged.
 */
export function resolveAnchors(document: JsonObject): void {
  const names = collectNames(document);
  if (names.anchors.size === 0 && names.ids.size === 0) return;
  for (const { kind, value, pointer } of [...walkObjects(document)]) {
    if (kind !== 'schema') continue;
    for (const keyword of ['$ref', '$dynamicRef'] as const) {
      const reference = pickString(value, keyword)[keyword];
      const target = reference === undefined ? undefined : findTarget(reference, pointer, names, document);
      if (target === undefined || (keyword === '$dynamicRef' && isDynamic(reference, names))) continue;
      delete value[keyword];
      value.$ref = toReference(target);
    }
  }
}

/** Whether a `$dynamicRef` means different schemas on different paths, because several schemas have its anchor. */
const isDynamic = (reference = '', { anchors }: SchemaNames): boolean =>
  (anchors.get(reference.replace(/.*#/s, ''))?.length ?? 0) > 1;

function collectNames(document: JsonObject): SchemaNames {
  const names: SchemaNames = { anchors: new Map(), ids: new Map() };
  for (const { kind, value, pointer } of walkObjects(document)) {
    if (kind !== 'schema') continue;
    const { $anchor } = pickString(value, '$anchor');
    const { $dynamicAnchor } = pickString(value, '$dynamicAnchor');
    const { $id } = pickString(value, '$id');
    for (const name of new Set([$anchor, $dynamicAnchor]))
      if (name !== undefined) names.anchors.set(name, [...(names.anchors.get(name) ?? []), pointer]);
    if ($id !== undefined) names.ids.set($id.replace(/#.*/s, ''), pointer);
  }
  return names;
}

/** Returns the pointer of the schema that a reference names; undefined for any other reference. */
function findTarget(
  reference: string,
  pointer: SchemaPointer,
  { anchors, ids }: SchemaNames,
  document: JsonObject,
): SchemaPointer | undefined {
  const [id = '', fragment = ''] = reference.split('#', 2);
  const root = id === '' ? findResource(pointer, ids) : ids.get(id);
  if (id !== '' && root === undefined) return undefined;
  if (fragment === '') return id === '' ? undefined : root;
  const path = parseReference(`#${fragment}`);
  if (path === undefined) return selectAnchor(anchors.get(fragment) ?? [], root);
  const target = joinPath(root ?? '#', path);
  return root !== undefined && valueAt(document, target) !== undefined ? target : undefined;
}

/** Returns the only schema with the anchor in the document, or else the only one in the resource of the reference. */
function selectAnchor(
  pointers: readonly SchemaPointer[],
  root: SchemaPointer | undefined,
): SchemaPointer | undefined {
  const inside = root === undefined ? [] : pointers.filter((each) => isWithin(each, root));
  const [only, another] = inside.length > 0 ? inside : pointers;
  return another === undefined ? only : undefined;
}

const isWithin = (pointer: SchemaPointer, root: SchemaPointer): boolean =>
  pointer === root || pointer.startsWith(`${root}/`);

/**
 * Returns the innermost schema with an `$id` that contains the pointer. References without a URI are relative to it.
 */
const findResource = (pointer: SchemaPointer, ids: SchemaNames['ids']): SchemaPointer | undefined =>
  [...ids.values()].filter((root) => isWithin(pointer, root)).sort((a, b) => b.length - a.length)[0];

const joinPath = (root: SchemaPointer, path: SchemaPointer): SchemaPointer => `${root}${path.slice(1)}`;
