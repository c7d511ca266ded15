import type { Json } from '../json.ts';
import { type Direction, isHidden, type Schema, type SchemaType, typesOf } from '../json-schema/schema.ts';
import type { Operation } from './contract.ts';
import { isJsonMediaType } from './media-type.ts';

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

/** The properties that messages of a direction can have: those that no branch of the schema declares as hidden. */
export function listShownProperties(schema: Schema, direction: Direction): [name: string, schema: Schema][] {
  const all = listProperties(schema);
  const hidden = new Set(all.filter(([, own]) => isHidden(own, direction)).map(([name]) => name));
  return all.filter(([name]) => !hidden.has(name));
}

/** The properties that a request can leave out and for which the document has a default, which is no object or array. */
export const listDefaults = ({ body }: Operation): [name: string, value: Json][] =>
  (body?.content ?? [])
    .filter(({ type }) => isJsonMediaType(type))
    .flatMap(({ schema }) => listShownProperties(schema, 'request'))
    .flatMap(([name, schema]): [string, Json][] => {
      const value = typeof schema === 'boolean' ? undefined : schema.default;
      return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, value as Json]] : []; // a scalar
    });
