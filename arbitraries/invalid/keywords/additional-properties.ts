import { isObject } from '../../../spec/json.ts';
import type { Mutator } from '../mutation.ts';

const unlistedNames: readonly [kind: string, rename: (name: string) => string][] = [
  ['unlisted', () => 'unexpected'],
  ['longer name', (name) => `${name}_`],
  ['name in other case', (name) => (name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase())],
  ['shorter name', (name) => name.slice(0, -1)],
];

/** One extra property with an unlisted name. */
function createMutator(keyword: 'additionalProperties' | 'unevaluatedProperties'): Mutator {
  return {
    keyword,
    *mutate(value, schema) {
      if (!isObject(value)) return;
      const listed = Object.keys(schema.properties ?? {});
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
