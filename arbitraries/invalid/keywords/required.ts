import { isObject } from '../../../spec/json.ts';
import { listRequiredNames } from '../../../spec/json-schema/schema-node.ts';
import type { Mutator } from '../mutation.ts';

/** Removes a required property. */
export const required: Mutator = {
  keyword: 'required',
  *mutate(value, _, node) {
    if (!isObject(value)) return;
    for (const name of listRequiredNames(node)) {
      if (Object.hasOwn(value, name))
        yield { path: [name], kind: 'absent', problem: 'is absent', clauseKey: `required/${name}` };
    }
  },
};
