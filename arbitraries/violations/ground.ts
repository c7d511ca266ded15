import type { SchemaError } from '../../spec/contract.ts';
import { type Json, join, parent } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/node.ts';
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
  let index: Map<string, string[]> | undefined; // made when something is violated
  const clausesOf = ({ schemaPath, where }: SchemaError) =>
    [where, parent(where)]
      .map((place) => {
        index ??= indexOf(places);
        return index.get(`${schemaPath} ${place}`);
      })
      .find((found) => found) ?? [];
  return { root: node, value, places, clausesOf };
}

function indexOf(places: readonly Position[]): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const { node, where, fits, isName } of places) {
    if (!fits || isName) continue;
    for (const [key, { id }] of node.clauses) {
      const place = key.startsWith('required/') ? join(where, key.slice('required/'.length)) : where;
      for (const entry of evidence(node, key).map((path) => `${path} ${place}`)) {
        index.set(entry, [...(index.get(entry) ?? []), id]);
      }
    }
  }
  return index;
}
