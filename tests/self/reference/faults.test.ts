import { beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../../reference/faults/catalogue.ts';
import type { Reference, ReferenceOptions } from '../../../reference/server.ts';
import { type Asked, ask, serving } from './ask.ts';
import { battery } from './battery.ts';
import { closedTokens, populationOf } from './population.ts';
import { settler } from './settled.ts';

const compared = [
  'content-type',
  'content-encoding',
  'www-authenticate',
  'allow',
  'location',
  'x-organization',
];

/** An answer as one text, or why there is none. */
async function told(reference: Reference, asked: Asked): Promise<string> {
  try {
    const { status, headers, text } = await ask(reference, asked);
    const fields = compared.map((name) => `${name}: ${String(headers[name])}`);
    const lines = [status, ...fields, `date: ${typeof headers.date}`, text];
    return lines.join('\n').replaceAll(reference.url, '');
  } catch (error) {
    return `no answer: ${String(error)}`;
  }
}

const seed = 7;
let population: Record<string, string> = {};

/** The answers to the battery, up to the first that is not as expected. */
async function answers(options: ReferenceOptions, expected?: readonly string[]): Promise<string[]> {
  return serving({ seed, ...options }, async (bare) => {
    const fixtures = { ...bare.fixtures, ...population, ...(await closedTokens(bare)) };
    const reference = { ...bare, fixtures };
    const settle = settler();
    const all: string[] = [];
    for (const asked of battery) {
      all.push(settle(await told(reference, asked)));
      if (expected && all.at(-1) !== expected[all.length - 1]) break;
    }
    return all;
  });
}

describe('the catalogue of faults', () => {
  it('has at least 150 faults, at least 20 of them rare', () => {
    expect(faults.length).toBeGreaterThanOrEqual(150);
    expect(faults.filter(({ rare }) => rare).length).toBeGreaterThanOrEqual(20);
  });

  it('names every fault once', () => {
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  });
});

describe('the reference with a fault', () => {
  let expected: string[] = [];
  beforeAll(async () => {
    population = await serving({ seed }, populationOf);
    expected = await answers({});
  });

  it('is compared to one that answers alike each time', async () => {
    const again = await answers({}, expected);
    expect(again.at(-1)).toBe(expected[again.length - 1]);
  });

  // The rare ones show themselves only to many requests: `npm run faults` sends those.
  it.concurrent.each(faults.filter(({ rare }) => !rare))('answers differently: $id', async ({ id }) => {
    const found = await answers({ fault: id }, expected);
    expect(found.at(-1)).not.toBe(expected[found.length - 1]);
  });
});
