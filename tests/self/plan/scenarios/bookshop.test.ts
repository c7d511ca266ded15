import { describe, expect, it } from 'vitest';
import { findExchanges, runBookshopScenarios } from './run-bookshop-scenarios.ts';

/** Maximum number of exchanges of a finding. */
const MAX_STEPS = 4;

describe('the scenarios of the bookshop', () => {
  it('pass, and verify all rules for which the document has the operations', async () => {
    const { results } = await runBookshopScenarios({});
    const verdicts = results.map(({ verdict }) => verdict);
    expect(results.filter(({ verdict }) => verdict === 'failed' || verdict === 'noticed')).toEqual([]);
    expect(verdicts.filter((verdict) => verdict === 'passed').length).toBeGreaterThan(60);
  });

  it.each([
    ['bookshop/lost:quotes-doubled', 'createReview/resource:created-as-sent'],
    ['bookshop/change:put-adds-stock', 'replaceBook/resource:replace-is-idempotent'],
    ['bookshop/effect:put-conflict', 'replaceBook/resource:rejected-changes-nothing'],
    ['bookshop/effect:retire-again', 'retireAuthor/resource:repeated-transition'],
    ['bookshop/delete:orphans', 'deleteBook/resource:children-are-gone'],
    ['bookshop/list:filter-exclusive', 'listReviews/list:filter'],
  ])('find %s, and show it with at most four exchanges', async (fault, clause) => {
    const run = await runBookshopScenarios({ fault });
    const exchanges = findExchanges(run, clause);
    expect(exchanges.length).toBeGreaterThan(0);
    expect(exchanges.length).toBeLessThanOrEqual(MAX_STEPS);
    expect(exchanges.every(({ case: { step } }) => step !== undefined)).toBe(true);
  });

  it.each([
    ['bookshop/remark:patch-all', 'updateRemark/resource:others-unchanged'],
    ['bookshop/remark:delete-of-any-order', 'deleteRemark/resource:belongs-to-parent'],
  ])(
    'find %s, and show it with three items, a change, and a list before and after it',
    async (fault, clause) => {
      const exchanges = findExchanges(await runBookshopScenarios({ fault }), clause);
      expect(exchanges.map(({ case: { step } }) => step?.action).toSorted()).toEqual([
        ...['create', 'create', 'create'],
        ...(fault.includes('delete') ? ['delete', 'list', 'list'] : ['list', 'list', 'update']),
      ]);
    },
  );

  it.each([
    ['bookshop/gone', 'bookshop/defaults'],
    ['bookshop/reviews-later', 'bookshop/retires-later'],
    ['bookshop/retired-authors-hidden'],
    ['bookshop/lists-later', 'bookshop/views'],
    ['bookshop/remarks-in-brief', 'bookshop/remarks-removed-anyhow'],
    ['bookshop/remarks-later'],
    ['bookshop/remarks-of-replica'],
    ['bookshop/new-remarks-only'],
  ])('do not blame the variants %s %s', async (...variants) => {
    const { results } = await runBookshopScenarios({ variants: variants.filter(Boolean) });
    expect(results.filter(({ verdict }) => verdict === 'failed' || verdict === 'noticed')).toEqual([]);
  });
});
