import { isObject, valueAt } from '../json.ts';
import { type Direction, isHidden } from './schema.ts';

/** A chain of `$ref`s and `allOf`s is followed this far, because it can be a cycle. */
const MAX_STEPS = 20;

/**
 * The names of the properties that messages of a direction omit, of a schema with references: those that the schema or
 * a schema of its `allOf` declares as hidden, at any depth. A `required` in the same schema or below it does not
 * require these names.
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

/** The schema and those that its `$ref` and `allOf` add to it. */
function listConjuncts(document: unknown, schema: unknown, steps: number): Record<string, unknown>[] {
  if (!isObject(schema) || steps === 0) return [];
  const { $ref: reference, allOf } = schema;
  const target = typeof reference === 'string' ? valueAt(document, reference) : undefined;
  const parts = Array.isArray(allOf) ? [target, ...allOf] : [target];
  return [schema, ...parts.flatMap((part) => listConjuncts(document, part, steps - 1))];
}
