import { isObject, parsePointer } from '../../spec/json.ts';
import type { Schema, SchemaObject, SchemaType } from '../../spec/json-schema/schema.ts';
import { typesOf } from '../../spec/json-schema/schema.ts';
import { tagsOf } from '../../spec/json-schema/union.ts';
import { areDisjoint } from './disjoint.ts';
import type { Engine } from './engine.ts';

/** A choice: each option is a list of schemas to be met. */
type Fork = readonly (readonly Schema[])[];

/** Schemas of our own stand for what a choice implies; they are made once for each schema, so that nodes can be told apart. */
const implied = new WeakMap<SchemaObject, Fork[]>();

/** The choices that a schema's own keywords leave. */
export function forksOf(engine: Engine, schema: SchemaObject): Fork[] {
  const known = implied.get(schema);
  if (known !== undefined) return known;
  const forks = [
    ...(schema.anyOf ? [branches(engine, schema, schema.anyOf)] : []),
    ...(schema.oneOf ? [branches(engine, schema, schema.oneOf)] : []),
    ...conditions(schema),
    ...dependencies(schema),
    ...negations(schema.not),
  ];
  implied.set(schema, forks);
  return forks;
}

/** Whether choosing is not enough, and the value must be shown to ajv. */
export function mustBeJudged(engine: Engine, schema: SchemaObject): boolean {
  if (schema.oneOf !== undefined && !areDisjoint(schema.oneOf, engine.context.direction)) return true;
  if (schema.not !== undefined && negations(schema.not).length === 0) return true;
  if (schema.if !== undefined && (schema.then !== undefined || schema.else !== undefined)) return true;
  return ['unevaluatedProperties', 'unevaluatedItems'].some((keyword) => (schema[keyword] ?? true) !== true);
}

function branches(engine: Engine, schema: SchemaObject, list: readonly Schema[]): Fork {
  return list.map((branch) => {
    const tag = tagOf(engine, schema, branch);
    return tag === undefined ? [branch] : [branch, tag];
  });
}

/** What the discriminator says of a value that is meant for this branch, where the branch itself does not say it. */
function tagOf(engine: Engine, schema: SchemaObject, branch: Schema): SchemaObject | undefined {
  const name = schema.discriminator?.propertyName;
  if (name === undefined || typeof branch === 'boolean') return undefined;
  const own = Object.hasOwn(branch.properties ?? {}, name) ? branch.properties?.[name] : undefined;
  if (isObject(own) && (own.const !== undefined || own.enum !== undefined)) return undefined;
  const place = engine.context.contract.pointerTo(branch);
  const tags = place === undefined ? [] : tagsOf(schema, parsePointer(place).at(-1) ?? '');
  return tags.length === 0 ? undefined : { required: [name], properties: { [name]: { enum: tags } } };
}

function conditions(schema: SchemaObject): Fork[] {
  if (schema.if === undefined || (schema.then === undefined && schema.else === undefined)) return [];
  const otherwise = (negations(schema.if)[0] ?? [[]]).map((not) => [schema.else ?? true, ...not]);
  return [[[schema.if, schema.then ?? true], ...otherwise]];
}

const without = (name: string): SchemaObject => ({ properties: { [name]: false } });

function dependencies(schema: SchemaObject): Fork[] {
  const schemas = Object.entries(schema.dependentSchemas ?? {}).map(([name, then]): Fork => {
    return [[without(name)], [{ required: [name] }, then]];
  });
  const names = Object.entries(schema.dependentRequired ?? {}).map(([name, then]): Fork => {
    return [[without(name)], [{ required: [name, ...then] }]];
  });
  return [...schemas, ...names];
}

const OTHER_TYPES: Readonly<Record<string, SchemaType[]>> = {
  null: ['boolean', 'object', 'array', 'number', 'string'],
  boolean: ['null', 'object', 'array', 'number', 'string'],
  object: ['null', 'boolean', 'array', 'number', 'string'],
  array: ['null', 'boolean', 'object', 'number', 'string'],
  number: ['null', 'boolean', 'object', 'array', 'string'],
  string: ['null', 'boolean', 'object', 'array', 'number'],
};

/** What `not` leaves, where it is simple enough to be said the other way round; nothing where it is not. */
function negations(not: Schema | undefined): Fork[] {
  if (not === undefined || not === false) return [];
  if (not === true || Object.keys(not).length === 0) return [[[false]]];
  const keywords = Object.keys(not).filter((keyword) => keyword !== 'description' && keyword !== 'title');
  if (keywords.join() === 'required' && not.required) return [not.required.map((name) => [without(name)])];
  const type = typesOf(not)?.[0];
  const other =
    keywords.join() === 'type' && typesOf(not)?.length === 1 && type ? OTHER_TYPES[type] : undefined;
  return other === undefined ? [] : [[[{ type: other }]]];
}
