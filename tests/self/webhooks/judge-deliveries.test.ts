import { beforeAll, describe, expect, it } from 'vitest';
import {
  createDeliveriesJudge,
  type DeliveriesInput,
  type DeliveriesJudge,
} from '../../../plan/judge-deliveries.ts';
import type { Explanation } from '../../../plan/verdicts/explanation.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { loadDocument } from '../spec/create-document.ts';
import { bakery, bread, createDelivery } from './bakery.ts';

let contract: Contract;

beforeAll(async () => {
  contract = await loadDocument(bakery);
});

const createJudge = (
  names: readonly string[] = ['bread.baked', 'order.placed', 'oven'],
  own: Partial<DeliveriesInput> = {},
): DeliveriesJudge =>
  createDeliveriesJudge({
    ...{ contract, followsStandard: true, keyVersion: 'v1', keyVariable: 'SECRET', maxExchanges: 10 },
    webhooks: contract.webhooks.filter(({ path }) => names.includes(path)),
    ...own,
  });

const order = {
  type: 'order.placed',
  timestamp: bread.timestamp ?? '',
  data: { method: 'courier', address: 'x' },
};

describe('the coverage of deliveries', () => {
  it('counts each event, and names those without a delivery', () => {
    const judge = createJudge();
    for (const value of [bread, bread, order]) judge.add(createDelivery(value));
    const { coverage } = judge.finish();
    expect(coverage).toMatchObject({
      exchanges: 3,
      operations: { covered: 2, total: 3, missing: ['webhook:oven'] },
      unmatched: { exchanges: 0, paths: [] },
    });
    expect(coverage.clauses.covered).toBeGreaterThan(0);
    expect(coverage.clauses.covered).toBeLessThan(coverage.clauses.total);
  });

  it('lists deliveries of no event, and none of events that are not selected', () => {
    const judge = createJudge(['bread.baked']);
    expect(judge.add(createDelivery(order))).toBeUndefined();
    expect(judge.add(createDelivery({ ...order, type: 'order.eaten' }))).toBeDefined();
    const { coverage } = judge.finish();
    expect(coverage).toMatchObject({
      exchanges: 1,
      operations: { covered: 0, total: 1, missing: ['webhook:bread.baked'] },
      unmatched: { exchanges: 1, paths: [expect.any(String)] },
    });
  });
});

it('at most a hundred events that the document does not have are named', () => {
  const judge = createJudge();
  for (let index = 0; index < 102; index += 1)
    judge.add(createDelivery({ ...order, type: `event.${index}` }));
  const { unmatched } = judge.finish().coverage;
  expect(unmatched.exchanges).toBe(102);
  expect(unmatched.paths).toHaveLength(100);
});

it('a delivery passes, or fails with what no earlier one has shown', () => {
  const judge = createJudge();
  expect(judge.add(createDelivery(bread))?.findings).toEqual([]);
  const broken = { ...bread, data: { weight: 750, note: null } };
  const [first, second] = [judge.add(createDelivery(broken)), judge.add(createDelivery(broken))];
  expect(first).toMatchObject({ verdict: 'failed' });
  expect(first?.findings.length).toBeGreaterThan(0);
  expect(second).toMatchObject({ verdict: 'failed', findings: [] });
});

describe('a signature that no delivery allowed to verify', () => {
  const asymmetric = 'v1a,aGFsbG8=';
  const symmetric = 'v1,aGFsbG8=';
  const isUnknown = 'the secret of the signatures is not known';
  it.each<[title: string, signature: string, keyVersion: 'v1' | 'v1a' | undefined, Explanation]>([
    [
      'is of another version than the secret',
      asymmetric,
      'v1',
      {
        reason: 'the deliveries have only asymmetric signatures (`v1a`), and their public key is not known',
        remedy: 'set SECRET to the public key (whpk_…)',
      },
    ],
    [
      'is of another version than the public key',
      symmetric,
      'v1a',
      {
        reason: 'the deliveries have only symmetric signatures (`v1`), and the given key is a public one',
        remedy: 'set SECRET to the secret',
      },
    ],
    ['has no key', symmetric, undefined, { reason: isUnknown, remedy: 'set SECRET' }],
    [
      'has no key, whatever its version',
      `${symmetric} ${asymmetric}`,
      undefined,
      { reason: isUnknown, remedy: 'set SECRET' },
    ],
  ])('%s', (_, signature, keyVersion, explanation) => {
    const judge = createJudge(['bread.baked'], { keyVersion });
    const recorded = createDelivery(bread, { headers: { 'webhook-signature': signature } });
    const { isSigned: _signed, ...delivery } = recorded.delivery;
    judge.add({ ...recorded, delivery });
    const { results } = judge.finish();
    const result = results.find(({ clause }) => clause.id === 'webhooks/delivery:signed');
    expect(result).toMatchObject({ verdict: 'unverified', ...explanation });
    // the clause is the only one that needs the key
    expect(results.filter(({ reason }) => reason === explanation.reason)).toEqual([result]);
  });
});
