import { isObject } from '../../../spec/json.ts';
import { requiredOf } from '../../../spec/json-schema/schema.ts';
import type { Violation } from '../mutation.ts';

/** Each required property left out. */
export const required: Violation = {
  keyword: 'required',
  *changes(value, schema, node) {
    if (!isObject(value)) return;
    for (const name of requiredOf(schema, node.message.direction)) {
      if (Object.hasOwn(value, name))
        yield { path: [name], kind: 'absent', says: 'is absent', clause: `required/${name}` };
    }
  },
};
