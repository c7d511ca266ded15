import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Mutator } from '../mutation.ts';
import { generateNearMissValues } from '../near-miss-values.ts';

/** Converts the value to every type that is not allowed: `1` to `"1"`, `value` to `[value]`. */
export const type: Mutator = {
  keyword: 'type',
  *mutate(value, schema) {
    for (const change of generateNearMissValues(value)) if (!hasType(schema, change.after)) yield change;
  },
};
