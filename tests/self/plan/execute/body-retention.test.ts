import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBodyRetention } from '../../../../plan/execute/body-retention.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import type { ReceivedBody } from '../../../../spec/openapi/response.ts';
import { createExchange, refusedConnection } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const KIB = 1024;

function withBody(length: number, parts: Partial<ReceivedBody> = {}): Exchange {
  const exchange = createExchange(1, createCase('a'), { status: 200 });
  const text = 'x'.repeat(length);
  const body = { text, bytes: length, truncated: false, json: { value: text }, ...parts };
  return { ...exchange, response: { status: 200, headers: [['date', 'now']], body } };
}
const getBody = ({ response }: Exchange) => response?.body;

describe('the retention of bodies', () => {
  it('keeps an exchange with a body of up to 64 KiB, or without response, as it is', () => {
    const retain = createBodyRetention();
    for (const exchange of [
      ...[withBody(0), withBody(64 * KIB)],
      createExchange(1, createCase('a'), refusedConnection),
    ])
      expect(retain(exchange)).toBe(exchange);
  });

  it('keeps the first 16 KiB of a larger body, with its size and without its value', () => {
    const retained = createBodyRetention()(withBody(64 * KIB + 1, { duplicates: ['a'], unreadable: 'bad' }));
    expect(getBody(retained)).toEqual({
      ...{ text: 'x'.repeat(16 * KIB), bytes: 64 * KIB + 1, truncated: true },
      ...{ duplicates: ['a'], unreadable: 'bad' },
    });
    expect(retained.response?.headers).toEqual([['date', 'now']]);
  });

  it('cuts bodies above 16 KiB once 24 MiB are kept', () => {
    const retain = createBodyRetention();
    const large = withBody(64 * KIB);
    for (let kept = 0; kept < 24 * KIB; kept += 64) expect(retain(large)).toBe(large);
    expect(getBody(retain(large))?.text).toHaveLength(16 * KIB);
    const small = withBody(16 * KIB);
    expect(retain(small)).toBe(small);
  });

  it('keeps the first 16 KiB of a large delivery, also as what was sent', () => {
    const { response, ...exchange } = withBody(0);
    const body = getBody(withBody(64 * KIB + 1, { isUnread: true }));
    if (!response || !body) throw new Error('no body');
    const delivery = { body, digest: 'x' };
    const sent = { ...exchange.sent, body: body.text };
    const retained = createBodyRetention()({ ...exchange, sent, delivery });
    const excerpt = { text: 'x'.repeat(16 * KIB), bytes: 64 * KIB + 1, truncated: true, isUnread: true };
    expect(retained).toEqual({
      ...exchange,
      ...{ delivery: { body: excerpt, digest: 'x' }, sent: { ...sent, body: excerpt.text } },
    });
    const answered = createBodyRetention()({ ...exchange, response, sent, delivery });
    expect(answered.response).toEqual(response);
    const small = { ...exchange, delivery: { ...delivery, body: response.body } };
    expect(createBodyRetention()(small)).toBe(small);
  });

  it('bounds what is kept, for any sizes', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 200 * KIB }), { minLength: 100, maxLength: 600 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const retain = createBodyRetention();
        const kept = lengths.map((length) => getBody(retain(withBody(length)))?.text.length ?? 0);
        const total = kept.reduce((sum, length) => sum + length, 0);
        expect(Math.max(...kept)).toBeLessThanOrEqual(64 * KIB);
        expect(total).toBeLessThanOrEqual(24 * KIB * KIB + 64 * KIB + lengths.length * 16 * KIB);
      }),
      { numRuns: 10 },
    );
  });
});
