import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Schema } from '../../spec/json-schema/schema.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import type { ListParameters } from '../../spec/openapi/list-parameters.ts';
import { parsePattern, type RangeBound, toBoundNumber } from '../../spec/openapi/range-bounds.ts';
import { listAlternatives } from '../../spec/openapi/schema-properties.ts';

/** A query that selects some items of a list. */
export interface Selection {
  query: Record<string, Json>;
  /** Items that the list must have. */
  wanted: readonly JsonObject[];
}

/** The limit in the query of a list, if the document has no maximum. */
const MAX_ITEMS = 100;

/** A query for as many items as one response can have. */
export const selectAll = ({ limit }: Pick<ListParameters, 'limit'>): Record<string, Json> =>
  limit ? { [limit.name]: findMaximum(limit) } : {};

const findMaximum = ({ schema }: Parameter): number =>
  typeof schema === 'boolean' ? MAX_ITEMS : Math.min(schema.maximum ?? MAX_ITEMS, MAX_ITEMS);

/** A query with the value that an item has. An array parameter gets a list of one value. */
export const selectValue = (parameter: Parameter, value: Json): Record<string, Json> => ({
  [parameter.name]: isArray(parameter) ? [value] : value,
});

const isArray = ({ schema }: Parameter): boolean =>
  typeof schema !== 'boolean' && JSON.stringify(schema.anyOf ?? schema).includes('"items"');

/**
 * Selects two items by their different values, if the parameter can have several. If all items have the same value, it is
 * the second one, after another value that the document allows.
 */
export function selectSeveral(parameter: Parameter, items: readonly Json[]): Selection | undefined {
  const { name, schema } = parameter;
  const arrays = listAlternatives(schema).filter((each) => each.items !== undefined);
  if (arrays.length === 0 || arrays.some(({ maxItems = 2 }) => maxItems < 2)) return undefined;
  const known = items.flatMap((item) =>
    isJsonObject(item) && ['string', 'number'].includes(typeof item[name]) ? [item] : [],
  );
  const [first] = known;
  const value = first?.[name];
  if (!first || value === undefined) return undefined;
  const second = known.find((item) => item[name] !== value);
  const other = second?.[name];
  if (second && other !== undefined) return { query: { [name]: [value, other] }, wanted: [first, second] };
  const allowed = arrays
    .flatMap(({ items: own }) => (own === undefined ? [] : listAlternatives(own)))
    .flatMap((each) => each.enum ?? [])
    .find((each) => typeof each === 'string' && each !== value);
  return typeof allowed !== 'string' ? undefined : { query: { [name]: [allowed, value] }, wanted: [first] };
}

/** An item with the number of the property that a bound concerns. */
interface Known {
  item: JsonObject;
  value: number;
  text: string;
}

/**
 * Selects items by a bound between two of their values, else by one beyond all of them; by the value of an item if it is
 * described whether the bound selects it; and by a decimal for which a server that compares texts selects others.
 */
export function selectByBound(bound: RangeBound, items: readonly Json[]): Selection[] {
  const { property, side, margin, includes } = bound;
  const known = items
    .flatMap((item): Known[] => {
      const value = isJsonObject(item) ? toBoundNumber(bound, item[property]) : undefined;
      return isJsonObject(item) && value !== undefined ? [{ item, value, text: String(item[property]) }] : [];
    })
    .toSorted((a, b) => a.value - b.value);
  const values = known.map(({ value }) => value);
  const [lowest, highest] = [values[0], values.at(-1)];
  if (lowest === undefined || highest === undefined) return [];
  const gaps = values.slice(1).map((high, index) => ({ low: values[index] ?? high, high }));
  const [widest] = gaps.toSorted((a, b) => b.high - b.low - (a.high - a.low));
  const middle = widest && toBound(bound, (widest.low + widest.high) / 2);
  const isBetween =
    middle !== undefined &&
    widest &&
    middle.number - widest.low > margin &&
    widest.high - middle.number > margin;
  const isDecided = includes !== undefined && margin === 0;
  const edge =
    isDecided && widest && widest.high > widest.low ? widest[side === 'lower' ? 'high' : 'low'] : undefined;
  const distance = margin + (isOfTime(bound) ? 86_400_000 : 1);
  const beyond = (): Bound | undefined =>
    toBound(bound, side === 'lower' ? highest + distance : lowest - distance);
  const chosen = [
    ...(edge === undefined ? [isBetween ? middle : beyond()] : [toExactBound(bound, edge)]),
    ...(edge === undefined && includes && isDecided ? [toExactBound(bound, highest)] : []),
    ...(bound.type === 'decimal' ? [findTextBound(bound, known)] : []),
  ];
  return chosen.flatMap((each) => (each ? [toSelection(bound, each, known)] : []));
}

function toSelection(bound: RangeBound, { value, number }: Bound, known: readonly Known[]): Selection {
  const { parameter, member, side, margin, includes } = bound;
  const sign = side === 'lower' ? 1 : -1;
  const wanted = known.find(
    (each) => sign * (each.value - number) > margin || (includes && margin === 0 && each.value === number),
  );
  return {
    query: { [parameter.name]: member === undefined ? value : { [member]: value } },
    wanted: wanted ? [wanted.item] : [],
  };
}

const isOfTime = ({ type }: RangeBound): boolean => type === 'date' || type === 'date-time';

/** A value of a bound, and the number by which it is compared. */
interface Bound {
  value: Json;
  number: number;
}

/** The value of a bound that is nearest to a number. Undefined if its schema does not allow it. */
function toBound(bound: RangeBound, number: number): Bound | undefined {
  const { type, schema } = bound;
  if (isOfTime(bound)) {
    const time = new Date(Math.floor(number / 1000) * 1000).toISOString();
    const value = type === 'date' ? time.slice(0, 10) : time.replace('.000', '');
    return { value, number: Date.parse(value) };
  }
  if (type === 'decimal') return toDecimal(schema, number);
  const value = type === 'integer' ? Math.floor(number) : Number(number.toFixed(2));
  const isAllowed = listAlternatives(schema).every(
    ({ minimum = value, maximum = value, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity }) =>
      value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum,
  );
  return isAllowed ? { value, number: value } : undefined;
}

/** The same if the bound can have exactly this number. */
function toExactBound(bound: RangeBound, number: number): Bound | undefined {
  const exact = toBound(bound, number);
  return exact?.number === number ? exact : undefined;
}

/** A number as a text that the patterns of a schema accept, with 2 decimals if they do. */
function toDecimal(schema: Schema, number: number): Bound | undefined {
  const patterns = listAlternatives(schema).flatMap(({ pattern }) => pattern ?? []);
  const value = [2, 3, 4, 1, 0]
    .map((digits) => number.toFixed(digits))
    .find((text) => patterns.every((pattern) => parsePattern(pattern)?.test(text)));
  return value === undefined ? undefined : { value, number: Number(value) };
}

/** Finds a decimal beside which an item is on another side as a text than as a number: 9.00 and 240.00. */
function findTextBound(bound: RangeBound, known: readonly Known[]): Bound | undefined {
  const candidates = [1, 10, 100, 1000, 10_000].flatMap((unit) => [9 * unit, 2 * unit]);
  return candidates
    .flatMap((number) => toExactBound(bound, number) ?? [])
    .find(({ value, number }) =>
      known.some((each) => each.value !== number && each.text > String(value) !== each.value > number),
    );
}

/** Maximum number of properties by which a list is sorted. */
const MAX_ORDERS = 3;

/** Finds the values for the two orders of a property: `name` and `-name`, `Asc` and `Desc`. */
export function findOrders(values: readonly string[]): [ascending: string, descending: string][] {
  const byLowerCase = new Map(values.map((value) => [value.toLowerCase(), value]));
  const findReverse = (value: string): string | undefined =>
    [`-${value}`, value.replace('asc', 'desc'), `${value}_desc`, `${value}:desc`]
      .filter((reverse) => reverse !== value)
      .map((reverse) => byLowerCase.get(reverse))
      .find((reverse) => reverse !== undefined);
  return [...byLowerCase]
    .flatMap(([lower, value]): [string, string][] => {
      const reverse = findReverse(lower);
      return reverse === undefined ? [] : [[value, reverse]];
    })
    .slice(0, MAX_ORDERS);
}
