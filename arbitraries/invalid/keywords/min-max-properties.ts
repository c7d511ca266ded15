import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import { listRequired } from '../../../spec/json-schema/schema.ts';
import { findChild, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { MutationContext, Mutator } from '../mutation.ts';

/** A request with more properties would be a load test. */
const MAX_PROPERTIES = 1_000;

/** Returns the object with its first properties. Required properties are kept before optional ones. */
function truncateObject(object: JsonObject, size: number, required: readonly string[]): JsonObject {
  const names = Object.keys(object);
  const order = [
    ...names.filter((name) => required.includes(name)),
    ...names.filter((name) => !required.includes(name)),
  ];
  return Object.fromEntries(order.slice(0, size).map((name) => [name, object[name] ?? null]));
}

/** Removes properties until one is missing for the minimum. */
export const minProperties: Mutator = {
  keyword: 'minProperties',
  *mutate(value, schema, node) {
    const { minProperties: minimum = 0 } = schema;
    if (!isObject(value) || minimum < 1) return;
    const required = listRequired(schema, node.message.direction);
    const after = truncateObject(value as JsonObject, minimum - 1, required);
    yield { kind: 'one less', problem: `has one property less than the minimum of ${minimum}`, after };
  },
};

/** Yields absent properties of the schema, then properties with invented names, without end. */
function* generateMoreProperties(
  object: JsonObject,
  node: SchemaNode,
  context: MutationContext,
): Generator<[string, Json]> {
  for (const { keyword, key, node: child } of node.edges) {
    if (keyword !== 'properties' || Object.hasOwn(object, String(key))) continue;
    const [item] = context.sample(child);
    if (item !== undefined) yield [String(key), item];
  }
  const additional = findChild(node, 'additionalProperties');
  const [item = Object.values(object)[0] ?? true] = additional ? context.sample(additional) : [];
  for (let count = 1; ; count += 1) yield [`extra${count}`, item];
}

/** Adds properties until there is one more than the maximum. */
export const maxProperties: Mutator = {
  keyword: 'maxProperties',
  *mutate(value, { maxProperties: maximum = 0 }, node, context) {
    if (!isObject(value) || maximum > MAX_PROPERTIES) return;
    const entries = Object.entries(value as JsonObject);
    for (const entry of generateMoreProperties(value as JsonObject, node, context)) {
      if (entries.length > maximum) break;
      entries.push(entry);
    }
    const problem = `has one property more than the maximum of ${maximum}`;
    yield { kind: 'one more', problem, after: Object.fromEntries(entries) };
  },
};
