import { isObject } from '../../../spec/json.ts';
import { listRequired } from '../../../spec/json-schema/schema.ts';
import type { Mutator } from '../mutation.ts';

/** Each required property removed. */
export const required: Mutator = {
  keyword: 'required',
  *mutate(value, schema, node) {
    if (!isObject(value)) return;
    for (const name of listRequired(schema, node.message.direction)) {
      if (Object.hasOwn(value, name))
        yield { path: [name], kind: 'absent', problem: 'is absent', clauseKey: `required/${name}` };
    }
  },
};
