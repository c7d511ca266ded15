import { describe, expect, it } from 'vitest';
import { customerSessions } from '../../strength/catalogues/customer-sessions.ts';
import { runFaultTrial } from '../../strength/fault-trial.ts';
import { sampleEvenly } from '../../strength/sample-evenly.ts';
import { runVariantTrial } from '../../strength/variant-trial.ts';

const contract = await customerSessions.loadContract();
const deterministic = customerSessions.faults
  .filter(({ rare, fullOnly }) => !rare && !fullOnly)
  .map(({ id }) => id);

// A sample: `npm run faults` runs all faults, and `npm run blame` all variants with 100 seeds.
describe('a fault of the reference', () => {
  it.each(sampleEvenly(deterministic, 20))(
    'is found within 90 requests by a clause that it violates: %s',
    async (id) => {
      const { found, after, failed, expected } = await runFaultTrial(customerSessions, contract, id, 1);
      expect({ found, expected, failed }).toMatchObject({ found: true });
      expect(after).toBeLessThanOrEqual(90);
    },
  );
});

describe('a conformant server', () => {
  it.each([1, 2, 3, 4, 5])('fails no clause, without variants and with several: seed %i', async (seed) => {
    for (const variant of ['none', 'several']) {
      const { blamed } = await runVariantTrial(customerSessions, contract, variant, seed);
      expect(blamed).toEqual([]);
    }
  });
});
