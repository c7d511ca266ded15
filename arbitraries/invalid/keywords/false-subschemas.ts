import { isObject } from '../../../spec/json.ts';
import { listFalseSubschemas } from '../../../spec/json-schema/false-subschemas.ts';
import type { ApplicatorKeyword } from '../../../spec/json-schema/keywords/keywords.ts';
import { findMatcher } from '../../../spec/json-schema/regular-expressions/matcher.ts';
import type { Change, Mutator } from '../mutation.ts';

const problem = 'has a schema that accepts nothing';

/** Creates a mutator that adds a forbidden property: one whose subschema accepts no value, such as `false`. */
function createMutator(keyword: ApplicatorKeyword, listNames: (key: string) => readonly string[]): Mutator {
  return {
    keyword,
    *mutate(value, schema) {
      if (!isObject(value)) return;
      for (const subschema of listFalseSubschemas(schema))
        if (subschema.keyword === keyword)
          yield* addProperty(listNames(String(subschema.key)), value, subschema.clauseKey);
    },
  };
}

function* addProperty(names: readonly string[], value: object, clauseKey: string): Generator<Change> {
  for (const name of names)
    if (!Object.hasOwn(value, name))
      for (const after of ['unexpected', null, 1])
        yield { path: [name], kind: `present, ${after}`, problem, after, clauseKey };
}

/** Guesses names that a pattern matches: the pattern's own text, whole or without special characters. */
function listMatchingNames(pattern: string): string[] {
  const candidates = [
    pattern.replace(/[\^$]/g, ''),
    pattern.replace(/\W/g, ''),
    `${pattern.replace(/\W/g, '')}1`,
    'a',
    'A',
    '1',
    'x-a',
  ];
  const matcher = findMatcher(pattern);
  return candidates.filter((name) => matcher?.test(name)).slice(0, 1);
}

export const properties = createMutator('properties', (name) => [name]);
export const patternProperties = createMutator('patternProperties', listMatchingNames);
export const dependentSchemas = createMutator('dependentSchemas', (name) => [name]);
