import fc from 'fast-check';
import { isHidden, type Schema, type SchemaObject } from '../../spec/json-schema/schema.ts';
import { filterWithLimit } from '../filter-with-limit.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import { listKeywordValues } from './combined-keywords.ts';
import type { Conjunction, ValueNode } from './model.ts';
import { patternStrings } from './pattern-strings.ts';
import { getMatcher, listPropertySchemas, type Property } from './properties.ts';

/**
 * A group of unnamed properties that the same schemas constrain: all that match one pattern, or all that match none.
 */
export interface AdditionalProperties {
  names: fc.Arbitrary<string>;
  node: ValueNode;
  /** Whether the contract has a schema for these properties. Otherwise it merely does not forbid them. */
  isDeclared: boolean;
}

/** A prefix that makes it unlikely that a server gives a meaning to the name. */
const NEUTRAL_PREFIX = 'x_';
const neutralNames = fc.stringMatching(/^[a-z0-9]{1,6}$/).map((name) => `${NEUTRAL_PREFIX}${name}`);
const STRING_SCHEMA: SchemaObject = { type: 'string' };

/**
 * Lists the groups of additional properties that the schemas allow: one for each pattern, and one for all other names.
 */
export function listAdditionalProperties(
  conjunction: Conjunction,
  properties: readonly Property[],
): AdditionalProperties[] {
  const { engine, schemas } = conjunction;
  const patterns = [...new Set(schemas.flatMap((schema) => Object.keys(schema.patternProperties ?? {})))];
  const taken = new Set([...properties.map(({ name }) => name), ...(engine.context.reservedNames ?? [])]);
  const matchesOnly = (name: string, pattern: string) => listMatching(patterns, name).join('\n') === pattern;
  return [
    ...patterns.flatMap((pattern) =>
      fromPattern(conjunction, pattern, (name) => !taken.has(name) && matchesOnly(name, pattern)),
    ),
    ...fromOtherNames(
      conjunction,
      patterns,
      (name) => !taken.has(name) && listMatching(patterns, name).length === 0,
    ),
  ];
}

const listMatching = (patterns: readonly string[], name: string): string[] =>
  patterns.filter((pattern) => getMatcher(pattern).test(name));

/** Returns the group of properties whose names match only this pattern. */
function fromPattern(
  conjunction: Conjunction,
  pattern: string,
  isAvailable: (name: string) => boolean,
): AdditionalProperties[] {
  const { engine, schemas } = conjunction;
  const anyLength = { min: 0, max: Infinity };
  const names = patternStrings(getMatcher(pattern).regex, anyLength, engine.context) ?? neutralNames;
  const propertySchemas = schemas.flatMap((schema): Schema[] => {
    const declared = Object.hasOwn(schema.patternProperties ?? {}, pattern)
      ? schema.patternProperties?.[pattern]
      : schema.additionalProperties;
    return declared === undefined ? [] : [declared];
  });
  if (propertySchemas.includes(false) || hasHidden(conjunction, propertySchemas)) return [];
  const available = filterNames(conjunction, names, isAvailable);
  if (!hasNames(available)) return [];
  return [
    {
      names: available,
      node: engine.getNode(propertySchemas),
      isDeclared: true,
    },
  ];
}

/** Whether any names can be generated. All names of a pattern may also match another pattern. */
function hasNames(names: fc.Arbitrary<string>): boolean {
  try {
    return fc.sample(names, { numRuns: 1, seed: 1 }).length > 0;
  } catch (error) {
    if (error instanceof UnsupportedSchema) return false;
    throw error;
  }
}

/** Returns the group of properties whose names match no pattern. */
function fromOtherNames(
  conjunction: Conjunction,
  patterns: readonly string[],
  isAvailable: (name: string) => boolean,
): AdditionalProperties[] {
  const { engine, schemas } = conjunction;
  const propertySchemas =
    listMatching(patterns, NEUTRAL_PREFIX).length > 0
      ? listKeywordValues(schemas, 'additionalProperties')
      : listPropertySchemas(schemas, NEUTRAL_PREFIX);
  const isForbidden =
    propertySchemas.includes(false) ||
    hasHidden(conjunction, propertySchemas) ||
    schemas.some((schema) => schema.unevaluatedProperties === false || schema.propertyNames === false);
  if (isForbidden) return [];
  const names = filterNames(conjunction, otherNames(conjunction), isAvailable);
  if (patterns.length > 0 && !hasNames(names)) return [];
  return [
    {
      names,
      node: engine.getNode(propertySchemas),
      isDeclared: propertySchemas.some((schema) => typeof schema === 'object'),
    },
  ];
}

const hasHidden = ({ engine }: Conjunction, schemas: readonly Schema[]): boolean =>
  schemas.some((schema) => isHidden(schema, engine.context.direction));

/** An arbitrary of names that `propertyNames` allows, or of neutral names if the keyword is absent. */
function otherNames({ engine, schemas }: Conjunction): fc.Arbitrary<string> {
  const nameSchemas = listKeywordValues(schemas, 'propertyNames');
  if (nameSchemas.length === 0) return neutralNames;
  const node = engine.getNode([...nameSchemas, STRING_SCHEMA]);
  if (engine.getMinDepth(node) === Infinity) return fc.constant('');
  const names = engine.getArbitrary(node, 'any').filter((name): name is string => typeof name === 'string');
  return fc.oneof({ arbitrary: names, weight: 1 });
}

/** Restricts names to those that are not yet used and satisfy `propertyNames`. */
function filterNames(
  { engine, node, schemas }: Conjunction,
  names: fc.Arbitrary<string>,
  isAvailable: (name: string) => boolean,
): fc.Arbitrary<string> {
  const nameSchemas = listKeywordValues(schemas, 'propertyNames');
  const isAllowed = (name: string) => isAvailable(name) && engine.isValid(nameSchemas, name);
  return filterWithLimit(names, isAllowed, () => {
    const reason = 'fewer than 1 in 1,000 names satisfy the other keywords';
    return new UnsupportedSchema(engine.pointerTo(node.schemas), 'propertyNames', reason);
  });
}
