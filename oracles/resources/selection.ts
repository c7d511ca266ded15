import type { Json } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import { type RangeBound, toBoundNumber, toComparable } from '../../spec/openapi/range-bounds.ts';
import type { ScenarioContext } from './judgement.ts';
import { getParameters, getQuery, getQueryValues } from './list-entries.ts';
import type { Entry } from './timeline.ts';

/** What a query parameter says of a property of the items that a list has. */
export interface Selection {
  /** The name in the query. */
  name: string;
  property: string;
  /** Completes `items …`: "whose `status` is draft". */
  description: string;
  /** Returns the values of items that the list should have left out. */
  findOthers(values: readonly Json[]): readonly Json[];
  /** Whether the list must have an item with the value. */
  selects(value: Json): boolean;
  /** Whether a list of items with these values shows that the parameter has an effect. */
  decides(values: readonly Json[]): boolean;
}

/** The selections in the query of a list. */
export function listSelections(list: Entry, context: ScenarioContext): Selection[] {
  const { filters, bounds } = getParameters(list, context);
  return [
    ...filters.flatMap((filter) => {
      const texts = getQueryValues(list, filter);
      return texts.length > 0 ? [selectValues(filter, texts)] : [];
    }),
    ...bounds.flatMap((bound) => {
      const text = getQuery(list, bound.name);
      return text === undefined ? [] : (selectRange(bound, text) ?? []);
    }),
  ];
}

/** Items with several values may have all of these in common, or one of them. */
const selectValues = ({ name }: Parameter, texts: readonly string[]): Selection => ({
  name,
  property: name,
  description: `whose \`${name}\` is ${texts.join(' or ')}`,
  findOthers: (values) => findOthers(values, texts),
  selects: (value) => (texts.length === 1 || !Array.isArray(value)) && texts.includes(String(value)),
  decides: () => true,
});

/**
 * Returns the values that match none of the texts. A number or time may be the lowest or the highest that is selected,
 * or two of them the ends of a range, and a text may be a part of the value.
 */
export function findOthers(values: readonly Json[], texts: readonly string[]): readonly Json[] {
  const others = values.filter((value) => !texts.some((text) => matches(value, text)));
  const isOn = (sign: number, value: Json, text: string): boolean => {
    const bound = toComparable(typeof value === 'number' ? Number(text) : text);
    const own = toComparable(value);
    return own !== undefined && bound !== undefined && Math.sign(own - bound) === sign;
  };
  const isOneSided = [1, -1].some((sign) =>
    others.every((value) => texts.every((text) => isOn(sign, value, text))),
  );
  const isBetween = others.every((value) =>
    [1, -1].every((sign) => texts.some((text) => isOn(sign, value, text))),
  );
  return isOneSided || isBetween ? [] : others;
}

function matches(value: Json, text: string): boolean {
  if (Array.isArray(value)) return value.some((item) => matches(item, text));
  return typeof value === 'string'
    ? value.toLowerCase().includes(text.toLowerCase())
    : String(value) === text.toLowerCase();
}

/** Selects the values on one side of a bound, and the bound itself if the document tells that it belongs to the range. */
function selectRange(bound: RangeBound, text: string): Selection | undefined {
  const { name, property, side, type, margin, includes } = bound;
  const isNumber = type === 'integer' || type === 'number';
  const limit = toBoundNumber(bound, isNumber ? Number(text) : text);
  if (limit === undefined) return undefined;
  const sign = side === 'lower' ? 1 : -1;
  const isBeyond = (value: Json, direction: number): boolean => {
    const own = toBoundNumber(bound, value);
    return own !== undefined && direction * (own - limit) > margin;
  };
  const isAt = (value: Json): boolean => margin === 0 && toBoundNumber(bound, value) === limit;
  const words = isNumber || type === 'decimal' ? ['above', 'below'] : ['after', 'before'];
  const word = words[side === 'lower' ? 0 : 1];
  return {
    name,
    property,
    description: `whose \`${property}\` is ${includes ? `${text} or ${word} it` : `${word} ${text}`}`,
    findOthers: (values) =>
      values.filter((value) => isBeyond(value, -sign) || (includes === false && isAt(value))),
    selects: (value) => isBeyond(value, sign) || (includes === true && isAt(value)),
    decides: (values) => values.some((value) => isBeyond(value, 1) || isBeyond(value, -1)),
  };
}
