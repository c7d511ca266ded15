import {
  type InstancePointer,
  type Json,
  parentPointer,
  parsePointer,
  type SchemaPointer,
} from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { lazy } from '../../spec/memoize.ts';
import type { SchemaError } from '../../spec/openapi/contract.ts';
import { evidence } from './evidence.ts';
import { type Position, positions } from './positions.ts';

/** A valid value with all that its schema says of its parts: the ground on which violations are tried. */
export interface Ground {
  root: SchemaNode;
  value: Json;
  places: readonly Position[];
  /** The clauses that held for the valid value and are broken by this error. */
  clausesOf(error: SchemaError): readonly string[];
}

/** Looks at a valid value once, for all its violations. */
export function ground(node: SchemaNode, value: Json): Ground {
  const places = [...positions(node, value)];
  const index = lazy(() => byWhere(places));
  const told = new Map<InstancePointer, Map<SchemaPointer, readonly string[]>>(); // drafts of a place meet the same errors
  const clausesOf = ({ schemaPointer, instancePointer }: SchemaError): readonly string[] => {
    const here = told.get(instancePointer) ?? new Map<SchemaPointer, readonly string[]>();
    told.set(instancePointer, here);
    const known = here.get(schemaPointer);
    if (known) return known;
    const there = clausesAt(index(), schemaPointer, instancePointer);
    const clauses =
      there.length > 0 ? there : clausesAt(index(), schemaPointer, parentPointer(instancePointer));
    here.set(schemaPointer, clauses);
    return clauses;
  };
  return { root: node, value, places, clausesOf };
}

/** The clauses that ajv shows violated by this keyword at this place; those of `required` stand one above. */
function clausesAt(index: Index, schemaPath: SchemaPointer, place: InstancePointer): string[] {
  const shown = (node: SchemaNode, key: string): string[] => {
    const clause = node.clauses.get(key);
    return clause && evidence(node, key).includes(schemaPath) ? [clause.id] : [];
  };
  const own = (index.get(place) ?? []).flatMap((node) =>
    [...node.clauses.keys()].flatMap((key) => (key.startsWith('required/') ? [] : shown(node, key))),
  );
  if (place === '') return own;
  const missing = `required/${parsePointer(place).at(-1) ?? ''}`;
  return [...own, ...(index.get(parentPointer(place)) ?? []).flatMap((node) => shown(node, missing))];
}

type Index = ReadonlyMap<InstancePointer, readonly SchemaNode[]>;

/** The schemas that the value fits, by the place of which they speak. */
function byWhere(places: readonly Position[]): Index {
  const index = new Map<InstancePointer, SchemaNode[]>();
  for (const { node, where, fits, isName } of places) {
    if (!fits || isName) continue;
    const known = index.get(where);
    if (known) known.push(node);
    else index.set(where, [node]);
  }
  return index;
}
