import { isObject } from '../../spec/json.ts';
import {
  type Direction,
  requiredOf,
  type Schema,
  type SchemaObject,
  typesOf,
} from '../../spec/json-schema/schema.ts';
import { canonical } from './combined-keywords.ts';

/** Whether no value fits two of these schemas, as far as their types and the values of their required properties tell. */
export function areDisjoint(schemas: readonly Schema[], direction: Direction): boolean {
  return schemas.every((one, index) =>
    schemas.slice(index + 1).every((other) => {
      if (typeof one === 'boolean' || typeof other === 'boolean') return one === false || other === false;
      return typesPart(one, other) || valuesPart(one, other) || propertiesPart(one, other, direction);
    }),
  );
}

function typesPart(one: SchemaObject, other: SchemaObject): boolean {
  const [mine, theirs] = [typesOf(one), typesOf(other)];
  if (mine === undefined || theirs === undefined) return false;
  const group = (type: string) => (type === 'integer' ? 'number' : type);
  return !mine.some((type) => theirs.map(group).includes(group(type)));
}

function listed(schema: SchemaObject): Set<string> | undefined {
  if (schema.const !== undefined) return new Set([canonical(schema.const)]);
  return schema.enum && new Set(schema.enum.map(canonical));
}

function valuesPart(one: SchemaObject, other: SchemaObject): boolean {
  const [mine, theirs] = [listed(one), listed(other)];
  return mine !== undefined && theirs !== undefined && ![...mine].some((value) => theirs.has(value));
}

/** An object cannot be both when a property that both require has other values in one than in the other. */
function propertiesPart(one: SchemaObject, other: SchemaObject, direction: Direction): boolean {
  if (typesOf(one)?.join() !== 'object' || typesOf(other)?.join() !== 'object') return false;
  const theirs = requiredOf(other, direction);
  return requiredOf(one, direction).some((name) => {
    const [a, b] = [one.properties?.[name], other.properties?.[name]];
    return theirs.includes(name) && isObject(a) && isObject(b) && (valuesPart(a, b) || typesPart(a, b));
  });
}
