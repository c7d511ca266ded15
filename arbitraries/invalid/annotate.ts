import {
  type InstancePointer,
  type Json,
  parentPointer,
  parsePointer,
  type SchemaPointer,
} from '../../spec/json.ts';
import { listErrorPointers } from '../../spec/json-schema/error-pointers.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { lazy, memoize } from '../../spec/memoize.ts';
import type { ValidationError } from '../../spec/openapi/contract.ts';
import { listPositions, type Position } from './list-positions.ts';

/** A valid value with the schemas that apply to each part of it, from which mutations are derived. */
export interface AnnotatedInstance {
  root: SchemaNode;
  value: Json;
  positions: readonly Position[];
  /** Returns the ids of the clauses that an error of a mutated value violates and that the valid value satisfied. */
  findBrokenClauses(error: ValidationError): readonly string[];
}

/** Annotates a valid value with the schemas that apply. One walk suffices for all its mutations. */
export function annotate(root: SchemaNode, value: Json): AnnotatedInstance {
  const positions = listPositions(root, value);
  return { root, value, positions, findBrokenClauses: createClauseFinder(positions) };
}

/** Caches results, because many candidates for one location cause the same errors. */
function createClauseFinder(positions: readonly Position[]): AnnotatedInstance['findBrokenClauses'] {
  const index = lazy(() => indexByPointer(positions));
  const cache = new Map<InstancePointer, Map<SchemaPointer, readonly string[]>>();
  return ({ schemaPointer, instancePointer }) => {
    const cachedHere = cache.get(instancePointer) ?? new Map<SchemaPointer, readonly string[]>();
    cache.set(instancePointer, cachedHere);
    const cached = cachedHere.get(schemaPointer);
    if (cached) return cached;
    const own = listClausesAt(index(), schemaPointer, instancePointer);
    const clauses =
      own.length > 0 ? own : listClausesAt(index(), schemaPointer, parentPointer(instancePointer));
    cachedHere.set(schemaPointer, clauses);
    return clauses;
  };
}

/**
 * Lists the clauses at a location whose violation ajv reports by this keyword. Clauses of `required` are those of the
 * nodes of the parent object.
 */
function listClausesAt(index: NodeIndex, schemaPointer: SchemaPointer, pointer: InstancePointer): string[] {
  const own = (index.get(pointer) ?? []).flatMap((node) => indexClauses(node).get(schemaPointer) ?? []);
  if (pointer === '') return own;
  const requiredKey = `required/${parsePointer(pointer).at(-1) ?? ''}`;
  const required = (index.get(parentPointer(pointer)) ?? []).flatMap((node) => {
    const clause = node.clauses.get(requiredKey);
    return clause && listErrorPointers(node, requiredKey).includes(schemaPointer) ? [clause.id] : [];
  });
  return [...own, ...required];
}

/** The ids of a node's clauses, except those of `required`, by the locations of the errors that ajv reports for them. */
const indexClauses = memoize((node: SchemaNode): ReadonlyMap<SchemaPointer, readonly string[]> => {
  const index = new Map<SchemaPointer, string[]>();
  for (const [key, { id }] of node.clauses) {
    if (key.startsWith('required/')) continue;
    for (const pointer of new Set(listErrorPointers(node, key)))
      index.set(pointer, [...(index.get(pointer) ?? []), id]);
  }
  return index;
});

type NodeIndex = ReadonlyMap<InstancePointer, readonly SchemaNode[]>;

/** Indexes the schemas that accept their part of the value by the location of that part. */
function indexByPointer(positions: readonly Position[]): NodeIndex {
  const index = new Map<InstancePointer, SchemaNode[]>();
  for (const { node, instancePointer, isValid, isPropertyName } of positions) {
    if (!isValid || isPropertyName) continue;
    const nodes = index.get(instancePointer);
    if (nodes) nodes.push(node);
    else index.set(instancePointer, [node]);
  }
  return index;
}
