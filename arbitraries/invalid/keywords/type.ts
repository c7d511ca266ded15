import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Mutator } from '../mutation.ts';
import { generateNearMissValues, TEXT_AFTER_NUMBER } from '../near-miss-values.ts';

/**
 * Converts the value to every type that is not allowed: `1` to `"1"`, `value` to `[value]`. A number that is sent as text
 * is also followed by another text.
 */
export const type: Mutator = {
  keyword: 'type',
  *mutate(value, schema, _, { staysInvalid }) {
    const after = typeof value === 'number' ? `${value}${TEXT_AFTER_NUMBER}` : undefined;
    if (staysInvalid && after !== undefined && !hasType(schema, after))
      yield { kind: 'number with text', problem: 'is a number followed by text', after };
    for (const change of generateNearMissValues(value)) if (!hasType(schema, change.after)) yield change;
  },
};
