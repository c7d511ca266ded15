import type { Clause } from '../spec/clause.ts';
import type { SchemaError } from '../spec/contract.ts';
import { type InstancePointer, isObject, type Json, join, parent } from '../spec/json.ts';
import { childOf, type SchemaNode } from '../spec/node.ts';
import { concerns, isListed } from './assertion.ts';
import { choose } from './branch.ts';
import { expected } from './expected.ts';

/** What a value says of one clause of shape: it holds, or what is wrong where. */
export interface ShapeObservation {
  clause: string;
  wrong?: { where: InstancePointer; expected: string; received: Json | undefined };
}

/** A value at its place in the body, with the schema that judges it there. */
interface Here {
  node: SchemaNode;
  value: Json;
  where: InstancePointer;
}

/** One body on its way down the tree, with all that ajv holds against it. */
interface Visit {
  errors: readonly SchemaError[];
  observe(observation: ShapeObservation): void;
}

/**
 * Judges a body by every clause of its tree that it can speak for. A discriminator's tag chooses the one schema that judges;
 * a whole body that ajv refuses although no clause does is a finding of the message's own `schema` clause.
 */
export function judgeShape(root: SchemaNode, body: Json): ShapeObservation[] {
  const observations: ShapeObservation[] = [];
  const { contract, direction, operation, place } = root.message;
  const errors = contract.validator(root.at, direction)(body);
  walk({ node: root, value: body, where: '' }, { errors, observe: (one) => observations.push(one) });
  const [first] = errors;
  const unexplained = first !== undefined && !observations.some(({ wrong }) => wrong);
  const wrong = {
    where: first?.where ?? '',
    expected: `a body that fits its schema: ${first?.message}`,
    received: body,
  };
  observations.push({ clause: `${operation}/${place}:schema`, ...(unexplained && { wrong }) });
  return observations;
}

function walk(here: Here, visit: Visit): void {
  const { node, value } = here;
  if (typeof node.schema === 'boolean') return;
  for (const [key, clause] of node.clauses)
    if (clause.keyword && !judgedByChoice.includes(clause.keyword)) assertKeyword(here, key, clause, visit);
  if (isObject(value)) walkProperties(here, value, visit);
  if (Array.isArray(value)) walkItems(here, value, visit);
  walkUnions(here, visit);
  walkInPlace(here, visit);
}

const judgedByChoice = ['anyOf', 'oneOf', 'discriminator'];

function assertKeyword({ node, value, where }: Here, key: string, clause: Clause, visit: Visit): void {
  const keyword = clause.keyword ?? '';
  if (typeof node.schema === 'boolean' || !concerns(node.schema, keyword, value)) return;
  const name = keyword === 'required' ? key.slice('required/'.length) : undefined;
  if (visit.errors.length === 0) {
    visit.observe({ clause: clause.id });
    return;
  }
  const place = name === undefined ? where : join(where, name);
  const path = join(node.at, keyword);
  if (!visit.errors.some((error) => error.schemaPath === path && speaksOf(error, keyword, place))) {
    visit.observe({ clause: clause.id });
    return;
  }
  const received = name === undefined ? value : undefined;
  visit.observe({ clause: clause.id, wrong: { where: place, expected: expected(node, clause), received } });
}

/** These keywords are told at the properties they concern, one below the value they stand on. */
const toldBelow = ['additionalProperties', 'propertyNames', 'dependentRequired'];

const speaksOf = (error: SchemaError, keyword: string, where: InstancePointer): boolean =>
  error.where === where || (toldBelow.includes(keyword) && parent(error.where) === where);

function walkProperties({ node, where }: Here, value: Record<string, unknown>, visit: Visit): void {
  const { schema } = node;
  // A property of a JSON object is JSON.
  const into = (child: SchemaNode, name: string) =>
    walk({ node: child, value: value[name] as Json, where: join(where, name) }, visit);
  for (const { keyword, key, node: child } of node.edges) {
    if (keyword === 'properties' && Object.hasOwn(value, String(key))) into(child, String(key));
    if (keyword === 'patternProperties')
      for (const name of Object.keys(value)) if (new RegExp(String(key), 'u').test(name)) into(child, name);
  }
  const others = childOf(node, 'additionalProperties');
  if (others === undefined || typeof schema === 'boolean') return;
  for (const name of Object.keys(value)) if (!isListed(schema, name)) into(others, name);
}

function walkItems({ node, where }: Here, items: Json[], visit: Visit): void {
  const rest = childOf(node, 'items');
  for (const [index, value] of items.entries()) {
    const child = childOf(node, 'prefixItems', index) ?? rest;
    if (child) walk({ node: child, value, where: join(where, index) }, visit);
  }
}

function walkInPlace({ node, value, where }: Here, visit: Visit): void {
  for (const { keyword, key, node: child } of node.edges) {
    const called = keyword === 'dependentSchemas' && isObject(value) && Object.hasOwn(value, String(key));
    if (keyword === 'allOf' || called) walk({ node: child, value, where }, visit);
  }
  const condition = childOf(node, 'if');
  if (condition === undefined) return;
  const { contract, direction } = node.message;
  const { schema } = condition;
  const met =
    typeof schema === 'boolean' ? schema : contract.validator(condition.at, direction)(value).length === 0;
  const branch = childOf(node, met ? 'then' : 'else');
  if (branch) walk({ node: branch, value, where }, visit);
}

function walkUnions(here: Here, visit: Visit): void {
  const { schema } = here.node;
  if (typeof schema === 'boolean') return;
  if (schema.anyOf) walkUnion(here, 'anyOf', visit);
  if (schema.oneOf) walkUnion(here, 'oneOf', visit);
}

function walkUnion(here: Here, keyword: 'anyOf' | 'oneOf', visit: Visit): void {
  const { node, value, where } = here;
  const { branches, fits, nearest } = choose(node, keyword, value);
  const tag = node.clauses.get('discriminator');
  if (tag && branches.length === 0) {
    visit.observe({ clause: tag.id, wrong: wrongTag(here) });
    return;
  }
  if (tag) visit.observe({ clause: tag.id });
  const union = node.clauses.get(keyword);
  const told = branches.length > 0 && (keyword === 'anyOf' || fits <= 1);
  const wrong = union && !told && { where, expected: fitting(node, union, fits, nearest), received: value };
  if (union) visit.observe({ clause: union.id, ...(wrong && { wrong }) });
  for (const branch of branches) walk({ node: branch, value, where }, visit);
}

function wrongTag({ node, value, where }: Here): NonNullable<ShapeObservation['wrong']> {
  const tags = node.edges.flatMap((edge) => edge.node.tag?.values ?? []);
  const expected = `one of ${tags.map((tag) => JSON.stringify(tag)).join(', ')}`;
  const property = typeof node.schema === 'object' ? node.schema.discriminator?.propertyName : undefined;
  if (!isObject(value) || property === undefined) return { where, expected, received: value };
  const received = Object.hasOwn(value, property) ? (value[property] as Json) : undefined; // a property of a JSON object is JSON
  return { where: join(where, property), expected, received };
}

function fitting(node: SchemaNode, clause: Clause, fits: number, nearest: SchemaNode | undefined): string {
  const words = expected(node, clause);
  if (fits > 1) return `${words}, but it fits ${fits} of them`;
  return nearest ? `${words} (nearest: ${nearest.name})` : words;
}
