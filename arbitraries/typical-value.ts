import type { Json } from '../spec/json.ts';
import { type SchemaObject, typesOf } from '../spec/json-schema/schema.ts';

type Typical = (suffix: string) => string;

/** Typical values of formats that are not ids: a server can accept them without knowing them. */
const byFormat: Readonly<Record<string, Typical>> = {
  'date-time': () => '2030-01-15T12:00:00Z',
  date: () => '2030-01-15',
  time: () => '12:00:00Z',
  duration: () => 'PT1H',
  email: (suffix) => `conformance-${suffix}@example.com`,
  uri: (suffix) => `https://example.com/conformance-${suffix}`,
  url: (suffix) => `https://example.com/conformance-${suffix}`,
  'uri-reference': (suffix) => `/conformance-${suffix}`,
  hostname: () => 'example.com',
  ipv4: () => '192.0.2.1',
  ipv6: () => '2001:db8::1',
};

/**
 * Typical values by property name, which satisfy rules that documents do not state: known currencies, deliverable
 * addresses.
 */
const byName: readonly (readonly [pattern: RegExp, value: Typical])[] = [
  [/e-?mail/i, (suffix) => `conformance-${suffix}@example.com`],
  [/(ur[il]|link|website|href|webhook)$/i, (suffix) => `https://example.com/conformance-${suffix}`],
  [/currency/i, () => 'usd'],
  [/country/i, () => 'US'],
  [/lang(uage)?$|locale/i, () => 'en'],
  [/time_?zone|^tz$/i, () => 'UTC'],
  [/phone/i, () => '+12025550123'],
  [/colou?r/i, () => '#336699'],
  [/date$|_at$/i, () => '2030-01-15'],
  [/version/i, () => '1.0.0'],
];

/**
 * Returns a value that a person would write for a scalar schema; undefined for other schemas. It may be invalid,
 * because `pattern` is ignored: validate it before use.
 */
export function typicalValue(schema: SchemaObject, name: string, suffix: string): Json | undefined {
  const [type] = (typesOf(schema) ?? []).filter((each) => each !== 'null');
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return typicalNumber(schema);
  return type === 'string' && schema.pattern === undefined ? typicalText(schema, name, suffix) : undefined;
}

function typicalNumber({
  minimum,
  exclusiveMinimum,
  maximum,
  exclusiveMaximum,
  multipleOf = 1,
}: SchemaObject): number {
  const lowest = Math.max(
    minimum ?? Number.NEGATIVE_INFINITY,
    (exclusiveMinimum ?? Number.NEGATIVE_INFINITY) + multipleOf,
  );
  const highest = Math.min(
    maximum ?? Number.POSITIVE_INFINITY,
    (exclusiveMaximum ?? Number.POSITIVE_INFINITY) - multipleOf,
  );
  return Math.min(Math.max(multipleOf, lowest), highest);
}

/** Typical values are not padded beyond this length: the arbitraries generate longer texts. */
const MAX_PADDING = 1000;

function typicalText(
  { format, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: SchemaObject,
  name: string,
  suffix: string,
): string | undefined {
  if (minLength > MAX_PADDING) return undefined;
  const known = format === undefined ? byName.find(([pattern]) => pattern.test(name))?.[1] : byFormat[format];
  if (known === undefined && format !== undefined && !/^(password|binary|byte)$/.test(format))
    return undefined;
  const text = known?.(suffix) ?? `${toSlug(name) || 'conformance'}-${suffix}`;
  return known ? text : text.padEnd(minLength, 'a').slice(0, maxLength);
}

/** Converts a name to lower-case letters, digits and hyphens, because servers often accept nothing else as a name. */
const toSlug = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
