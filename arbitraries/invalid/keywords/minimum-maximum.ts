import { type SchemaObject, typesOf } from '../../../spec/json-schema/schema.ts';
import type { Mutator } from '../mutation.ts';

type BoundKeyword = 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum';

const kinds = ['just beyond', 'one beyond', 'far beyond'];

/** Numbers beyond the bound; for an exclusive bound, also the bound itself. */
function createBoundMutator(keyword: BoundKeyword, sign: 1 | -1, comparison: string): Mutator {
  return {
    keyword,
    *mutate(value, schema) {
      const bound = schema[keyword];
      if (typeof value !== 'number' || bound === undefined) return;
      const problem = `is ${comparison} ${bound}`;
      if (keyword.startsWith('exclusive'))
        yield { kind: 'the bound itself', problem: `is the excluded bound ${bound}`, after: bound };
      for (const [index, after] of listNumbersBeyond(schema, bound, sign).entries())
        yield { kind: kinds[index] ?? 'beyond', problem, after };
    },
  };
}

export const minimum = createBoundMutator('minimum', -1, 'less than');
export const maximum = createBoundMutator('maximum', 1, 'greater than');
export const exclusiveMinimum = createBoundMutator('exclusiveMinimum', -1, 'less than');
export const exclusiveMaximum = createBoundMutator('exclusiveMaximum', 1, 'greater than');

/** Multiples of `multipleOf`, or integers, so that only the bound is violated. */
function listNumbersBeyond(schema: SchemaObject, bound: number, sign: 1 | -1): number[] {
  const isInteger = typesOf(schema)?.includes('number') === false;
  const grid = schema.multipleOf ?? (isInteger ? 1 : undefined);
  const start =
    grid === undefined ? bound : (sign > 0 ? Math.floor(bound / grid) : Math.ceil(bound / grid)) * grid;
  return listSteps(grid ?? 0.01, bound).map((step) => Number((start + sign * step).toPrecision(15)));
}

/** Smaller steps than 2 ** -51 of the bound would not change a double. */
function listSteps(grid: number, bound: number): number[] {
  const smallest = Math.max(grid, Math.abs(bound) * 2 ** -51);
  return [smallest, Math.max(1, smallest), Math.max(1000, smallest * 4)];
}
