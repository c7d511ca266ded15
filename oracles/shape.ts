import type { Clause } from '../spec/clauses/clause.ts';
import { type InstancePointer, isObject, type Json, joinPointer, parentPointer } from '../spec/json.ts';
import { findChild, type SchemaNode } from '../spec/json-schema/schema-node.ts';
import type { SchemaError } from '../spec/openapi/contract.ts';
import { choose } from './branch.ts';
import { type Assertion, type Checks, checksOf, type Kind, kindOf, type Union } from './checks.ts';
import { expected } from './expected.ts';

/** What a value says of one clause of shape: it holds, or what is wrong where. */
export interface ShapeObservation {
  clause: string;
  wrong?: { where: InstancePointer; expected: string; received: Json | undefined };
}

/** A value, the schema that judges it, and the step that led there: most places need no pointer, so it is made when asked for. */
interface Here {
  node: SchemaNode;
  value: Json;
  above?: Here;
  key?: string | number;
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
  const { contract, direction, operation, root: status } = root.message;
  const errors = contract.validator(root.schemaPointer, direction)(body);
  walk({ node: root, value: body }, { errors, observe: (one) => observations.push(one) });
  const [first] = errors;
  const unexplained = first !== undefined && !observations.some(({ wrong }) => wrong);
  const wrong = {
    where: first?.instancePointer ?? '',
    expected: `a body that fits its schema: ${first?.message}`,
    received: body,
  };
  observations.push({ clause: `${operation}/${status}:schema`, ...(unexplained && { wrong }) });
  return observations;
}

function whereOf({ above, key }: Here): InstancePointer {
  const there = above === undefined ? '' : whereOf(above);
  return key === undefined ? there : joinPointer(there, key);
}

function walk(here: Here, visit: Visit): void {
  const checks = checksOf(here.node);
  if (checks === undefined) return;
  const { value } = here;
  judgeAssertions(here, checks.assertions, kindOf(value), visit);
  if (isObject(value)) walkProperties(here, checks, value, visit);
  if (Array.isArray(value)) walkItems(here, checks, value, visit);
  for (const union of checks.unions) walkUnion(here, union, visit);
  walkInPlace(here, checks, visit);
}

function judgeAssertions(here: Here, assertions: readonly Assertion[], own: Kind, visit: Visit): void {
  const where = visit.errors.length > 0 ? whereOf(here) : '';
  for (const assertion of assertions) {
    if (assertion.kind !== undefined && assertion.kind !== own) continue;
    const clause = assertion.clause.id;
    const wrong = visit.errors.length > 0 && wrongAt(here, assertion, where, visit.errors);
    visit.observe(wrong ? { clause, wrong } : { clause });
  }
}

function wrongAt(
  { node, value }: Here,
  { clause, keyword, name, at }: Assertion,
  where: InstancePointer,
  errors: readonly SchemaError[],
): ShapeObservation['wrong'] {
  const place = name === undefined ? where : joinPointer(where, name);
  if (!errors.some((error) => error.schemaPointer === at && speaksOf(error, keyword, place)))
    return undefined;
  return {
    where: place,
    expected: expected(node, clause),
    received: name === undefined ? value : undefined,
  };
}

/** These keywords are told at the properties they concern, one below the value they stand on. */
const toldBelow = ['additionalProperties', 'propertyNames', 'dependentRequired'];

const speaksOf = (error: SchemaError, keyword: string, where: InstancePointer): boolean =>
  error.instancePointer === where ||
  (toldBelow.includes(keyword) && parentPointer(error.instancePointer) === where);

function walkProperties(above: Here, checks: Checks, value: Record<string, unknown>, visit: Visit): void {
  // A property of a JSON object is JSON.
  const into = (node: SchemaNode, key: string) =>
    walk({ node, value: value[key] as Json, above, key }, visit);
  for (const { name, node } of checks.properties) if (Object.hasOwn(value, name)) into(node, name);
  for (const { pattern, node } of checks.patterns)
    for (const name of Object.keys(value)) if (pattern.test(name)) into(node, name);
  const { others } = checks;
  if (others) for (const name of Object.keys(value)) if (!checks.isListed(name)) into(others, name);
}

function walkItems(above: Here, { prefix, items }: Checks, values: Json[], visit: Visit): void {
  if (prefix.size === 0 && items === undefined) return;
  for (const [key, value] of values.entries()) {
    const node = prefix.get(key) ?? items;
    if (node) walk({ node, value, above, key }, visit);
  }
}

function walkInPlace(above: Here, { parts, condition }: Checks, visit: Visit): void {
  const { node, value } = above;
  for (const { node: part, calledBy } of parts)
    if (calledBy === undefined || (isObject(value) && Object.hasOwn(value, calledBy)))
      walk({ node: part, value, above }, visit);
  if (condition === undefined) return;
  const { contract, direction } = node.message;
  const { schema } = condition;
  const met =
    typeof schema === 'boolean'
      ? schema
      : contract.validator(condition.schemaPointer, direction)(value).length === 0;
  const branch = findChild(node, met ? 'then' : 'else');
  if (branch) walk({ node: branch, value, above }, visit);
}

function walkUnion(here: Here, union: Union, visit: Visit): void {
  const { value } = here;
  const { tag, clause, keyword } = union;
  const { branches, fits, nearest } = choose(union, value);
  if (tag && branches.length === 0) {
    visit.observe({ clause: tag.id, wrong: wrongTag(here) });
    return;
  }
  if (tag) visit.observe({ clause: tag.id });
  const told = branches.length > 0 && (keyword === 'anyOf' || fits <= 1);
  if (clause)
    visit.observe(
      told
        ? { clause: clause.id }
        : {
            clause: clause.id,
            wrong: {
              where: whereOf(here),
              expected: fitting(here.node, clause, fits, nearest),
              received: value,
            },
          },
    );
  for (const branch of branches) walk({ node: branch, value, above: here }, visit);
}

function wrongTag(here: Here): NonNullable<ShapeObservation['wrong']> {
  const { node, value } = here;
  const where = whereOf(here);
  const tags = node.edges.flatMap((edge) => edge.node.tag?.values ?? []);
  const expected = `one of ${tags.map((tag) => JSON.stringify(tag)).join(', ')}`;
  const property = typeof node.schema === 'object' ? node.schema.discriminator?.propertyName : undefined;
  if (!isObject(value) || property === undefined) return { where, expected, received: value };
  const received = Object.hasOwn(value, property) ? (value[property] as Json) : undefined; // a property of a JSON object is JSON
  return { where: joinPointer(where, property), expected, received };
}

function fitting(node: SchemaNode, clause: Clause, fits: number, nearest: SchemaNode | undefined): string {
  const words = expected(node, clause);
  if (fits > 1) return `${words}, but it fits ${fits} of them`;
  return nearest ? `${words} (nearest: ${nearest.name})` : words;
}
