import { listFalseSubschemas } from '../../../spec/json-schema/false-subschemas.ts';
import { findChild } from '../../../spec/json-schema/schema-node.ts';
import type { Mutator } from '../mutation.ts';
import { generateNearMissValues } from '../near-miss-values.ts';

/** Creates values to which a `then` or `else` applies that accepts nothing. */
export const conditional: Mutator = {
  keyword: 'if',
  *mutate(value, _, node, context) {
    const condition = findChild(node, 'if');
    if (condition === undefined) return;
    for (const { keyword, clauseKey } of listFalseSubschemas(node.schema)) {
      if (keyword === 'then')
        for (const after of context.sample(condition))
          yield { kind: 'accepted by if', problem: 'is valid against the schema of `if`', after, clauseKey };
      if (keyword === 'else')
        for (const { kind, after } of generateNearMissValues(value))
          yield {
            kind: `rejected by if, ${kind}`,
            problem: 'is invalid against the schema of `if`',
            after,
            clauseKey,
          };
    }
  },
};
