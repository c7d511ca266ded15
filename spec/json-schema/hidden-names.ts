import { isObject, valueAt } from '../json.ts';
import { type Direction, isHidden } from './schema.ts';

/** The maximum number of `$ref`s and `allOf`s to follow, because they can form a cycle. */
const MAX_STEPS = 20;

/**
 * Lists the names of properties that messages of a direction omit (`readOnly` ones in requests, `writeOnly` ones in
 * responses). Finds those that the schema or, at any depth, a schema of its `allOf` declares. A `required` in any of
 * these schemas does not require the names.
 */
export function collectHiddenNames(
  document: unknown,
  schema: unknown,
  direction: Direction,
  steps = MAX_STEPS,
): string[] {
  return listConjuncts(document, schema, steps).flatMap(({ properties }) =>
    isObject(properties)
      ? Object.keys(properties).filter((name) => isHiddenProperty(document, properties[name], direction))
      : [],
  );
}

const isHiddenProperty = (document: unknown, property: unknown, direction: Direction): boolean =>
  listConjuncts(document, property, MAX_STEPS).some((schema) => isHidden(schema, direction));

/** Lists the schema and those that its `$ref` and `allOf` add to it. */
function listConjuncts(document: unknown, schema: unknown, steps: number): Record<string, unknown>[] {
  if (!isObject(schema) || steps === 0) return [];
  const { $ref: reference, allOf } = schema;
  const target = typeof reference === 'string' ? valueAt(document, reference) : undefined;
  const parts = Array.isArray(allOf) ? [target, ...allOf] : [target];
  return [schema, ...parts.flatMap((part) => listConjuncts(document, part, steps - 1))];
}
