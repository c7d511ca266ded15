import { isJsonObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import { type RangeBound, toComparable } from '../../spec/openapi/range-bounds.ts';
import { listAlternatives } from '../../spec/openapi/schema-properties.ts';

/** A query that selects some items of a list. */
export interface Selection {
  query: Record<string, Json>;
  /** Items that the list must have. */
  wanted: readonly JsonObject[];
}

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

/** Selects items by a bound between two of their values, else by one beyond all of them. */
export function selectByBound(bound: RangeBound, items: readonly Json[]): Selection | undefined {
  const { parameter, member, property, side, margin } = bound;
  const known = items.flatMap((item) => {
    const value = isJsonObject(item) ? toComparable(item[property]) : undefined;
    return isJsonObject(item) && value !== undefined ? [{ item, value }] : [];
  });
  const values = known.map(({ value }) => value).toSorted((a, b) => a - b);
  const [lowest, highest] = [values[0], values.at(-1)];
  if (lowest === undefined || highest === undefined) return undefined;
  const gaps = values.slice(1).map((high, index) => ({ low: values[index] ?? high, high }));
  const [widest] = gaps.toSorted((a, b) => b.high - b.low - (a.high - a.low));
  const middle = widest && toBound(bound, (widest.low + widest.high) / 2);
  const isBetween =
    middle !== undefined &&
    widest &&
    middle.number - widest.low > margin &&
    widest.high - middle.number > margin;
  const distance = margin + (isOfTime(bound) ? 86_400_000 : 1);
  const chosen = isBetween
    ? middle
    : toBound(bound, side === 'lower' ? highest + distance : lowest - distance);
  if (!chosen) return undefined;
  const sign = side === 'lower' ? 1 : -1;
  const wanted = known.find(({ value }) => sign * (value - chosen.number) > margin);
  return {
    query: { [parameter.name]: member === undefined ? chosen.value : { [member]: chosen.value } },
    wanted: wanted ? [wanted.item] : [],
  };
}

const isOfTime = ({ type }: RangeBound): boolean => type === 'date' || type === 'date-time';

/** The value of a bound that is nearest to a number, and its own number. Undefined if its schema does not allow it. */
function toBound(bound: RangeBound, number: number): { value: Json; number: number } | undefined {
  const { type, schema } = bound;
  if (isOfTime(bound)) {
    const time = new Date(Math.floor(number / 1000) * 1000).toISOString();
    const value = type === 'date' ? time.slice(0, 10) : time.replace('.000', '');
    return { value, number: Date.parse(value) };
  }
  const value = type === 'integer' ? Math.floor(number) : Number(number.toFixed(2));
  const isAllowed = listAlternatives(schema).every(
    ({ minimum = value, maximum = value, exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity }) =>
      value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum,
  );
  return isAllowed ? { value, number: value } : undefined;
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
