import { beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../../reference/faults.ts';
import type { ReferenceOptions, ReferenceServer } from '../../../reference/server.ts';
import { createRejectedTokens, listCustomerIds } from './built-in-data.ts';
import { createNormalizer } from './normalize-response.ts';
import { requestBattery } from './request-battery.ts';
import { sendRequest, type TestRequest, withReference } from './send-request.ts';

const comparedHeaders = [
  'content-type',
  'content-encoding',
  'www-authenticate',
  'allow',
  'location',
  'x-organization',
  'polar-version',
];

/** The response as text, or the error if there is none. */
async function sendAndFormat(reference: ReferenceServer, request: TestRequest): Promise<string> {
  try {
    const { status, headers, text } = await sendRequest(reference, request);
    const fields = comparedHeaders.map((name) => `${name}: ${String(headers[name])}`);
    const lines = [status, ...fields, `date: ${typeof headers.date}`, text];
    return lines.join('\n').replaceAll(reference.url, '');
  } catch (error) {
    return `no response: ${String(error)}`;
  }
}

const seed = 7;
let customerIds: Record<string, string> = {};

/** The responses to the battery, up to the first that differs from the expected one. */
async function sendBattery(options: ReferenceOptions, expected?: readonly string[]): Promise<string[]> {
  return withReference({ seed, ...options }, async (bare) => {
    const fixtures = { ...bare.fixtures, ...customerIds, ...(await createRejectedTokens(bare)) };
    const reference = { ...bare, fixtures };
    const normalize = createNormalizer();
    const responses: string[] = [];
    for (const request of requestBattery) {
      responses.push(normalize(await sendAndFormat(reference, request)));
      if (expected && responses.at(-1) !== expected[responses.length - 1]) break;
    }
    return responses;
  });
}

describe('the list of faults', () => {
  it('has at least 150 faults, at least 20 of them rare', () => {
    expect(faults.length).toBeGreaterThanOrEqual(150);
    expect(faults.filter(({ rare }) => rare).length).toBeGreaterThanOrEqual(20);
  });

  it('has unique ids', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  });
});

describe('the reference with a fault', () => {
  let expected: string[] = [];
  beforeAll(async () => {
    customerIds = await withReference({ seed }, listCustomerIds);
    expected = await sendBattery({});
  });

  it('is compared with a deterministic reference', async () => {
    const again = await sendBattery({}, expected);
    expect(again.at(-1)).toBe(expected[again.length - 1]);
  });

  // Rare faults need more requests: `npm run faults` sends them.
  it.concurrent.each(faults.filter(({ rare }) => !rare))('responds differently: $id', async ({ id }) => {
    const responses = await sendBattery({ fault: id }, expected);
    expect(responses.at(-1)).not.toBe(expected[responses.length - 1]);
  });
});
