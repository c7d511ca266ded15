import { isObject, type Json } from '../../../spec/json.ts';
import { findChild } from '../../../spec/json-schema/schema-node.ts';
import type { Mutator } from '../mutation.ts';

/** Valid values of the forbidden schema; for objects, also merged into the value. */
export const not: Mutator = {
  keyword: 'not',
  *mutate(value, _, node, context) {
    const forbidden = findChild(node, 'not');
    for (const after of forbidden ? context.sample(forbidden) : []) {
      const problem = 'is valid against the schema of `not`';
      if (isObject(value) && isObject(after))
        yield { kind: 'joined', problem, after: { ...value, ...after } as Json }; // both are JSON objects
      yield { kind: 'forbidden', problem, after };
    }
  },
};
