import { bookshopFaults } from '../../../reference/bookshop/faults.ts';
import { type BookshopServer, startBookshop } from '../../../reference/bookshop/server.ts';
import { bookshopVariants } from '../../../reference/bookshop/variants.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import type { RequestMessage } from '../../../spec/openapi/request-message.ts';
import type { Catalogue } from '../catalogue.ts';

/**
 * Returns, for each operation, the path parameters for which the server has a fixture. DELETE gets resources that no
 * other request needs.
 */
function createUserMessages(
  { operations }: Contract,
  { fixtures }: BookshopServer,
): Map<string, Partial<RequestMessage>> {
  const entries = operations.flatMap(({ id, method, parameters }): [string, Partial<RequestMessage>][] => {
    const path = parameters.flatMap(({ in: location, name }) => {
      const disposable = method === 'DELETE' ? fixtures[`disposable_${name}`] : undefined;
      const value = location === 'path' ? (disposable ?? fixtures[name]) : undefined;
      return value === undefined ? [] : [[name, value]];
    });
    return path.length === 0 ? [] : [[id, { path: Object.fromEntries(path) }]];
  });
  return new Map(entries);
}

/** The second reference, with every kind of parameter, header, body and security scheme. */
export const bookshop: Catalogue = {
  name: 'bookshop',
  faults: bookshopFaults,
  variants: bookshopVariants.map(({ id }) => id),
  suites: [],
  requestsPerOperation: 100,
  loadContract: () => loadContract({ file: 'reference/bookshop/openapi.yaml' }),
  async start({ fault, variants: variant = [], seed = 0 }, contract) {
    const server = await startBookshop({ seed, variant, ...(fault !== undefined && { fault }) });
    return {
      url: server.url,
      credentials: { schemes: new Map(Object.entries(server.credentials)) },
      fixtures: {},
      userMessages: createUserMessages(contract, server),
      close: server.close,
    };
  },
};
