import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { faults } from '../../../reference/faults.ts';
import { runFaultTrial } from '../../strength/fault-trial.ts';
import { sampleEvenly } from '../../strength/sample-evenly.ts';
import { runVariantTrial } from '../../strength/variant-trial.ts';

const contract = await resolveContract(parseOptions([], {}));
const deterministic = faults.filter(({ rare, fullOnly }) => !rare && !fullOnly).map(({ id }) => id);

// A sample: `npm run faults` runs all faults, and `npm run blame` all variants with 100 seeds.
describe('a fault of the reference', () => {
  it.each(sampleEvenly(deterministic, 20))(
    'is found within 90 requests by a clause that it violates: %s',
    async (id) => {
      const { found, after, failed, expected } = await runFaultTrial(contract, id, 1);
      expect({ found, expected, failed }).toMatchObject({ found: true });
      expect(after).toBeLessThanOrEqual(90);
    },
  );
});

describe('a conformant server', () => {
  it.each([1, 2, 3, 4, 5])('fails no clause, without variants and with several: seed %i', async (seed) => {
    for (const variant of ['none', 'several']) {
      const { blamed } = await runVariantTrial(contract, variant, seed);
      expect(blamed).toEqual([]);
    }
  });
});
