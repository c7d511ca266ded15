import { describe, expect, it } from 'vitest';
import { bookshopFaults } from '../../../../reference/bookshop/faults.ts';
import { effects } from '../../../../reference/bookshop/variants/effects.ts';
import { isOfSeveralRequests } from './effect-families.ts';
import { sendLifecycle } from './send-lifecycle.ts';
import { withBookshop } from './send-to-bookshop.ts';

const standard = await withBookshop({}, sendLifecycle);
const faults = bookshopFaults.filter(isOfSeveralRequests);

describe('the lifecycle of resources in the bookshop', () => {
  it('is the same in every run', async () => {
    expect(await withBookshop({}, sendLifecycle)).toEqual(standard);
  });

  it('has at least 50 faults and 15 variants', () => {
    expect(faults.length).toBeGreaterThanOrEqual(50);
    expect(effects.length).toBeGreaterThanOrEqual(15);
  });

  it.each(faults)('is another with the fault $id', async ({ id }) => {
    expect(await withBookshop({ fault: id }, sendLifecycle)).not.toEqual(standard);
  });

  it.each(effects)('is another with the variant $id', async ({ id }) => {
    expect(await withBookshop({ variant: id }, sendLifecycle)).not.toEqual(standard);
  });
});
