import type { Json } from '../json.ts';
import { memoize } from '../memoize.ts';
import { allowsType, getJsonType } from './json-type.ts';
import {
  type Direction,
  listHiddenNames,
  type Schema,
  type SchemaObject,
  type SchemaType,
  typesOf,
} from './schema.ts';

const allTypes: readonly SchemaType[] = ['null', 'boolean', 'object', 'array', 'integer', 'number', 'string'];

/** The depth of nested properties and branches that the search covers. Deeper contradictions are not found. */
const MAX_DEPTH = 6;
const MAX_STEPS = 500;

/**
 * Explains why no value satisfies a schema; undefined if none of the usual mistakes is found. Reports only certain
 * contradictions between keywords of one schema and of its `allOf`.
 */
export const findContradiction = (schema: Schema, direction: Direction): string | undefined =>
  typeof schema === 'object' ? findByDirection[direction](schema) : undefined;

const findByDirection: Readonly<Record<Direction, (schema: SchemaObject) => string | undefined>> = {
  request: memoize((schema) =>
    search([schema], { direction: 'request', depth: 0, budget: { steps: MAX_STEPS } }),
  ),
  response: memoize((schema) =>
    search([schema], { direction: 'response', depth: 0, budget: { steps: MAX_STEPS } }),
  ),
};

interface Search {
  direction: Direction;
  depth: number;
  /** The remaining number of schemas that the whole search may visit. */
  budget: { steps: number };
}

function search(parts: readonly Schema[], context: Search): string | undefined {
  context.budget.steps -= 1;
  if (context.depth > MAX_DEPTH || context.budget.steps < 0) return undefined;
  const schemas = parts.flatMap(listConjuncts);
  if (schemas.includes(false)) return 'it is false';
  const objects = schemas.filter((schema) => typeof schema === 'object');
  if (objects.some((schema) => schema.nullable === true)) return undefined;
  return contradictTypes(objects, context) ?? contradictBranches(objects, context);
}

/**
 * Lists the schema and those of its `allOf`. Terminates: loading has rejected schemas that contain themselves there.
 */
const listConjuncts = (schema: Schema): Schema[] =>
  typeof schema === 'boolean' ? [schema] : [schema, ...(schema.allOf ?? []).flatMap(listConjuncts)];

function contradictTypes(schemas: readonly SchemaObject[], context: Search): string | undefined {
  const types = listTypes(schemas);
  if (types.length === 0) return 'its types exclude each other';
  const values = listValues(schemas);
  if (values && !values.some((value) => types.includes(getJsonType(value))))
    return 'it allows none of the values of its `enum` or `const`';
  if (values) return undefined;
  const reasons = types.map((type) => contradictType(type, schemas, context));
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

const listTypes = (schemas: readonly SchemaObject[]): SchemaType[] =>
  allTypes.filter((type) => schemas.every((schema) => allowsType(typesOf(schema) ?? allTypes, type)));

/** Lists the values that `enum` and `const` allow; undefined if the schemas have neither. */
function listValues(schemas: readonly SchemaObject[]): Json[] | undefined {
  const lists = schemas.flatMap((schema) => [
    ...(schema.enum ? [schema.enum] : []),
    ...(schema.const === undefined ? [] : [[schema.const]]),
  ]) as Json[][]; // parts of a JSON document
  // arrays and objects are not compared
  if (lists.flat().some((value) => typeof value === 'object' && value !== null)) return undefined;
  const [first, ...others] = lists.map(
    (list) => new Map(list.map((value) => [JSON.stringify(value), value])),
  );
  return (
    first && [...first].filter(([key]) => others.every((other) => other.has(key))).map(([, value]) => value)
  );
}

function contradictType(
  type: SchemaType,
  schemas: readonly SchemaObject[],
  context: Search,
): string | undefined {
  switch (type) {
    case 'object':
      return (
        contradictLimits(schemas, 'minProperties', 'maxProperties') ?? contradictRequired(schemas, context)
      );
    case 'array':
      return contradictLimits(schemas, 'minItems', 'maxItems');
    case 'string':
      return contradictLimits(schemas, 'minLength', 'maxLength');
    case 'integer':
    case 'number':
      return contradictLimits(schemas, 'minimum', 'maximum');
    default:
      return undefined;
  }
}

const deeper = (context: Search): Search => ({ ...context, depth: context.depth + 1 });

type Limit = 'minProperties' | 'minItems' | 'minLength' | 'minimum';

function contradictLimits(
  schemas: readonly SchemaObject[],
  lower: Limit,
  upper: 'maxProperties' | 'maxItems' | 'maxLength' | 'maximum',
): string | undefined {
  const min = Math.max(...schemas.map((schema) => schema[lower] ?? -Infinity));
  const max = Math.min(...schemas.map((schema) => schema[upper] ?? Infinity));
  return min > max ? `its ${lower} ${min} is greater than its ${upper} ${max}` : undefined;
}

function contradictRequired(schemas: readonly SchemaObject[], context: Search): string | undefined {
  const hidden = schemas.flatMap((schema) => listHiddenNames(schema, context.direction));
  const required = new Set(
    schemas.flatMap((schema) => schema.required ?? []).filter((name) => !hidden.includes(name)),
  );
  for (const name of required) {
    if (schemas.some((schema) => isClosedTo(schema, name)))
      return `\`${name}\` is required, and \`additionalProperties: false\` of another schema excludes it`;
    const properties = schemas.map((schema) => getProperty(schema, name) ?? true);
    const reason = search(properties, deeper(context));
    if (reason) return `\`${name}\` is required, and no value satisfies its schema: ${reason}`;
  }
  return undefined;
}

const getProperty = ({ properties = {} }: SchemaObject, name: string): Schema | undefined =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

const isClosedTo = (schema: SchemaObject, name: string): boolean =>
  schema.additionalProperties === false &&
  schema.patternProperties === undefined &&
  getProperty(schema, name) === undefined;

/**
 * Explains why all branches of a union contradict the other keywords; undefined if one of the branches may be
 * satisfied.
 */
function contradictBranches(schemas: readonly SchemaObject[], context: Search): string | undefined {
  for (const keyword of ['anyOf', 'oneOf'] as const)
    for (const schema of schemas) {
      const branches = schema[keyword] ?? [];
      const reasons = branches.map((branch) => search([...withoutUnions(schemas), branch], deeper(context)));
      if (reasons.length > 0 && reasons.every((reason) => reason !== undefined))
        return `no schema of its \`${keyword}\` can be satisfied: ${reasons[0]}`;
    }
  return undefined;
}

/**
 * Removes the unions, so that each can be combined with the other keywords separately. Combining all would be
 * exponential.
 */
const withoutUnions = (schemas: readonly SchemaObject[]): SchemaObject[] =>
  schemas.map(({ anyOf: _anyOf, oneOf: _oneOf, allOf: _allOf, ...others }) => others);
