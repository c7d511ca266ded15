import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Mutator } from '../mutation.ts';
import { generateUnlistedValues } from '../unlisted-values.ts';

/**
 * Replaces the value by similar ones that are not listed: in another case, one character longer or shorter, or empty.
 */
export const enumeration: Mutator = {
  keyword: 'enum',
  *mutate(value, schema) {
    for (const change of generateUnlistedValues(value, schema.enum ?? []))
      if (hasType(schema, change.after)) yield change;
  },
};
