import { getOwn, isObject, type Json, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import { METHODS } from './object-fields.ts';
import { getReference, parseReference } from './reference.ts';
import { type ResolvedObject, resolveEntries, resolveObject } from './resolve-pointer.ts';
import { type DocumentObject, walkFrom } from './walk-objects.ts';

/** An operation of `paths` or `webhooks` whose fields are not yet validated. */
export interface DocumentOperation {
  section: 'paths' | 'webhooks';
  /** The method in upper case. */
  method: string;
  /** The path, or the name of the webhook. */
  path: string;
  /** Location of the operation. */
  pointer: SchemaPointer;
  value: Json | undefined;
  pathItem: ResolvedObject;
}

/** Yields the operations of `paths` in document order, even those that are not objects. */
export const walkOperations = (document: JsonObject): Generator<DocumentOperation> =>
  walkSection(document, 'paths');

/** Yields the operations of `webhooks` in document order, even those that are not objects. */
export const walkWebhooks = (document: JsonObject): Generator<DocumentOperation> =>
  walkSection(document, 'webhooks');

function* walkSection(
  document: JsonObject,
  section: DocumentOperation['section'],
): Generator<DocumentOperation> {
  for (const [path, pathItem] of resolveEntries(document, { value: document, pointer: '#' }, section)) {
    if (section === 'paths' && !path.startsWith('/')) continue; // a name without a slash is an extension
    for (const method of METHODS) {
      const value = getOwn(pathItem.value, method);
      const pointer = joinPointer(pathItem.pointer, method);
      if (value !== undefined)
        yield { section, method: method.toUpperCase(), path, pointer, value, pathItem };
    }
  }
}

/**
 * Lists the pointers of everything that an operation uses: itself, the parameters of its path item, the targets of
 * their references, the schemas that discriminators name, and the security schemes. What lies below these pointers is
 * used too.
 */
export function listReachedPointers(document: JsonObject, operation: DocumentOperation): Set<SchemaPointer> {
  const { pathItem, value, pointer } = operation;
  const { parameters } = pathItem.value;
  const shared: JsonObject = parameters === undefined ? {} : { parameters };
  const reached = new Set<SchemaPointer>([pointer, joinPointer(pathItem.pointer, 'parameters')]);
  const queue: DocumentObject[] = [{ kind: 'pathItem', value: shared, pointer: pathItem.pointer }];
  // a value of a JSON document
  if (isObject(value)) queue.push({ kind: 'operation', value: value as JsonObject, pointer });
  for (const start of queue) {
    for (const object of walkFrom(start)) {
      for (const target of listTargets(document, object)) {
        if (reached.has(target.pointer)) continue;
        reached.add(target.pointer);
        queue.push(target);
      }
    }
  }
  return reached;
}

/** Lists the objects to which an object refers, and the references between them in a chain. */
function listTargets(document: JsonObject, { kind, value }: DocumentObject): DocumentObject[] {
  if (kind === 'operation') return listSecuritySchemes(document, value);
  const { mapping } = isObject(value.discriminator) ? value.discriminator : {};
  const named = kind === 'schema' && isObject(mapping) ? Object.values(mapping).map(String) : [];
  const pointers = named.map(
    (name) => parseReference(name) ?? joinPointer('#', 'components', 'schemas', name),
  );
  const reference = parseReference(getReference(value) ?? '');
  return [...(reference === undefined ? [] : [reference]), ...pointers].flatMap((pointer) => {
    const target = resolveObject(document, pointer);
    const onTheWay = { kind, value: {}, pointer }; // every reference of a chain can have a defect
    return [...(target ? [{ kind, ...target }] : []), onTheWay];
  });
}

function listSecuritySchemes(document: JsonObject, operation: JsonObject): DocumentObject[] {
  const requirements = getOwn(operation, 'security') ?? getOwn(document, 'security');
  const names = Array.isArray(requirements)
    ? requirements.flatMap((requirement) => (isObject(requirement) ? Object.keys(requirement) : []))
    : [];
  return names.map((name) => {
    return {
      kind: 'securityScheme',
      value: {},
      pointer: joinPointer('#', 'components', 'securitySchemes', name),
    };
  });
}
