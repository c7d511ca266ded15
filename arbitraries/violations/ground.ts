import type { SchemaError } from '../../spec/contract.ts';
import { type DocumentPointer, type InstancePointer, type Json, parent, tokens } from '../../spec/json.ts';
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
  const clausesOf = ({ schemaPath, where }: SchemaError): string[] => {
    const there = clausesAt(places, schemaPath, where);
    return there.length > 0 ? there : clausesAt(places, schemaPath, parent(where));
  };
  return { root: node, value, places, clausesOf };
}

/** The clauses that ajv shows violated by this keyword at this place; those of `required` stand one above. */
function clausesAt(
  places: readonly Position[],
  schemaPath: DocumentPointer,
  place: InstancePointer,
): string[] {
  const above = parent(place);
  const missing = `required/${tokens(place).at(-1) ?? ''}`;
  return places.flatMap(({ node, where, fits, isName }) => {
    if (!fits || isName) return [];
    const own = where === place ? [...node.clauses.keys()].filter((key) => !key.startsWith('required/')) : [];
    const keys = where === above && place !== '' ? [...own, missing] : own;
    return keys.flatMap((key) => {
      const clause = node.clauses.get(key);
      return clause && evidence(node, key).includes(schemaPath) ? [clause.id] : [];
    });
  });
}
