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
  /** Whether items with exactly the value of the bound are selected. Undefined if that is not described. */
  includes?: boolean;
}

/** A decimal is a text such as `149.90`. */
type ValueType = 'integer' | 'number' | 'decimal' | 'date' | 'date-time';

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
      const reading = { word: normalizeName(member), stem: splitWords(name) };
      return (
        findBound({ name: `${name}[${member}]`, parameter, member, schema: own }, reading, properties) ?? []
      );
    });
  });
}

interface Reading {
  /** The word for the side. */
  word: string;
  /** The words for the property. */
  stem: readonly string[];
  isPrefix?: true;
}

/** Reads the last word of a name, or the first, as that of a side. */
const listReadings = (words: readonly string[]): Reading[] => [
  { word: words.at(-1) ?? '', stem: words.slice(0, -1) },
  { word: words[0] ?? '', stem: words.slice(1), isPrefix: true },
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
  const name = stem.join('');
  const isCount = counted.test(name) && type !== 'decimal';
  if (!side || isCount || (isPrefix && !ofTime && !prefixes.test(word))) return undefined;
  const compared = [...properties].flatMap(([property, schema]) => {
    const own = findType(schema);
    return own !== undefined && (ofTime ? isTime(own) : own === type) ? [{ property, own }] : [];
  });
  const text = [bound.parameter.description, describe(bound.schema)].join(' ');
  const candidates =
    stem.length === 0
      ? [bare.test(word) ? compared : []]
      : [
          compared.filter(({ property }) => normalizeName(property) === name),
          compared.filter(({ property }) => (ofTime ? isTimeOf : isKindOf)(splitWords(property), stem)),
          compared.filter(({ property }) => ofTime && isTimeOfVerb(splitWords(property), stem)),
          compared.filter(({ property }) => isNamedIn(text, property)),
        ];
  const [only, ...others] = candidates.find((each) => each.length > 0) ?? [];
  if (!only || others.length > 0) return undefined;
  const { property, own } = only;
  const margin = !ofTime || (type === 'date' && own === 'date') ? 0 : type === own ? 2 * second : 2 * day;
  const includes = findInclusion(word, text);
  return { ...bound, side, type, property, margin, ...(includes !== undefined && { includes }) };
}

const describe = (schema: Schema): string =>
  listAlternatives(schema)
    .map(({ description = '' }) => description)
    .join(' ');

const timeSuffixes = /^(at|on|date|time|datetime|timestamp|day)$/;

/** Whether a time has the name of what happened then: `created_at` is that of `created`. */
const isTimeOf = (property: readonly string[], stem: readonly string[]): boolean =>
  property.length === stem.length + 1 &&
  timeSuffixes.test(property.at(-1) ?? '') &&
  property.slice(0, -1).join() === stem.join();

/** The same for other forms of the verb: `issueDate` and `creation_date` are those of `issued` and `created`. */
const isTimeOfVerb = (property: readonly string[], stem: readonly string[]): boolean =>
  stem.length === 1 &&
  property.length <= 2 &&
  property.slice(1).every((suffix) => timeSuffixes.test(suffix)) &&
  toRoot(property[0] ?? '') === toRoot(stem[0] ?? '');

/** The part that the forms of a regular verb have in common: `issue` and `issued`, `ship` and `shipped`. */
const toRoot = (word: string): string =>
  word
    .replace(/ied$/, 'y')
    .replace(/([^aeiou])\1ed$/, '$1')
    .replace(/(ion|ed|e)$/, '');

/** Whether a number has a longer name that ends with the words: `netTotal` is a `total`. */
const isKindOf = (property: readonly string[], stem: readonly string[]): boolean =>
  property.length > stem.length &&
  !prefixes.test(property[0] ?? '') &&
  property.slice(-stem.length).join() === stem.join();

/** Whether a text has the name of a property as code, or as several words. */
function isNamedIn(text: string, property: string): boolean {
  const words = splitWords(property);
  return (
    text.includes(`\`${property}\``) ||
    (words.length > 1 && ` ${splitWords(text).join(' ')} `.includes(` ${words.join(' ')} `))
  );
}

const inclusive =
  /\b(or|and) (later|after|newer|more|greater|higher|above|earlier|before|older|less|fewer|lower|below|equal)\b|\binclusive|\bat (least|most)\b|\b(on or|not) (after|before)\b|[<>]=|[≥≤]/i;
const exclusive = /\b(exclusive|excluding|excluded|strictly)|\bnot inclusive/i;

/** Whether a bound selects the items with its value, by the word for its side or by its description. */
function findInclusion(word: string, text: string): boolean | undefined {
  if (/^(gte|gteq|ge|lte|lteq|le)$/.test(word)) return true;
  if (/^(gt|lt)$/.test(word)) return false;
  return inclusive.test(text) === exclusive.test(text) ? undefined : inclusive.test(text);
}

const isTime = (type: ValueType): boolean => type === 'date' || type === 'date-time';

/** The type of values that can be compared; undefined if there are several. */
function findType(schema: Schema): ValueType | undefined {
  const formats = (['date', 'date-time'] as const).filter((format) =>
    listAlternatives(schema).some((each) => each.format === format),
  );
  const types = [
    ...formats,
    ...(['integer', 'number'] as const).filter((type) => hasType(schema, type)),
    ...(listAlternatives(schema).some(isDecimal) ? (['decimal'] as const) : []),
  ];
  return types.length === 1 ? types[0] : undefined;
}

const decimals = ['0', '1', '10', '0.0', '1.5', '0.00', '10.50', '0.000', '1.2500'];
const others = ['', 'a', 'x1', '1a', '-', '1-1', '1:1', '2026-01-01', '1.1.1'];

/** Whether texts of the schema are decimals, by its format or the texts that its pattern accepts. */
function isDecimal({ format, pattern }: Exclude<Schema, boolean>): boolean {
  if (format === 'decimal') return true;
  const expression = pattern === undefined ? undefined : parsePattern(pattern);
  const accepts = (text: string): boolean => expression?.test(text) === true;
  return decimals.some((text) => text.includes('.') && accepts(text)) && !others.some(accepts);
}

/** Undefined for a pattern that is not valid. */
export function parsePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined; // another part of the suite reports it
  }
}

/** The number by which a value is compared with a bound; undefined if it has another type. */
export function toComparable(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d([Tt ].*(Z|[+-]\d\d:\d\d))?$/i.test(value))
    return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

/** The same for the value of a bound, or of the property that it concerns. */
export const toBoundNumber = (
  { type }: Pick<RangeBound, 'type'>,
  value: Json | undefined,
): number | undefined =>
  type === 'decimal' && typeof value === 'string'
    ? /^-?\d+(\.\d+)?$/.test(value)
      ? Number(value)
      : undefined
    : toComparable(value);
