import { type SchemaObject, typesOf } from '../../../spec/json-schema/schema.ts';
import type { Change, Violation } from '../mutation.ts';

const isWhole = (schema: SchemaObject): boolean => typesOf(schema)?.includes('number') === false;

/** The smallest steps over a bound that other keywords are likely to allow, the smallest first. */
function steps(schema: SchemaObject, bound: number): number[] {
  const own = schema.multipleOf ?? (isWhole(schema) ? 1 : 0.01);
  const least = Math.max(own, Math.abs(bound) * 2 ** -51); // below that a double does not move
  return [least, Math.max(1, least), Math.max(1000, least * 4)];
}

/** On the step's own grid where there is one, or else right beside the bound. */
function beyond(schema: SchemaObject, bound: number, sign: 1 | -1): number[] {
  const grid = schema.multipleOf ?? (isWhole(schema) ? 1 : undefined);
  const from =
    grid === undefined ? bound : (sign > 0 ? Math.floor(bound / grid) : Math.ceil(bound / grid)) * grid;
  return steps(schema, bound).map((step) => Number((from + sign * step).toPrecision(15)));
}

function over(
  keyword: 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum',
  sign: 1 | -1,
  words: string,
): Violation {
  return {
    keyword,
    *changes(value, schema): Generator<Change> {
      const bound = schema[keyword];
      if (typeof value !== 'number' || bound === undefined) return;
      const says = `is ${words} ${bound}`;
      if (keyword.startsWith('exclusive'))
        yield { now: bound, kind: 'the bound itself', says: `is ${bound} itself` };
      for (const [index, now] of beyond(schema, bound, sign).entries()) {
        yield { now, kind: ['just beyond', 'one beyond', 'far beyond'][index] ?? 'beyond', says };
      }
    },
  };
}

export const minimum = over('minimum', -1, 'less than');
export const maximum = over('maximum', 1, 'greater than');
export const exclusiveMinimum = over('exclusiveMinimum', -1, 'less than');
export const exclusiveMaximum = over('exclusiveMaximum', 1, 'greater than');

/** Beside the grid, by half a step or by one. */
export const multipleOf: Violation = {
  keyword: 'multipleOf',
  *changes(value, schema) {
    const { multipleOf: step = 1 } = schema;
    if (typeof value !== 'number') return;
    const says = `is not a multiple of ${step}`;
    for (const [kind, shift] of [
      ['one more', 1],
      ['one less', -1],
      ['half a step more', step / 2],
      ['half a step less', -step / 2],
      ['a tenth of a step more', step / 10],
    ] as const) {
      if (!isWhole(schema) || Number.isInteger(shift))
        yield { now: Number((value + shift).toPrecision(15)), kind, says };
    }
  },
};
