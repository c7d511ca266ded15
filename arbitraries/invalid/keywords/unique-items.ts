import type { Mutator } from '../mutation.ts';
import { listValidItems } from '../valid-items.ts';

/** Repeats the first item at the end, or in place of the second item. */
export const uniqueItems: Mutator = {
  keyword: 'uniqueItems',
  *mutate(value, _, node, context) {
    if (!Array.isArray(value)) return;
    const [first = listValidItems(node, 0, [], context)[0] ?? null, ...rest] = value;
    const problem = 'has two equal items';
    yield { kind: 'repeated at the end', problem, after: [first, ...rest, first] };
    yield { kind: 'repeated in place', problem, after: [first, first, ...rest.slice(1)] };
  },
};
