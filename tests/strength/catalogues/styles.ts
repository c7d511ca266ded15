import type { Style } from '../../../reference/styles/style.ts';
import { styles } from '../../../reference/styles/styles.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Catalogue } from '../catalogue.ts';

const createCatalogue = ({ id, document, credentials = {}, variants, start }: Style): Catalogue => ({
  name: `styles/${id}`,
  ...{ faults: [], variants, suites: [], requestsPerOperation: 90 },
  loadContract: () => loadContract({ file: document }),
  async start({ variants: selected = [], seed = 0 }) {
    const { url, close } = await start({ variants: selected, seed });
    const schemes = new Map(Object.entries(credentials));
    return { url, close, credentials: { schemes }, fixtures: {}, userMessages: new Map() };
  },
});

/** A catalogue for each style, without faults. */
export const styleCatalogues: readonly Catalogue[] = styles.map(createCatalogue);
