import type { Json } from '../json.ts';
import { type Direction, isHidden, type Schema, type SchemaType, typesOf } from '../json-schema/schema.ts';
import { memoize } from '../memoize.ts';
import type { Operation, Parameter } from './contract.ts';
import { findResponse } from './find-response.ts';
import { isJsonMediaType } from './media-type.ts';
import { normalizeName } from './path-names.ts';

/** The query parameters of a list that are recognized by their names and schemas. */
export interface ListParameters {
  /** The maximum number of items. */
  limit?: Parameter;
  /** The number of a page. */
  page?: Parameter;
  /** The number of the first page, if the schema of `page` has a default or a minimum. */
  firstPage?: number;
  /** The number of items to leave out. */
  offset?: Parameter;
  /** The position that the response to the page before states. */
  cursor?: Parameter;
  /** The order, with the values that it can have. */
  sort?: { parameter: Parameter; values: readonly string[] };
  /** Parameters with the name of a property of the items, which are scalars or arrays of scalars. */
  filters: readonly Parameter[];
}

const limitNames = /^(limit|pagesize|perpage|size|top|maxresults|pagelimit|itemsperpage)$/;
const pageNames = /^(page|pagenumber|pageno|pageindex)$/;
const offsetNames = /^(offset|skip|startindex)$/;
const cursorNames = /^(cursor|pagetoken|nexttoken|continuationtoken|startingafter|after|pagecursor)$/;
const sortNames = /^(sort|sorting|sortby|orderby|order|ordering)$/;

/** Recognizes the parameters of a list. */
export const findListParameters = memoize((operation: Operation): ListParameters => {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  const findInteger = (names: RegExp) =>
    query.find(({ name, schema }) => names.test(normalizeName(name)) && hasType(schema, 'integer'));
  const [limit, page, offset] = [findInteger(limitNames), findInteger(pageNames), findInteger(offsetNames)];
  const cursor = query.find(
    ({ name, schema }) => cursorNames.test(normalizeName(name)) && hasType(schema, 'string'),
  );
  const sort = query.flatMap((parameter) => {
    const values = sortNames.test(normalizeName(parameter.name)) ? listTexts(parameter.schema) : [];
    return values.length > 0 ? [{ parameter, values }] : [];
  })[0];
  const properties = listItemProperties(operation);
  const filters = query.filter(
    (parameter) =>
      properties.has(parameter.name) &&
      isFilter(parameter.schema) &&
      ![limit, page, offset, cursor, sort?.parameter].includes(parameter),
  );
  const firstPage = page && findFirst(page.schema);
  return {
    ...(limit && { limit }),
    ...(page && { page }),
    ...(firstPage !== undefined && { firstPage }),
    ...(offset && { offset }),
    ...(cursor && { cursor }),
    ...(sort && { sort }),
    filters,
  };
});

/** The schemas that a value may have, without the `null` of a nullable one. */
const listAlternatives = (schema: Schema): Exclude<Schema, boolean>[] =>
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

/** Whether a value of the schema, or an item of it, is a scalar. */
const isFilter = (schema: Schema): boolean =>
  (['string', 'integer', 'number', 'boolean'] as const).some((type) => hasType(schema, type)) ||
  listAlternatives(schema).some(({ items }) => items !== undefined && isFilter(items));

/** The default of a number, else its minimum. */
const findFirst = (schema: Schema): number | undefined =>
  listAlternatives(schema)
    .flatMap(({ default: value, minimum }) => [value, minimum])
    .find((value) => typeof value === 'number');

/** The texts that a parameter or the items of an array parameter can have. */
const listTexts = (schema: Schema): string[] =>
  listAlternatives(schema).flatMap((each) => [
    ...(each.enum ?? []).filter((value) => typeof value === 'string'),
    ...(each.items === undefined ? [] : listTexts(each.items)),
  ]);

/** Maximum depth of schemas that are searched for properties, because they can contain themselves. */
const MAX_DEPTH = 5;

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

const listPropertyNames = (schema: Schema): string[] => listProperties(schema).map(([name]) => name);

/** The names of the properties that the JSON bodies of the successful responses of an operation have. */
export const listResponseProperties = (operation: Operation): string[] =>
  findSuccessSchemas(operation).flatMap((schema) =>
    listShownProperties(schema, 'response').map(([name]) => name),
  );

const findSuccessSchemas = (operation: Operation): Schema[] =>
  (findResponse(operation, 200) ?? operation.responses.find(({ status }) => status.startsWith('2')))?.content
    .filter(({ type }) => isJsonMediaType(type))
    .map(({ schema }) => schema) ?? [];

/** The names of the properties of the items in the successful response of a list. */
function listItemProperties(operation: Operation): ReadonlySet<string> {
  const findItems = (schema: Schema, depth: number): Schema[] =>
    depth > MAX_DEPTH
      ? []
      : listAlternatives(schema).flatMap((each) =>
          each.items === undefined
            ? Object.values(each.properties ?? {}).flatMap((property) =>
                hasType(property, 'array') ? findItems(property, depth + 1) : [],
              )
            : [each.items],
        );
  return new Set(
    findSuccessSchemas(operation)
      .flatMap((schema) => findItems(schema, 0))
      .flatMap(listPropertyNames),
  );
}
