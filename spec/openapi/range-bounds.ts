import type { Json } from '../json.ts';
import type { Schema } from '../json-schema/schema.ts';
import type { Parameter } from './contract.ts';
import { normalizeName, splitWords } from './path-names.ts';
import { hasType, listAlternatives, listProperties } from './schema-properties.ts';

/** A query parameter, or a property of one in the style `deepObject`, that selects the items above or below a value. */
export interface RangeBound {
  /** The name in the query: `min_price`, `created[from]`. */
  name: string;
  parameter: Parameter;
  /** The property of a `deepObject` parameter. */
  member?: string;
  schema: Schema;
  side: 'lower' | 'upper';
  type: ValueType;
  /** The property of the items that is compared with the bound. */
  property: string;
  /**
   * Items nearer to the bound may be selected or not: times are rounded, and a date is another in each time zone.
   * In milliseconds for times and dates.
   */
  margin: number;
}

type ValueType = 'integer' | 'number' | 'date' | 'date-time';

const sides: Readonly<Record<RangeBound['side'], { any: RegExp; ofTimes: RegExp }>> = {
  lower: { any: /^(gt|gte|gteq|ge|min|minimum|from)$/, ofTimes: /^(after|since|start)$/ },
  upper: { any: /^(lt|lte|lteq|le|max|maximum|to)$/, ofTimes: /^(before|until|end)$/ },
};
/** The words that can precede the name of a number. */
const prefixes = /^(min|minimum|max|maximum)$/;
/** Names without a property, whose meaning is clear if items have one time only. */
const bare = /^(since|until)$/;
/** A bound of these is a number of items: `max_results`. */
const counted = /^(count|items?|results?|size|limit|total)$/;

const second = 1000;
const day = 86_400 * second;

/** Recognizes bounds by the names and schemas of query parameters and of the properties of the items. */
export function findRangeBounds(
  query: readonly Parameter[],
  properties: ReadonlyMap<string, Schema>,
): RangeBound[] {
  return query.flatMap((parameter): RangeBound[] => {
    const { name, schema } = parameter;
    if (properties.has(name) || parameter.mediaType !== undefined) return [];
    if (!hasType(schema, 'object')) {
      const bounds = listReadings(splitWords(name)).flatMap(
        (reading) => findBound({ name, parameter, schema }, reading, properties) ?? [],
      );
      return bounds.slice(0, 1);
    }
    const needsOthers = listAlternatives(schema).some(({ required = [] }) => required.length > 0);
    if (parameter.style !== 'deepObject' || needsOthers) return [];
    return listProperties(schema).flatMap(([member, own]) => {
      const reading = { word: normalizeName(member), stem: normalizeName(name) };
      return (
        findBound({ name: `${name}[${member}]`, parameter, member, schema: own }, reading, properties) ?? []
      );
    });
  });
}

interface Reading {
  /** The word for the side. */
  word: string;
  /** The name of the property, or the beginning of the name of a time. */
  stem: string;
  isPrefix?: true;
}

/** Reads the last word of a name, or the first, as that of a side. */
const listReadings = (words: readonly string[]): Reading[] => [
  { word: words.at(-1) ?? '', stem: words.slice(0, -1).join('') },
  { word: words[0] ?? '', stem: words.slice(1).join(''), isPrefix: true },
];

function findBound(
  bound: Pick<RangeBound, 'name' | 'parameter' | 'member' | 'schema'>,
  { word, stem, isPrefix }: Reading,
  properties: ReadonlyMap<string, Schema>,
): RangeBound | undefined {
  const type = findType(bound.schema);
  if (type === undefined) return undefined;
  const ofTime = isTime(type);
  const side = (['lower', 'upper'] as const).find(
    (each) => sides[each].any.test(word) || (ofTime && sides[each].ofTimes.test(word)),
  );
  if (!side || counted.test(stem) || (isPrefix && !ofTime && !prefixes.test(word))) return undefined;
  const compared = [...properties].flatMap(([property, schema]) => {
    const own = findType(schema);
    return own !== undefined && (ofTime ? isTime(own) : own === type) ? [{ property, own }] : [];
  });
  const named = compared.filter(({ property }) => normalizeName(property) === stem);
  const isTimeOf = (property: string): boolean =>
    ['at', 'on', 'date', 'time'].some((suffix) => normalizeName(property) === `${stem}${suffix}`);
  const times = ofTime ? compared.filter(({ property }) => isTimeOf(property)) : [];
  const candidates = stem === '' ? (bare.test(word) ? compared : []) : named.length > 0 ? named : times;
  const [only, ...others] = candidates;
  if (!only || others.length > 0) return undefined;
  const { property, own } = only;
  const margin = !ofTime || (type === 'date' && own === 'date') ? 0 : type === own ? 2 * second : 2 * day;
  return { ...bound, side, type, property, margin };
}

const isTime = (type: ValueType): boolean => type === 'date' || type === 'date-time';

/** The type of values that can be compared; undefined if there are several. */
function findType(schema: Schema): ValueType | undefined {
  const formats = (['date', 'date-time'] as const).filter((format) =>
    listAlternatives(schema).some((each) => each.format === format),
  );
  const types = [...formats, ...(['integer', 'number'] as const).filter((type) => hasType(schema, type))];
  return types.length === 1 ? types[0] : undefined;
}

/** The number by which a value is compared with a bound; undefined if it has another type. */
export function toComparable(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d([Tt ].*(Z|[+-]\d\d:\d\d))?$/i.test(value))
    return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
