import { allows, jsonType } from '../../spec/json-schema/json-type.ts';
import type { SchemaObject, SchemaType } from '../../spec/json-schema/schema.ts';
import { typesOf } from '../../spec/json-schema/schema.ts';

/** The numbers that the parts give for a keyword. */
function numbers(parts: readonly SchemaObject[], keyword: string): number[] {
  return parts.flatMap((part) => (typeof part[keyword] === 'number' ? [part[keyword]] : []));
}

/** The strictest lower bound. */
export const highest = (parts: readonly SchemaObject[], keyword: string, none: number): number =>
  Math.max(none, ...numbers(parts, keyword));

/** The strictest upper bound. */
export const lowest = (parts: readonly SchemaObject[], keyword: string): number =>
  Math.min(Infinity, ...numbers(parts, keyword));

/** All different values that the parts give for a keyword. */
export function every<K extends keyof SchemaObject>(
  parts: readonly SchemaObject[],
  keyword: K,
): NonNullable<SchemaObject[K]>[] {
  return [...new Set(parts.flatMap((part) => (Object.hasOwn(part, keyword) ? [part[keyword]] : [])))].filter(
    (value): value is NonNullable<SchemaObject[K]> => value !== undefined && value !== null,
  );
}

const ALL: readonly SchemaType[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** The types that all parts allow, the simplest first; `number` stands for `integer` too. */
export function typesOfAll(parts: readonly SchemaObject[]): SchemaType[] {
  const types = ALL.filter((type) => parts.every((part) => allows(typesOf(part) ?? ALL, type)));
  return types.includes('number') ? types.filter((type) => type !== 'integer') : types;
}

/** Whether a value is of one of the types. */
export const isOf = (value: unknown, types: readonly SchemaType[]): boolean => allows(types, jsonType(value));

/** A text that is the same for equal JSON values (JSON Schema core section 4.2.2), whatever the order of names. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}
