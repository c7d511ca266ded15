import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/options.ts';
import { contractOf } from '../../../cli/session.ts';
import { faults } from '../../../reference/faults/catalogue.ts';
import { tryVariant } from '../../strength/blame-trial.ts';
import { tryFault } from '../../strength/fault-trial.ts';
import { spread } from '../../strength/sample.ts';

const contract = await contractOf(parseOptions([], {}));
const deterministic = faults.filter(({ rare, full }) => !rare && !full).map(({ id }) => id);

// All of them, and all variants with 100 seeds: `npm run faults` and `npm run blame`.
describe('a fault of the reference', () => {
  it.each(spread(deterministic, 20))(
    'is found within 90 requests by a clause that it names: %s',
    async (id) => {
      const { found, after, failed, expected } = await tryFault(contract, id, 1);
      expect({ found, expected, failed }).toMatchObject({ found: true });
      expect(after).toBeLessThanOrEqual(90);
    },
  );
});

describe('a conformant server', () => {
  it.each([1, 2, 3, 4, 5])(
    'is blamed for nothing, as it is or varied in several ways: seed %i',
    async (seed) => {
      for (const variant of ['none', 'several']) {
        const { blamed } = await tryVariant(contract, variant, seed);
        expect(blamed).toEqual([]);
      }
    },
  );
});
