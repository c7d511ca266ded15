import { findChild } from '../../../spec/json-schema/schema-node.ts';
import { isValid } from '../is-valid.ts';
import type { Mutator } from '../mutation.ts';
import { listValidItems } from '../valid-items.ts';

/** A request with more items would be a load test. */
const MAX_ITEMS = 2_000;

/** Fewer matching items than `minContains` (default 1), and one more than `maxContains`. */
export const contains: Mutator = {
  keyword: 'contains',
  *mutate(value, { minContains: minimum = 1, maxContains: maximum }, node, context) {
    const schema = findChild(node, 'contains');
    if (schema === undefined) return;
    if (!Array.isArray(value)) {
      if (minimum > 0) yield { kind: 'as empty array', problem: 'is an empty array', after: [] };
      return;
    }
    const others = value.filter((item) => !isValid(schema, item));
    const matching = value.filter((item) => isValid(schema, item));
    if (minimum > 0) {
      const problem = `has fewer matching items than the minimum of ${minimum}`;
      const kept = matching.slice(0, minimum - 1);
      yield { kind: 'too few, left out', problem, after: [...others, ...kept] };
      const filler =
        others[0] ?? listValidItems(node, 0, [], context).find((item) => !isValid(schema, item)) ?? null;
      const replaced = value.map((item) => (isValid(schema, item) ? filler : item));
      yield { kind: 'too few, replaced', problem, after: replaced };
    }
    if (maximum === undefined || maximum > MAX_ITEMS) return;
    const match = [...matching, ...context.sample(schema)][0] ?? null;
    const extra = Array.from({ length: maximum + 1 - matching.length }, () => match);
    const problem = `has one matching item more than the maximum of ${maximum}`;
    yield { kind: 'too many', problem, after: [...value, ...extra] };
  },
};
