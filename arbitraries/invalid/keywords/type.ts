import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Violation } from '../mutation.ts';
import { nearMisses } from '../near-miss-values.ts';

/** The value under every type that is not allowed: `"1"` for `1`, `[v]` for `v`. */
export const type: Violation = {
  keyword: 'type',
  *changes(value, schema) {
    for (const miss of nearMisses(value)) if (!hasType(schema, miss.now)) yield miss;
  },
};
