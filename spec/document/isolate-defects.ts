import {
  escapeToken,
  isJsonObject,
  isObject,
  type Json,
  type JsonObject,
  parsePointer,
  type SchemaPointer,
} from '../json.ts';
import type { UnlocatedDefect } from './defect.ts';
import { METHODS } from './object-fields.ts';
import {
  type DocumentOperation,
  listReachedPointers,
  walkOperations,
  walkWebhooks,
} from './reached-pointers.ts';

/** An operation or webhook that cannot be tested because a part of the document that it uses has defects. */
export interface DefectiveOperation extends DocumentOperation {
  defects: readonly UnlocatedDefect[];
}

/**
 * Removes from the document, in place, the operations and webhooks that use a defective part, and the components that
 * no other one uses. Returns what was removed. If a defect concerns the whole document, changes nothing and returns
 * undefined.
 */
export function isolateDefects(
  document: JsonObject,
  defects: readonly UnlocatedDefect[],
): DefectiveOperation[] | undefined {
  if (defects.some(({ schemaPointer }) => !/^#\/(?:paths|components|webhooks)\//.test(schemaPointer)))
    return undefined;
  const defective: DefectiveOperation[] = [];
  const used = new Set<SchemaPointer>();
  for (const operation of [...walkOperations(document), ...walkWebhooks(document)]) {
    const reached = listReachedPointers(document, operation);
    const own = defects.filter(
      ({ schemaPointer }) =>
        isWithin(reached, schemaPointer) || isShared(operation.pathItem.pointer, schemaPointer),
    );
    if (own.length > 0) defective.push({ ...operation, defects: own });
    else for (const pointer of reached) used.add(pointer);
  }
  for (const { pointer } of defective) removeAt(document, pointer);
  removeEmptyPathItems(document.paths, walkOperations(document));
  removeEmptyPathItems(document.webhooks, walkWebhooks(document));
  removeUnusedComponents(document, used);
  return defective;
}

/** Whether one of the pointers is that of the value or of an ancestor of it. */
function isWithin(pointers: ReadonlySet<SchemaPointer>, pointer: SchemaPointer): boolean {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1))
    if (pointers.has(pointer.slice(0, end) as SchemaPointer)) return true; // a prefix of a pointer begins with `#` too
  return false;
}

/** Whether the pointer leads to a field of the path item that concerns all its operations, such as `parameters`. */
function isShared(pathItem: SchemaPointer, pointer: SchemaPointer): boolean {
  if (pointer === pathItem) return true;
  const [field = ''] = pointer.startsWith(`${pathItem}/`)
    ? pointer.slice(pathItem.length + 1).split('/')
    : [];
  return field !== '' && !METHODS.some((method) => method === field);
}

/** Removes path items that have no operations left or are themselves defective, such as null. */
function removeEmptyPathItems(pathItems: Json | undefined, operations: Iterable<DocumentOperation>): void {
  if (!isJsonObject(pathItems)) return;
  const used = new Set([...operations].map(({ path }) => path));
  for (const path of Object.keys(pathItems)) if (!used.has(path)) delete pathItems[path];
}

function removeAt(document: JsonObject, pointer: SchemaPointer): void {
  const tokens = parsePointer(pointer);
  const name = tokens.pop();
  let parent: unknown = document;
  for (const token of tokens) parent = isObject(parent) ? parent[token] : undefined;
  if (isObject(parent) && name !== undefined) delete parent[name];
}

function removeUnusedComponents(document: JsonObject, used: ReadonlySet<SchemaPointer>): void {
  const usedNames = new Set([...used].map((pointer) => pointer.split('/').slice(0, 4).join('/')));
  const { components } = document;
  for (const [section, objects] of Object.entries(isObject(components) ? components : {}))
    for (const name of isObject(objects) ? Object.keys(objects) : [])
      if (!usedNames.has(`#/components/${section}/${escapeToken(name)}`))
        delete (objects as JsonObject)[name]; // checked above
}
