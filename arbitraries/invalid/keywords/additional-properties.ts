import { isObject } from '../../../spec/json.ts';
import type { Mutator } from '../mutation.ts';

const unlistedNames: readonly [kind: string, rename: (name: string) => string][] = [
  ['unlisted', () => 'unexpected'],
  ['longer name', (name) => `${name}_`],
  ['name in other case', (name) => (name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase())],
  ['shorter name', (name) => name.slice(0, -1)],
];

/** One extra property with an unlisted name. */
export const additionalProperties: Mutator = {
  keyword: 'additionalProperties',
  *mutate(value, schema) {
    if (!isObject(value)) return;
    const listed = Object.keys(schema.properties ?? {});
    for (const [kind, rename] of unlistedNames) {
      const name = rename(listed[0] ?? 'name');
      if (listed.includes(name) || Object.hasOwn(value, name) || name === '') continue;
      yield { path: [name], kind, problem: 'is not a listed property', after: 'unexpected' };
    }
  },
};
