import { type SchemaObject, typesOf } from '../../../spec/json-schema/schema.ts';
import type { Mutator } from '../mutation.ts';

type BoundKeyword = 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum';

const kinds = ['just beyond', 'one beyond', 'far beyond'];

/**
 * Creates a mutator that replaces the number by one beyond the bound, or for an exclusive bound by the bound itself.
 */
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

/** Lists multiples of `multipleOf`, or integers, beyond the bound, so that they violate only the bound. */
function listNumbersBeyond(schema: SchemaObject, bound: number, sign: 1 | -1): number[] {
  const isInteger = typesOf(schema)?.includes('number') === false;
  const grid = schema.multipleOf ?? (isInteger ? 1 : undefined);
  const start =
    grid === undefined ? bound : (sign > 0 ? Math.floor(bound / grid) : Math.ceil(bound / grid)) * grid;
  return listSteps(grid ?? 0.01, bound).map((step) => Number((start + sign * step).toPrecision(15)));
}

/** Lists distances from the bound. Those below 2 ** -51 of the bound would vanish in the rounding of doubles. */
function listSteps(grid: number, bound: number): number[] {
  const smallest = Math.max(grid, Math.abs(bound) * 2 ** -51);
  return [smallest, Math.max(1, smallest), Math.max(1000, smallest * 4)];
}
