import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Mutator } from '../mutation.ts';
import { generateUnlistedValues } from '../unlisted-values.ts';

/** Unlisted values of an allowed type: another case, one character more or less, an empty string. */
export const enumeration: Mutator = {
  keyword: 'enum',
  *mutate(value, schema) {
    for (const change of generateUnlistedValues(value, schema.enum ?? []))
      if (hasType(schema, change.after)) yield change;
  },
};
