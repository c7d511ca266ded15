import type { Fault } from '../../reference/faults/fault.ts';
import { faults } from '../../reference/faults.ts';

/** The faults that fail every run with default options. */
const deterministic = faults.filter(({ rare, noticeOnly, fullOnly }) => !rare && !noticeOnly && !fullOnly);

/**
 * Returns a number of faults, or `all` faults, sampled evenly from all families and across each family's table.
 * @throws {Error} if the count is not a positive integer
 */
export function sampleFaults(size: string): readonly Fault[] {
  if (size === 'all') return deterministic;
  const count = Number(size);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--faults must be a positive integer or all, not ${size}`);
  const families = [...new Set(deterministic.map(({ family }) => family))];
  const familyFaults = families.map((family) =>
    orderBySpread(deterministic.filter((fault) => fault.family === family)),
  );
  const rounds = Array.from({ length: deterministic.length }, (_, round) =>
    familyFaults.flatMap((list) => list[round] ?? []),
  );
  const sample = new Set(rounds.flat().slice(0, count));
  return deterministic.filter((fault) => sample.has(fault));
}

/** Reorders the list to first, last, middle and so on, so that each prefix samples the whole list. */
function orderBySpread<T>(list: readonly T[]): T[] {
  const order = new Set<number>();
  for (let step = list.length - 1; step >= 1; step = Math.floor(step / 2))
    for (let index = 0; index < list.length; index += step) order.add(index);
  for (const index of list.keys()) order.add(index);
  return [...order].flatMap((index) => list[index] ?? []);
}
