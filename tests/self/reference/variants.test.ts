import { describe, expect, it } from 'vitest';
import { variants } from '../../../reference/variants.ts';
import { ask, serving } from './ask.ts';

const ids = variants.map(({ id }) => id);

describe('the variants', () => {
  it('have a name each', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(ids)('create sessions: %s', async (variant) => {
    const { status } = await serving({ variant }, (reference) =>
      ask(reference, { body: { customer_id: '<customerId>' } }),
    );
    expect(status).toBe(201);
  });

  it('can be combined', async () => {
    const { body } = await serving(
      { variant: ['member-model-off', 'times-seconds', 'indented'] },
      (reference) => ask(reference, { body: { customer_id: '<teamCustomerId>' } }),
    );
    expect(body).toMatchObject({
      token: expect.stringMatching(/^polar_cst_/),
      created_at: expect.stringMatching(/:\d\dZ$/),
    });
  });

  it('are refused when there is none of the name', async () => {
    await expect(serving({ variant: 'nope' }, async () => 0)).rejects.toThrow('no variant is called "nope"');
    await expect(serving({ fault: 'nope' }, async () => 0)).rejects.toThrow('no fault is called "nope"');
  });
});

describe('start-up data', () => {
  it('can be given', async () => {
    const id = '0f0c9a6e-4a53-4d5e-9f43-0123456789ab';
    const customers = [{ id, type: 'individual', email: 'only@example.com', external_id: null }];
    const { fixtures, body } = await serving({ customers }, async (reference) => ({
      fixtures: reference.fixtures,
      body: (await ask(reference, { body: { customer_id: id } })).body,
    }));
    expect(fixtures).toMatchObject({ customerId: id });
    expect(fixtures).not.toHaveProperty('teamCustomerId');
    expect(body).toMatchObject({ customer: { email: 'only@example.com' } });
  });

  it('has the same ids for the same seed, and new tokens', async () => {
    const [one, two] = await Promise.all(
      [1, 1].map((seed) => serving({ seed }, async ({ fixtures }) => fixtures)),
    );
    expect(one?.customerId).toBe(two?.customerId);
    expect(one?.accessToken).not.toBe(two?.accessToken);
  });

  it('has nothing that Polar never returns, where that is not wanted', async () => {
    const { text } = await serving({ rareValues: false }, (reference) =>
      ask(reference, { method: 'GET', path: '/v1/customers/?limit=100', type: null }),
    );
    expect(text).not.toMatch(/"deleted_at":"/);
  });
});
