import { isObject, type Json } from '../../../spec/json.ts';
import { findChild } from '../../../spec/json-schema/schema-node.ts';
import type { Mutator } from '../mutation.ts';

/** Replaces the value by valid values of the forbidden schema. Objects are also merged with them. */
export const not: Mutator = {
  keyword: 'not',
  *mutate(value, _, node, context) {
    const forbidden = findChild(node, 'not');
    for (const after of forbidden ? context.sample(forbidden) : []) {
      const problem = 'is valid against the schema of `not`';
      if (isObject(value) && isObject(after))
        yield { kind: 'joined', problem, after: { ...value, ...after } as Json }; // two JSON objects merged
      yield { kind: 'forbidden', problem, after };
    }
  },
};
