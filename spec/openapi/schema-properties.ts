import { type Schema, type SchemaType, typesOf } from '../json-schema/schema.ts';

/** The schemas that a value may have, without the `null` of a nullable one. */
export const listAlternatives = (schema: Schema): Exclude<Schema, boolean>[] =>
  typeof schema === 'boolean'
    ? []
    : [
        schema,
        ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(
          listAlternatives,
        ),
      ];

export const hasType = (schema: Schema, type: SchemaType): boolean =>
  listAlternatives(schema).some((each) => typesOf(each)?.includes(type));

/** Maximum depth of schemas that are searched for properties, because they can contain themselves. */
export const MAX_DEPTH = 5;

/** The schemas of the properties that a schema declares, in its branches too. */
export function listProperties(schema: Schema | undefined, depth = 0): [name: string, schema: Schema][] {
  if (schema === undefined || typeof schema === 'boolean' || depth > MAX_DEPTH) return [];
  const branches = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [
    ...Object.entries(schema.properties ?? {}),
    ...branches.flatMap((branch) => listProperties(branch, depth + 1)),
  ];
}
