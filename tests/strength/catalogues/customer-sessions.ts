import fc from 'fast-check';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { faults } from '../../../reference/faults.ts';
import { type ReferenceOptions, startReference } from '../../../reference/server.ts';
import { variants } from '../../../reference/variants.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { customers } from '../../../suites/polar/arbitraries/customers.ts';
import { apiVersions, suites } from '../../../suites/suites.ts';
import { createBrokenResponses } from '../broken-responses.ts';
import type { Catalogue, TestedServerOptions } from '../catalogue.ts';

/**
 * Derives the options of the reference from the seed. Four consecutive seeds cover all combinations of member model and
 * build, and every third has random customers.
 */
function createOptions(
  { fault, variants: variant = [], seed }: TestedServerOptions,
  contract: Contract,
  version: string | undefined,
): ReferenceOptions {
  const options = { variant, ...(fault !== undefined && { fault }) };
  if (seed === undefined) return options;
  return {
    ...options,
    seed,
    memberModel: seed % 2 === 0,
    build: seed % 4 < 2 && version === undefined ? 'june' : 'august',
    ...(seed % 3 === 0 && { customers: fc.sample(customers(contract), { seed, numRuns: 8 }) }),
  };
}

/**
 * Creates the catalogue of the built-in reference, Polar's customer sessions, for a dated version of the API or, without
 * one, for the shipped document.
 */
const createCatalogue = (version?: string): Catalogue => ({
  name: version === undefined ? 'customer-sessions' : `customer-sessions/${version}`,
  faults: faults.filter(({ apiVersion }) => apiVersion === version),
  variants: variants
    .filter(({ onlyVersions = version !== undefined }) => onlyVersions === (version !== undefined))
    .map(({ id }) => id),
  suites,
  requestsPerOperation: 90,
  loadContract: () =>
    resolveContract(parseOptions(version === undefined ? [] : [`--api-version=${version}`], {})),
  async start(options, contract) {
    const { url, fixtures, close } = await startReference(createOptions(options, contract, version));
    const credentials = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
    return { url, fixtures, credentials, userMessages: new Map(), close };
  },
  ...(version === undefined && {
    createBrokenResponses: (contract) =>
      contract.operations.flatMap((operation) =>
        createBrokenResponses(contract, createOperationModel(contract, operation, true)),
      ),
  }),
});

export const customerSessions: Catalogue = createCatalogue();

/** The catalogues of the dated versions. Their faults are those of versions; all others are in the first catalogue. */
export const versionCatalogues: readonly Catalogue[] = apiVersions.map(({ name }) => createCatalogue(name));
