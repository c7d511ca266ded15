import { describe, expect, it } from 'vitest';
import { variants } from '../../../reference/variants.ts';
import { sendRequest, withReference } from './send-request.ts';

const ids = variants.map(({ id }) => id);

describe('the variants', () => {
  it('have unique ids', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(ids)('create sessions: %s', async (variant) => {
    const { status } = await withReference({ variant }, (reference) =>
      sendRequest(reference, { body: { customer_id: '<customerId>' } }),
    );
    expect(status).toBe(201);
  });

  it('can be combined', async () => {
    const { body } = await withReference(
      { variant: ['member-model-off', 'times-seconds', 'indented'] },
      (reference) => sendRequest(reference, { body: { customer_id: '<teamCustomerId>' } }),
    );
    expect(body).toMatchObject({
      token: expect.stringMatching(/^polar_cst_/),
      created_at: expect.stringMatching(/:\d\dZ$/),
    });
  });

  it('are rejected if they do not exist', async () => {
    await expect(withReference({ variant: 'nope' }, async () => 0)).rejects.toThrow(
      'no variant is called "nope"',
    );
    await expect(withReference({ fault: 'nope' }, async () => 0)).rejects.toThrow(
      'no fault is called "nope"',
    );
  });
});

describe('the initial data', () => {
  it('can be replaced', async () => {
    const id = '0f0c9a6e-4a53-4d5e-9f43-0123456789ab';
    const customers = [{ id, type: 'individual', email: 'only@example.com', external_id: null }];
    const { fixtures, body } = await withReference({ customers }, async (reference) => ({
      fixtures: reference.fixtures,
      body: (await sendRequest(reference, { body: { customer_id: id } })).body,
    }));
    expect(fixtures).toMatchObject({ customerId: id });
    expect(fixtures).not.toHaveProperty('teamCustomerId');
    expect(body).toMatchObject({ customer: { email: 'only@example.com' } });
  });

  it('has the same ids and new tokens for the same seed', async () => {
    const [one, two] = await Promise.all(
      [1, 1].map((seed) => withReference({ seed }, async ({ fixtures }) => fixtures)),
    );
    expect(one?.customerId).toBe(two?.customerId);
    expect(one?.accessToken).not.toBe(two?.accessToken);
  });

  it('omits values that Polar never returns without `rareValues`', async () => {
    const { text } = await withReference({ rareValues: false }, (reference) =>
      sendRequest(reference, { method: 'GET', path: '/v1/customers/?limit=100', contentType: null }),
    );
    expect(text).not.toMatch(/"deleted_at":"/);
  });
});
