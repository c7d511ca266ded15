import type { Schema, SchemaObject, SchemaType } from '../../spec/json-schema/schema.ts';
import { typesOf } from '../../spec/json-schema/schema.ts';
import { areDisjoint } from './disjoint-schemas.ts';
import type { Disjunction, Engine } from './model.ts';
import { listUnstatedTags } from './unstated-tags.ts';

/** Caches the schemas that a disjunction adds, because nodes are identified by their schema objects. */
const cache = new WeakMap<SchemaObject, Disjunction[]>();

/** Returns the disjunctions that the schema's own keywords express, such as the branches of an `anyOf`. */
export function getDisjunctions(engine: Engine, schema: SchemaObject): Disjunction[] {
  const cached = cache.get(schema);
  if (cached !== undefined) return cached;
  const disjunctions = [
    ...(schema.anyOf ? [fromBranches(engine, schema, schema.anyOf)] : []),
    ...(schema.oneOf ? [fromBranches(engine, schema, schema.oneOf)] : []),
    ...fromCondition(schema),
    ...fromDependencies(schema),
    ...negate(schema.not),
  ];
  cache.set(schema, disjunctions);
  return disjunctions;
}

/**
 * Whether a value that satisfies a branch of each disjunction may still violate the schema, so that it must be
 * validated.
 */
export function needsValidator(engine: Engine, schema: SchemaObject): boolean {
  if (schema.oneOf !== undefined && !areDisjoint(schema.oneOf, engine.context.direction)) return true;
  if (schema.not !== undefined && negate(schema.not).length === 0) return true;
  if (schema.if !== undefined && (schema.then !== undefined || schema.else !== undefined)) return true;
  return ['unevaluatedProperties', 'unevaluatedItems'].some((keyword) => (schema[keyword] ?? true) !== true);
}

function fromBranches(engine: Engine, schema: SchemaObject, branches: readonly Schema[]): Disjunction {
  return branches.map((branch) => {
    const tagSchema = createTagSchema(engine, schema, branch);
    return tagSchema === undefined ? [branch] : [branch, tagSchema];
  });
}

/**
 * Creates a schema that requires the discriminator value of the branch, unless the branch itself restricts the
 * property.
 */
function createTagSchema(engine: Engine, schema: SchemaObject, branch: Schema): SchemaObject | undefined {
  const name = schema.discriminator?.propertyName;
  const tags = listUnstatedTags(schema, branch, engine.context.contract);
  return name === undefined || tags.length === 0
    ? undefined
    : { required: [name], properties: { [name]: { enum: tags } } };
}

function fromCondition(schema: SchemaObject): Disjunction[] {
  if (schema.if === undefined || (schema.then === undefined && schema.else === undefined)) return [];
  const negated = negate(schema.if)[0] ?? [[]];
  return [[[schema.if, schema.then ?? true], ...negated.map((branch) => [schema.else ?? true, ...branch])]];
}

const forbidProperty = (name: string): SchemaObject => ({ properties: { [name]: false } });

function fromDependencies({ dependentSchemas, dependentRequired }: SchemaObject): Disjunction[] {
  return [
    ...Object.entries(dependentSchemas ?? {}).map(
      ([name, schema]): Disjunction => [[forbidProperty(name)], [{ required: [name] }, schema]],
    ),
    ...Object.entries(dependentRequired ?? {}).map(
      ([name, names]): Disjunction => [[forbidProperty(name)], [{ required: [name, ...names] }]],
    ),
  ];
}

const OTHER_TYPES: Readonly<Record<string, SchemaType[]>> = {
  null: ['boolean', 'object', 'array', 'number', 'string'],
  boolean: ['null', 'object', 'array', 'number', 'string'],
  object: ['null', 'boolean', 'array', 'number', 'string'],
  array: ['null', 'boolean', 'object', 'number', 'string'],
  number: ['null', 'boolean', 'object', 'array', 'string'],
  string: ['null', 'boolean', 'object', 'array', 'number'],
};

/**
 * Returns the negation of a schema as a disjunction. Empty if the schema is `false`, whose negation restricts nothing,
 * or if it uses anything but `required` alone or one `type` alone.
 */
function negate(schema: Schema | undefined): Disjunction[] {
  if (schema === undefined || schema === false) return [];
  if (schema === true || Object.keys(schema).length === 0) return [[[false]]];
  const keywords = Object.keys(schema)
    .filter((keyword) => keyword !== 'description' && keyword !== 'title')
    .join();
  if (keywords === 'required' && schema.required)
    return [schema.required.map((name) => [forbidProperty(name)])];
  const [type, ...otherTypes] = typesOf(schema) ?? [];
  const negated = keywords === 'type' && type && otherTypes.length === 0 ? OTHER_TYPES[type] : undefined;
  return negated === undefined ? [] : [[[{ type: negated }]]];
}
