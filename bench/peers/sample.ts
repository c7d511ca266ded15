import { faults } from '../../reference/faults/catalogue.ts';

type Fault = (typeof faults)[number];

/** Those that any run can fail for: no rare ones, none that are only noticed, none that need `--robustness=full`. */
const deterministic = faults.filter(({ rare, notice, full }) => !rare && !notice && !full);

/** So many faults, evenly over the families and over each family's table. @throws {Error} for a count that is none. */
export function sampleOf(wanted: string): readonly Fault[] {
  if (wanted === 'all') return deterministic;
  const count = Number(wanted);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--faults is a number or all, not ${wanted}`);
  const families = [...new Set(deterministic.map(({ family }) => family))];
  const spread = families.map((family) => spreadOut(deterministic.filter((one) => one.family === family)));
  const turns = Array.from({ length: deterministic.length }, (_, turn) =>
    spread.flatMap((list) => list[turn] ?? []),
  );
  const chosen = new Set(turns.flat().slice(0, count));
  return deterministic.filter((fault) => chosen.has(fault));
}

/** First, middle, last, then those between: whoever takes a few takes them from everywhere. */
function spreadOut<T>(list: readonly T[]): T[] {
  const order = new Set<number>();
  for (let step = list.length - 1; step >= 1; step = Math.floor(step / 2))
    for (let index = 0; index < list.length; index += step) order.add(index);
  for (const index of list.keys()) order.add(index);
  return [...order].flatMap((index) => list[index] ?? []);
}
