import fc from 'fast-check';
import { UnsupportedSchema } from '../../arbitraries/unsupported-schema.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { canonicalize } from '../../spec/canonicalize.ts';
import type { Feature } from '../../spec/clauses/acceptance-clauses.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { PlanContext } from '../context.ts';
import { isValidAt } from '../is-valid-at.ts';
import { getAtPath, type InstancePath, setAtPath } from './path-to.ts';
import { sampleOne } from './sample-full-object.ts';

/** A value that exercises a feature at the end of a path. */
export interface FeatureValue {
  feature: Feature;
  path: InstancePath;
  value: Json;
}

/** A copy of the body with the value; undefined if an object or array on the path is missing. */
export const setFeature = (body: Json, { feature, path, value }: FeatureValue): Json | undefined =>
  feature === 'extra' ? addProperty(body, path) : setAtPath(body, path.steps, value);

/** Whether the body has the value. */
export const hasFeature = (body: Json, { feature, path, value }: FeatureValue): boolean =>
  feature === 'extra'
    ? isObject(body) && EXTRA in body
    : canonicalize(getAtPath(body, path.steps)) === canonicalize(value);

/**
 * Whether the values on the path are valid under the nodes that lead along it: the body takes these branches. Starts at
 * the end, because one branch is decided sooner than a union of many.
 */
export const followsPath = ({ nodes, steps }: InstancePath, body: Json): boolean =>
  nodes.toReversed().every(({ node, depth }) => {
    const value = getAtPath(body, steps.slice(0, depth));
    return value !== undefined && isValidAt(node, value);
  });

const EXTRA = 'x_conformance';

function addProperty(body: Json, path: InstancePath): Json | undefined {
  if (path.steps.length > 0 || !isObject(body)) return undefined;
  const value = { list: [1, null, 'é', true], note: 'an extra property' };
  return { ...(body as JsonObject), [EXTRA]: value }; // a JSON value that is an object
}

/**
 * For each format, values that together use every optional part of its syntax. For other formats, a random sample is
 * sent.
 */
const formatVariety: Readonly<Record<string, readonly string[]>> = {
  uri: [
    'https://user:pass@xn--bcher-kva.example:8443/a/./b/../%C3%A9;v=1,2/?q=x%20y&r=(1)#part',
    'http://127.0.0.1:8080/return?to=%2Faccount',
    'https://[2001:db8::1]/',
    'http://localhost',
  ],
};

/**
 * Returns candidate values that exercise a feature at a node, best first.
 * @param turn number of earlier nodes with the same feature, so that each node gets different values
 * @param current the value of an accepted request at the node
 */
export function listFeatureValues(
  context: PlanContext,
  feature: Feature,
  { schema }: SchemaNode,
  turn: number,
  current?: Json,
): Json[] {
  const { values, seed } = context;
  if (feature === 'null' || feature === 'extra') return [null];
  if (feature === 'any-scheme') return ['conformance://return/here'];
  if (typeof schema === 'boolean') return [];
  if (feature === 'most-items') return listLongest(context, schema, current);
  const change = changes[feature];
  if (change) {
    const texts =
      typeof current === 'string' ? [current] : sampleOne({ ...schema, type: 'string' }, values, seed);
    return texts.flatMap((text) => (typeof text === 'string' ? change(text, schema) : []));
  }
  // parsed from a JSON document, so its values are JSON
  if (feature === 'values') return (schema.enum ?? []).slice(0, MAX_ENUM_VALUES) as Json[];
  if (feature === 'minimum' || feature === 'maximum') return listBound(schema[feature]);
  if (feature === 'present') return fc.sample(validValue(schema, values), { seed, numRuns: 5 });
  const sample = (of: SchemaObject, numRuns = 1): string[] =>
    fc.sample(validValue(of, values), { seed, numRuns }).filter((value) => typeof value === 'string');
  if (feature === 'longest') return sample({ ...schema, minLength: schema.maxLength ?? 0 });
  if (feature === 'shortest') return sampleShortest(schema, (of) => sample(of));
  const known = formatVariety[schema.format ?? ''] ?? [];
  return known.length > 0 ? [...known.slice(turn % known.length), ...known] : sample(schema, 20);
}

const OFFSET = '+05:30';
const OFFSET_MINUTES = 330;

/** Returns the last leap year until a year, but none that is divisible by 100, because servers may treat it differently. */
const toLeapYear = (year: number): number => {
  const last = year - (year % 4);
  return last % 100 === 0 ? last + 4 : last;
};

/** For features of texts, how a valid text gets the feature and keeps its meaning. */
const changes: Readonly<Partial<Record<Feature, (text: string, schema: SchemaObject) => string[]>>> = {
  'any-offset': (text) => {
    const instant = Date.parse(text);
    if (Number.isNaN(instant)) return [];
    return [new Date(instant + OFFSET_MINUTES * 60_000).toISOString().replace('Z', OFFSET)];
  },
  'leap-day': (text) => {
    const year = Number(text.slice(0, 4));
    return Number.isNaN(year) ? [] : [`${String(toLeapYear(year)).padStart(4, '0')}-02-29`];
  },
  'plus-sign': (text) => [text.replace('@', '+tag@')],
  'any-character': (text, { maxLength = Number.POSITIVE_INFINITY }) => [
    `${[...text].slice(0, maxLength - 2).join('')}é漢`,
  ],
};

/** Maximum number of items that a list has. */
const MAX_ITEMS = 50;

/** A list with the maximum number of items: the current ones again, or random ones if they must be unique. */
function listLongest({ values, seed }: PlanContext, schema: SchemaObject, current: Json | undefined): Json[] {
  const { maxItems = 0, uniqueItems } = schema;
  if (maxItems > MAX_ITEMS) return [];
  const repeated =
    Array.isArray(current) && current.length > 0 && !uniqueItems
      ? [Array.from({ length: maxItems }, (_, index) => current[index % current.length] ?? null)]
      : [];
  return [...repeated, ...sampleOne({ ...schema, minItems: maxItems }, values, seed)];
}

/** Each value costs a request. */
const MAX_ENUM_VALUES = 12;

const listBound = (bound: number | undefined): number[] => (bound === undefined ? [] : [bound]);

/**
 * Returns samples of the shortest valid length: `maxLength` starts at `minLength` and increases, because a format may
 * need more characters.
 */
function sampleShortest(schema: SchemaObject, sample: (of: SchemaObject) => string[]): string[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  for (const surplus of [0, 3, 7, 10, 20, 40]) {
    try {
      const found = sample({ ...schema, maxLength: Math.min(minLength + surplus, maxLength) });
      if (found.length > 0) return found;
    } catch (error) {
      if (!(error instanceof UnsupportedSchema)) throw error; // no value has this length: try the next one
    }
  }
  return [];
}
