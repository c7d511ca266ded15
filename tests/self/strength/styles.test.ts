import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../strength/catalogue.ts';
import { styleCatalogues } from '../../strength/catalogues/styles.ts';
import { findCatalogue, listReferences } from '../../strength/catalogues.ts';
import { listConformantServers, runVariantTrial } from '../../strength/variant-trial.ts';

/** A sample. `npm run blame -- --reference=styles` runs all servers. */
const sample = [
  'fastapi',
  'spring',
  'type-arrays',
  'github',
  'secured',
  'exports',
  'go',
  'django',
  'rails',
  'minified',
  'json-api',
  'stripe',
];

describe('a conformant server', () => {
  it.each(sample)('is exercised and fails no clause, in the style of %s', async (id) => {
    const catalogue = findCatalogue(`styles/${id}`);
    const trial = await runVariantTrial(catalogue, await catalogue.loadContract(), 'none', 1);
    expect(trial).toMatchObject({ blamed: [], unexercised: [] });
  });

  it('is a problem if its operations are not exercised', async () => {
    const catalogue = findCatalogue('styles/secured');
    const start: Catalogue['start'] = async (...options) => {
      const server = await catalogue.start(...options);
      return { ...server, credentials: { schemes: new Map() } };
    };
    const contract = await catalogue.loadContract();
    const { unexercised } = await runVariantTrial({ ...catalogue, start }, contract, 'none', 1);
    expect(unexercised.map((text) => text.replace(/:.*/, ''))).toEqual([
      'listMetrics',
      'addMetric',
      'getReport',
    ]);
  });
});

it('is one of at least 60 servers for at least 12 documents', () => {
  const servers = styleCatalogues.flatMap((catalogue) => listConformantServers(catalogue));
  expect(styleCatalogues.length).toBeGreaterThanOrEqual(12);
  expect(servers.length).toBeGreaterThanOrEqual(60);
});

it('has a reference of its own, and `styles` selects all', () => {
  expect(listReferences('styles')).toEqual(styleCatalogues.map(({ name }) => name));
  expect(listReferences('styles/go')).toEqual(['styles/go']);
  expect(() => listReferences('style')).toThrow('unknown reference "style"');
});
