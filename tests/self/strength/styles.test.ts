import { describe, expect, it } from 'vitest';
import { styleCatalogues } from '../../strength/catalogues/styles.ts';
import { listConformantServers, runVariantTrial } from '../../strength/variant-trial.ts';

/** A sample. `npm run blame -- --reference=styles` runs all servers. */
const sample = ['spring', 'type-arrays', 'secured', 'go'];

describe('a conformant server', () => {
  it.each(sample)('is exercised and fails no clause, in the style of %s', async (id) => {
    const catalogue = styleCatalogues.find(({ name }) => name === `styles/${id}`);
    if (!catalogue) throw new Error(`no style is called ${id}`);
    const trial = await runVariantTrial(catalogue, await catalogue.loadContract(), 'none', 1);
    expect(trial).toMatchObject({ blamed: [], unexercised: [] });
  });
});

it('is one of at least 60 servers for at least 12 documents', () => {
  const servers = styleCatalogues.flatMap((catalogue) => listConformantServers(catalogue));
  expect(styleCatalogues.length).toBeGreaterThanOrEqual(12);
  expect(servers.length).toBeGreaterThanOrEqual(60);
});
