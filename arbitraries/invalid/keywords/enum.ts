import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { Violation } from '../mutation.ts';
import { strangers } from '../unlisted-values.ts';

/** A value that is not listed: the same in another case, one character more or less, none at all. */
export const enumeration: Violation = {
  keyword: 'enum',
  *changes(value, schema) {
    for (const stranger of strangers(value, schema.enum ?? []))
      if (hasType(schema, stranger.now)) yield stranger;
  },
};
