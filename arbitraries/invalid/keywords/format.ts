import { stringifyJson } from '../../../spec/exact-integers.ts';
import { listFormatMutators, outOfRangeNumbers } from '../formats/list-format-mutators.ts';
import type { Mutator } from '../mutation.ts';

/**
 * Applies the mutators of `formats/`: texts that violate one grammar rule each, and numbers outside the format's range.
 */
export const format: Mutator = {
  keyword: 'format',
  *mutate(value, { format: name = '' }, { clauses }) {
    if (typeof value === 'number') {
      const problem = `is out of range for ${name}`;
      for (const after of outOfRangeNumbers[name] ?? [])
        yield { kind: `${name}: ${stringifyJson(after)}`, problem, after };
    }
    if (typeof value !== 'string') return;
    for (const { kind, problem, mutate, level } of listFormatMutators(name)) {
      const after = mutate(value);
      if (after === undefined || after === value) continue;
      const clauseKey = level && clauses.has('strict-format') ? { clauseKey: 'strict-format' } : {};
      yield { kind: `${name}: ${kind}`, problem, after, ...(level && { level }), ...clauseKey };
    }
  },
};
