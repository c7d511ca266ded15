import { typesOf } from '../../../spec/json-schema/schema.ts';
import type { Mutator } from '../mutation.ts';

/** Adds one, half a step, or a tenth of a step to the number. Integers stay integers. */
export const multipleOf: Mutator = {
  keyword: 'multipleOf',
  *mutate(value, schema) {
    const { multipleOf: step = 1 } = schema;
    if (typeof value !== 'number') return;
    const isInteger = typesOf(schema)?.includes('number') === false;
    const shifts: readonly [kind: string, shift: number][] = [
      ['one more', 1],
      ['one less', -1],
      ['half a step more', step / 2],
      ['half a step less', -step / 2],
      ['a tenth of a step more', step / 10],
    ];
    for (const [kind, shift] of shifts) {
      if (isInteger && !Number.isInteger(shift)) continue;
      const after = Number((value + shift).toPrecision(15));
      yield { kind, problem: `is not a multiple of ${step}`, after };
    }
  },
};
