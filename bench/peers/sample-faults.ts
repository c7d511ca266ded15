import type { FaultTraits } from '../../reference/faults/fault.ts';

/** A fault of any reference. */
export type SampledFault = FaultTraits & { id: string; family: string };

/** Whether the fault fails every run with default options. */
const isDeterministic = ({ rare, noticeOnly, fullOnly }: FaultTraits) => !rare && !noticeOnly && !fullOnly;

/**
 * Returns a number of deterministic faults, or `all` of them, sampled evenly from all families and across each family's
 * table.
 * @throws {Error} if the count is not a positive integer
 */
export function sampleFaults(faults: readonly SampledFault[], size: string): readonly SampledFault[] {
  const deterministic = faults.filter(isDeterministic);
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
