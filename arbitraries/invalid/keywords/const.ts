import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Violation } from '../mutation.ts';
import { strangers } from '../unlisted-values.ts';

/** Any other value of the same type, the nearest first. */
export const constant: Violation = {
  keyword: 'const',
  *changes(value, schema) {
    for (const stranger of strangers(value, [schema.const]))
      if (hasType(schema, stranger.now)) yield stranger;
  },
};
