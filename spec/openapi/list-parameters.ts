import { isFreeText, type Schema } from '../json-schema/schema.ts';
import { memoize } from '../memoize.ts';
import type { Operation, Parameter } from './contract.ts';
import { findResponse } from './find-response.ts';
import { isJsonMediaType } from './media-type.ts';
import { normalizeName } from './path-names.ts';
import { findRangeBounds, type RangeBound } from './range-bounds.ts';
import {
  hasType,
  listAlternatives,
  listProperties,
  listShownProperties,
  MAX_DEPTH,
} from './schema-properties.ts';

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
  /** Parameters that compare a property of the items. */
  bounds: readonly RangeBound[];
}

/** The names of the number of items of a page, in the form of `normalizeName`. */
export const limitNames = /^(limit|pagesize|perpage|size|top|maxresults|pagelimit|itemsperpage)$/;
const pageNames = /^(page|pagenumber|pageno|pageindex)$/;
const offsetNames = /^(offset|skip|startindex)$/;
const cursorNames = /^(cursor|pagetoken|nexttoken|continuationtoken|startingafter|after|pagecursor)$/;
/** The names of the total number of items, in the form of `normalizeName`. */
export const totalNames = /^x?total(count|items|results|elements|records)?$/;
const pageCountNames =
  /^(pages|pagecount|pagescount|pagestotal|totalpages?|totalpagecount|numpages|numberofpages|maxpage|lastpage)$/;
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
  const selecting = query.filter(
    (parameter) => ![limit, page, offset, cursor, sort?.parameter].includes(parameter),
  );
  const filters = selecting.filter(({ name, schema }) => properties.has(name) && isFilter(schema));
  const firstPage = page && findFirst(page.schema);
  return {
    ...(limit && { limit }),
    ...(page && { page }),
    ...(firstPage !== undefined && { firstPage }),
    ...(offset && { offset }),
    ...(cursor && { cursor }),
    ...(sort && { sort }),
    filters,
    bounds: findRangeBounds(selecting, properties),
  };
});

/** The properties by which the body of a search selects items. */
export interface SearchProperties {
  /** The maximum number of items. */
  limit?: string;
  /** The properties that select items by their property with the same name, which is no free text, and their schemas. */
  filters: readonly (readonly [name: string, schema: Schema])[];
}

/** Whether the operation shows items in a list. */
export const showsItems = (operation: Operation): boolean => listItemProperties(operation).size > 0;

/**
 * Recognizes the properties of the body of a search. A free text may be searched for in other ways than by comparison, and
 * false may select all.
 */
export const findSearchProperties = memoize((operation: Operation): SearchProperties => {
  const own = (operation.body?.content ?? [])
    .filter(({ type }) => isJsonMediaType(type))
    .flatMap(({ schema }) => listShownProperties(schema, 'request'));
  const limit = own.find(
    ([name, schema]) => limitNames.test(normalizeName(name)) && hasType(schema, 'integer'),
  )?.[0];
  const items = listItemProperties(operation);
  const filters = own.filter(
    ([name, schema]) =>
      name !== limit &&
      items.has(name) &&
      isFilter(schema) &&
      !listAlternatives(schema).some((each) => hasType(each, 'string') && isFreeText(each)),
  );
  return { ...(limit !== undefined && { limit }), filters };
});

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

/** The names of the properties that the JSON bodies of the successful responses of an operation have. */
export const listResponseProperties = (operation: Operation): string[] => listResponseNames(operation, 0);

/** The same with the names in objects of the bodies, in which lists state their pages. */
export const listEnvelopeProperties = (operation: Operation): string[] =>
  listResponseNames(operation, MAX_ENVELOPES);

/** The page, offset and limit that the response has in a property with the name of the parameter. */
export const findStatedParameters = (operation: Operation): Parameter[] => {
  const { page, offset, limit } = findListParameters(operation);
  const names = new Set(listEnvelopeProperties(operation).map(normalizeName));
  return [page, offset, limit].flatMap((parameter) =>
    parameter && names.has(normalizeName(parameter.name)) && !ambiguousNames.test(parameter.name)
      ? [parameter]
      : [],
  );
};

/** Whether a property has the name of the number of pages. */
export const isPageCountName = (name: string): boolean => pageCountNames.test(normalizeName(name));

/** Names that can be those of the number of items on a page. */
const ambiguousNames = /^(size|top)$/i;

/** Maximum number of objects in each other in which a list states its pages. */
const MAX_ENVELOPES = 2;

const listResponseNames = (operation: Operation, depth: number): string[] =>
  findSuccessSchemas(operation).flatMap((schema) => listShownNames(schema, depth));

/** @param depth the number of objects in each other whose properties are listed too */
const listShownNames = (schema: Schema, depth: number): string[] =>
  listShownProperties(schema, 'response').flatMap(([name, own]) => [
    name,
    ...(depth > 0 && hasType(own, 'object') ? listShownNames(own, depth - 1) : []),
  ]);

const findSuccessSchemas = (operation: Operation): Schema[] =>
  (findResponse(operation, 200) ?? operation.responses.find(({ status }) => status.startsWith('2')))?.content
    .filter(({ type }) => isJsonMediaType(type))
    .map(({ schema }) => schema) ?? [];

/** The properties of the items in the successful response of a list. */
function listItemProperties(operation: Operation): ReadonlyMap<string, Schema> {
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
  return new Map(
    findSuccessSchemas(operation)
      .flatMap((schema) => findItems(schema, 0))
      .flatMap((schema) => listProperties(schema)),
  );
}
