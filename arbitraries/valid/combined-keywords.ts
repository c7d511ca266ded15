import { allowsType, getJsonType } from '../../spec/json-schema/json-type.ts';
import { type SchemaObject, type SchemaType, typesOf } from '../../spec/json-schema/schema.ts';

function listNumbers(schemas: readonly SchemaObject[], keyword: string): number[] {
  return schemas.flatMap((schema) => (typeof schema[keyword] === 'number' ? [schema[keyword]] : []));
}

/** Returns the strictest lower bound of all schemas, or the default if none has the keyword. */
export const findLowerBound = (
  schemas: readonly SchemaObject[],
  keyword: string,
  defaultBound: number,
): number => Math.max(defaultBound, ...listNumbers(schemas, keyword));

/** Returns the strictest upper bound of all schemas; infinite if none has the keyword. */
export const findUpperBound = (schemas: readonly SchemaObject[], keyword: string): number =>
  Math.min(Infinity, ...listNumbers(schemas, keyword));

/** Lists the distinct values that the schemas give to a keyword. */
export function listKeywordValues<K extends keyof SchemaObject>(
  schemas: readonly SchemaObject[],
  keyword: K,
): NonNullable<SchemaObject[K]>[] {
  const values = schemas.flatMap((schema) => (Object.hasOwn(schema, keyword) ? [schema[keyword]] : []));
  return [...new Set(values)].filter(
    (value): value is NonNullable<SchemaObject[K]> => value !== undefined && value !== null,
  );
}

const ALL_TYPES: readonly SchemaType[] = [
  'null',
  'boolean',
  'integer',
  'number',
  'string',
  'array',
  'object',
];

/** Lists the types that all schemas allow, the simplest first. Omits `integer` if `number` is allowed. */
export function listCommonTypes(schemas: readonly SchemaObject[]): SchemaType[] {
  const types = ALL_TYPES.filter((type) =>
    schemas.every((schema) => allowsType(typesOf(schema) ?? ALL_TYPES, type)),
  );
  return types.includes('number') ? types.filter((type) => type !== 'integer') : types;
}

export const hasOneOfTypes = (value: unknown, types: readonly SchemaType[]): boolean =>
  allowsType(types, getJsonType(value));
