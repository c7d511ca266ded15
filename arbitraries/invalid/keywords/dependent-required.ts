import { isObject } from '../../../spec/json.ts';
import type { Mutator } from '../mutation.ts';

/** Removes a property that the presence of another one requires. */
export const dependentRequired: Mutator = {
  keyword: 'dependentRequired',
  *mutate(value, schema) {
    if (!isObject(value)) return;
    for (const [name, required] of Object.entries(schema.dependentRequired ?? {})) {
      for (const other of Object.hasOwn(value, name) ? required : [])
        yield { path: [other], kind: 'absent', problem: `is absent although \`${name}\` is present` };
    }
  },
};
