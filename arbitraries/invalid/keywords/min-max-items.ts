import type { Json } from '../../../spec/json.ts';
import type { Mutator } from '../mutation.ts';
import { listValidItems } from '../valid-items.ts';

/** A request with more items would be a load test. */
const MAX_ITEMS = 2_000;

/** Shortens the array to one item less than the minimum, and to none. */
export const minItems: Mutator = {
  keyword: 'minItems',
  *mutate(value, { minItems: minimum = 0 }) {
    if (!Array.isArray(value) || minimum < 1) return;
    const problem = `has one item less than the minimum of ${minimum}`;
    yield { kind: 'one less', problem, after: value.slice(0, minimum - 1) };
    if (minimum > 1) yield { kind: 'empty', problem: 'is empty', after: [] };
  },
};

/** Extends the array to one item more than the maximum. */
export const maxItems: Mutator = {
  keyword: 'maxItems',
  *mutate(value, { maxItems: maximum = 0, uniqueItems = false }, node, context) {
    if (!Array.isArray(value) || maximum > MAX_ITEMS) return;
    const after = [...value];
    while (after.length <= maximum) {
      const items = listValidItems(node, after.length, value, context);
      after.push((uniqueItems ? chooseUniqueItem(items, after) : items[0]) ?? null);
    }
    yield { kind: 'one more', problem: `has one item more than the maximum of ${maximum}`, after };
  },
};

/** Returns an item that the array does not contain: one of `items`, or else an invented one. */
function chooseUniqueItem(items: readonly Json[], array: readonly Json[]): Json {
  const texts = new Set(array.map((item) => JSON.stringify(item)));
  const invented = array.every((item) => typeof item === 'number')
    ? 1000 + array.length
    : `item ${array.length}`;
  return items.find((item) => !texts.has(JSON.stringify(item))) ?? invented;
}
