import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Mutator } from '../mutation.ts';
import { generateUnlistedValues } from '../unlisted-values.ts';

/** Other values of an allowed type. */
export const constant: Mutator = {
  keyword: 'const',
  *mutate(value, schema) {
    for (const change of generateUnlistedValues(value, [schema.const]))
      if (hasType(schema, change.after)) yield change;
  },
};
