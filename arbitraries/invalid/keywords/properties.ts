import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import { requiredOf, type SchemaObject } from '../../../spec/json-schema/schema.ts';
import { findChild, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { Change, Context, Violation } from '../mutation.ts';

/** More properties than this are a load test, not a violation. */
const MAX_PROPERTIES = 1_000;

const nearNames: readonly [kind: string, of: (name: string) => string][] = [
  ['unlisted', () => 'unexpected'],
  ['longer name', (name) => `${name}_`],
  ['name in other case', (name) => (name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase())],
  ['shorter name', (name) => name.slice(0, -1)],
];

export const additionalProperties: Violation = {
  keyword: 'additionalProperties',
  *changes(value, schema) {
    if (!isObject(value)) return;
    const listed = Object.keys(schema.properties ?? {});
    for (const [kind, of] of nearNames) {
      const name = of(listed[0] ?? 'name');
      if (listed.includes(name) || Object.hasOwn(value, name) || name === '') continue;
      yield { path: [name], now: 'unexpected', kind, says: 'is not a listed property' };
    }
  },
};

function shortened(value: JsonObject, length: number, required: readonly string[]): JsonObject {
  const names = Object.keys(value);
  const order = [
    ...names.filter((name) => required.includes(name)),
    ...names.filter((name) => !required.includes(name)),
  ];
  return Object.fromEntries(order.slice(0, length).map((name) => [name, value[name] ?? null]));
}

export const minProperties: Violation = {
  keyword: 'minProperties',
  *changes(value, schema, node) {
    const { minProperties: least = 0 } = schema;
    if (!isObject(value) || least < 1) return;
    const now = shortened(value as JsonObject, least - 1, requiredOf(schema, node.message.direction));
    yield { now, kind: 'one less', says: `has ${least - 1} properties where ${least} are asked` };
  },
};

/** Absent properties that the schema knows, then names that it does not. */
function* moreProperties(value: JsonObject, node: SchemaNode, context: Context): Generator<[string, Json]> {
  for (const { keyword, key, node: child } of node.edges) {
    if (keyword !== 'properties' || Object.hasOwn(value, String(key))) continue;
    const [item] = context.sample(child);
    if (item !== undefined) yield [String(key), item];
  }
  const other = findChild(node, 'additionalProperties');
  const [item = Object.values(value)[0] ?? true] = other ? context.sample(other) : [];
  for (let count = 1; ; count += 1) yield [`extra${count}`, item];
}

export const maxProperties: Violation = {
  keyword: 'maxProperties',
  *changes(value, { maxProperties: most = 0 }, node, context) {
    if (!isObject(value) || most > MAX_PROPERTIES) return;
    const entries = Object.entries(value as JsonObject);
    for (const entry of moreProperties(value as JsonObject, node, context)) {
      if (entries.length > most) break;
      entries.push(entry);
    }
    yield {
      now: Object.fromEntries(entries),
      kind: 'one more',
      says: `has ${most + 1} properties where ${most} are allowed`,
    };
  },
};

function* dependents(value: JsonObject, schema: SchemaObject): Generator<Change> {
  for (const [name, wanted] of Object.entries(schema.dependentRequired ?? {})) {
    for (const other of Object.hasOwn(value, name) ? wanted : []) {
      yield { path: [other], kind: 'absent', says: `is absent although \`${name}\` is there` };
    }
  }
}

export const dependentRequired: Violation = {
  keyword: 'dependentRequired',
  *changes(value, schema) {
    if (isObject(value)) yield* dependents(value as JsonObject, schema);
  },
};
