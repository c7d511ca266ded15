import { describe, expect, it } from 'vitest';
import { effects } from '../../../../reference/bookshop/variants/effects.ts';
import { bookshopVariants } from '../../../../reference/bookshop/variants.ts';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import { findViolations } from './find-violations.ts';
import { normalizeReply, type Reply, requestBattery, sendBattery } from './request-battery.ts';
import { withBookshop } from './send-to-bookshop.ts';

const contract = await loadContract({ file: 'reference/bookshop/openapi.yaml' });
const ids = bookshopVariants.map(({ id }) => id);

const sendTo = (variant: string | string[]): Promise<Reply[]> =>
  withBookshop({ variant }, (server) => sendBattery(server, requestBattery));

/** How the replies violate the document, with the requests. */
const listViolations = (replies: readonly Reply[]): string[] =>
  requestBattery.flatMap(({ operation, method, path }, index) => {
    const reply = replies[index] ?? { failure: 'not sent' };
    const violations = 'failure' in reply ? [reply.failure] : findViolations(contract, operation, reply);
    return violations.map((violation) => `${method} ${path}: ${violation}`);
  });

const standard = await sendTo([]);

describe('a variant of the bookshop', () => {
  it('is one of at least 20 with distinct ids', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(20);
  });

  it.each(ids)('responds as the document describes: %s', async (id) => {
    expect(listViolations(await sendTo(id))).toEqual([]);
  });

  // `effects.test.ts` has requests that show the others
  it.each(ids.filter((id) => !effects.some((effect) => effect.id === id)))(
    'responds in another way: %s',
    async (id) => {
      expect((await sendTo(id)).map(normalizeReply)).not.toEqual(standard.map(normalizeReply));
    },
  );

  it('can be combined with others', async () => {
    const variant = [
      'bookshop/weak-etags',
      'bookshop/gzip',
      'bookshop/extra-properties',
      'bookshop/short-loc',
    ];
    expect(listViolations(await sendTo(variant))).toEqual([]);
  });
});
