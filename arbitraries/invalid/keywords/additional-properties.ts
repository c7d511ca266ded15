import { isObject } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { Mutator } from '../mutation.ts';

const unlistedNames: readonly [kind: string, rename: (name: string) => string][] = [
  ['unlisted', () => 'unexpected'],
  ['longer name', (name) => `${name}_`],
  ['name in other case', (name) => (name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase())],
  ['shorter name', (name) => name.slice(0, -1)],
];

/** The kind of change that adds a property of another branch of the same union. */
export const OF_OTHER_BRANCH = 'of another branch';

/** One extra property: a valid one of another branch, which a server may apply to all, or one with an unlisted name. */
function createMutator(keyword: 'additionalProperties' | 'unevaluatedProperties'): Mutator {
  return {
    keyword,
    *mutate(value, schema, node, context) {
      if (!isObject(value)) return;
      const listed = Object.keys(schema.properties ?? {});
      for (const [name, property] of context.listOtherBranches(node).flatMap(listProperties)) {
        if (listed.includes(name) || Object.hasOwn(value, name)) continue;
        const [after] = context.sample(property);
        if (after !== undefined)
          yield { path: [name], kind: OF_OTHER_BRANCH, problem: 'is a property of another branch', after };
      }
      const [similar = keyword === 'additionalProperties' ? 'name' : (Object.keys(value)[0] ?? 'name')] =
        listed;
      for (const [kind, rename] of unlistedNames) {
        const name = rename(similar);
        if (listed.includes(name) || Object.hasOwn(value, name) || name === '') continue;
        yield { path: [name], kind, problem: 'is not a listed property', after: 'unexpected' };
      }
    },
  };
}

/** The properties that a schema and those in its `allOf` declare. */
const listProperties = ({ edges }: SchemaNode): [name: string, property: SchemaNode][] =>
  edges.flatMap(({ keyword, key, node }): [string, SchemaNode][] =>
    keyword === 'properties' ? [[String(key), node]] : keyword === 'allOf' ? listProperties(node) : [],
  );

/** A property, if the schema of names accepts none. The mutators of other schemas of names violate `propertyNames`. */
export const propertyNames: Mutator = {
  keyword: 'propertyNames',
  *mutate(value, schema) {
    if (schema.propertyNames !== false || !isObject(value)) return;
    yield { path: ['unexpected'], kind: 'any name', problem: 'has a name', after: 'unexpected' };
  },
};

export const additionalProperties = createMutator('additionalProperties');
export const unevaluatedProperties = createMutator('unevaluatedProperties');
