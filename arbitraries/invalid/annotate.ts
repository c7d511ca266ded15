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
  /** Returns the positions of one part of the value, in the order of `positions`. */
  getPositionsAt(pointer: InstancePointer): readonly Position[];
  /** Returns the ids of the clauses that an error of a mutated value violates and that the valid value satisfied. */
  findBrokenClauses(error: ValidationError): readonly string[];
}

/** Annotates a valid value with the schemas that apply. One walk suffices for all its mutations. */
export function annotate(root: SchemaNode, value: Json): AnnotatedInstance {
  const positions = listPositions(root, value);
  const index = lazy(() => indexByPointer(positions));
  const getPositionsAt = (pointer: InstancePointer) => index().get(pointer) ?? [];
  return { root, value, positions, getPositionsAt, findBrokenClauses: createClauseFinder(getPositionsAt) };
}

type PositionFinder = AnnotatedInstance['getPositionsAt'];

/** Caches results, because many candidates for one location cause the same errors. */
function createClauseFinder(getPositionsAt: PositionFinder): AnnotatedInstance['findBrokenClauses'] {
  const cache = new Map<InstancePointer, Map<SchemaPointer, readonly string[]>>();
  return ({ schemaPointer, instancePointer }) => {
    const cachedHere = cache.get(instancePointer) ?? new Map<SchemaPointer, readonly string[]>();
    cache.set(instancePointer, cachedHere);
    const cached = cachedHere.get(schemaPointer);
    if (cached) return cached;
    const own = listClausesAt(getPositionsAt, schemaPointer, instancePointer);
    const clauses =
      own.length > 0 ? own : listClausesAt(getPositionsAt, schemaPointer, parentPointer(instancePointer));
    cachedHere.set(schemaPointer, clauses);
    return clauses;
  };
}

/**
 * Lists the clauses at a location whose violation ajv reports by this keyword. Clauses of `required` are those of the
 * nodes of the parent object.
 */
function listClausesAt(
  getPositionsAt: PositionFinder,
  schemaPointer: SchemaPointer,
  pointer: InstancePointer,
): string[] {
  const clauses: string[] = [];
  for (const position of getPositionsAt(pointer))
    if (isAccepted(position)) clauses.push(...(indexClauses(position.node).get(schemaPointer) ?? []));
  if (pointer === '' || !schemaPointer.endsWith('/required')) return clauses;
  const requiredKey = `required/${parsePointer(pointer).at(-1) ?? ''}`;
  for (const position of getPositionsAt(parentPointer(pointer))) {
    const clause = isAccepted(position) && position.node.clauses.get(requiredKey);
    if (clause && listErrorPointers(position.node, requiredKey).includes(schemaPointer))
      clauses.push(clause.id);
  }
  return clauses;
}

/** Whether the schema accepts its part of the value, which is not the name of a property. */
const isAccepted = ({ isValid, isPropertyName }: Position): boolean => isValid && !isPropertyName;

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

function indexByPointer(positions: readonly Position[]): ReadonlyMap<InstancePointer, readonly Position[]> {
  const index = new Map<InstancePointer, Position[]>();
  for (const position of positions) {
    const known = index.get(position.instancePointer);
    if (known) known.push(position);
    else index.set(position.instancePointer, [position]);
  }
  return index;
}
