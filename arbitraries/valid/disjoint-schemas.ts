import { canonicalize } from '../../spec/canonicalize.ts';
import { isObject } from '../../spec/json.ts';
import {
  type Direction,
  listRequired,
  type Schema,
  type SchemaObject,
  typesOf,
} from '../../spec/json-schema/schema.ts';

/**
 * Whether it is certain that no value satisfies two of the schemas. Compares only types, `enum` and `const`, also of
 * required properties.
 */
export function areDisjoint(schemas: readonly Schema[], direction: Direction): boolean {
  return schemas.every((a, index) =>
    schemas.slice(index + 1).every((b) => {
      if (typeof a === 'boolean' || typeof b === 'boolean') return a === false || b === false;
      return haveDisjointTypes(a, b) || haveDisjointValues(a, b) || haveDisjointProperties(a, b, direction);
    }),
  );
}

function haveDisjointTypes(a: SchemaObject, b: SchemaObject): boolean {
  const [typesOfA, typesOfB] = [typesOf(a), typesOf(b)];
  if (typesOfA === undefined || typesOfB === undefined) return false;
  const widen = (type: string) => (type === 'integer' ? 'number' : type);
  return !typesOfA.some((type) => typesOfB.map(widen).includes(widen(type)));
}

function haveDisjointValues(a: SchemaObject, b: SchemaObject): boolean {
  const [valuesOfA, valuesOfB] = [listValues(a), listValues(b)];
  if (valuesOfA === undefined || valuesOfB === undefined) return false;
  return ![...valuesOfA].some((value) => valuesOfB.has(value));
}

function listValues(schema: SchemaObject): Set<string> | undefined {
  if (schema.const !== undefined) return new Set([canonicalize(schema.const)]);
  return schema.enum && new Set(schema.enum.map(canonicalize));
}

/** Two object schemas are disjoint if the schemas of a property that both require are disjoint. */
function haveDisjointProperties(a: SchemaObject, b: SchemaObject, direction: Direction): boolean {
  if (typesOf(a)?.join() !== 'object' || typesOf(b)?.join() !== 'object') return false;
  const requiredByB = listRequired(b, direction);
  return listRequired(a, direction).some((name) => {
    const [inA, inB] = [a.properties?.[name], b.properties?.[name]];
    if (!requiredByB.includes(name) || !isObject(inA) || !isObject(inB)) return false;
    return haveDisjointValues(inA, inB) || haveDisjointTypes(inA, inB);
  });
}
