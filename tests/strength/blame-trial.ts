import fc from 'fast-check';
import type { ReferenceOptions } from '../../reference/server.ts';
import { variants } from '../../reference/variants.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { customers } from '../../suites/polar/arbitraries/customers.ts';
import { remoteBudget, tryReference } from './trial.ts';

/** What the suite said of a conformant server: nothing is well, anything else is wrong blame. */
export interface BlameTrial {
  variant: string;
  seed: number;
  requests: number;
  /** Clauses that failed, with the first finding in words; or why the run was an error. */
  blamed: readonly string[];
}

/** Besides each variant by itself: the reference as it is, and several variants at once. */
export const conformant: readonly string[] = ['none', 'several', ...variants.map(({ id }) => id)];

/**
 * Runs the suite against a conformant reference. The seed also settles what else may vary: members or none, the build, the
 * customers there are.
 */
export async function tryVariant(contract: Contract, variant: string, seed: number): Promise<BlameTrial> {
  const options = optionsOf(contract, variant, seed);
  const { result, requests } = await tryReference(contract, options, { budget: remoteBudget, seed });
  const blamed = result.judgements
    .filter(({ verdict }) => verdict === 'failed' || verdict === 'error')
    .map(
      ({ clause, findings: [first], reason }) => `${clause.id}: ${first ? JSON.stringify(first) : reason}`,
    );
  return { variant, seed, requests, blamed: result.problem ? [result.problem, ...blamed] : blamed };
}

/** The same for the same seed. A quarter of the seeds each for members or none, June or August; every third draws its customers. */
function optionsOf(contract: Contract, variant: string, seed: number): ReferenceOptions {
  const drawn = { seed, numRuns: 8 };
  return {
    seed,
    variant: variant === 'none' ? [] : variant === 'several' ? several(seed) : variant,
    memberModel: seed % 2 === 0,
    build: seed % 4 < 2 ? 'june' : 'august',
    ...(seed % 3 === 0 && { customers: fc.sample(customers(contract), drawn) }),
  };
}

function several(seed: number): string[] {
  const some = fc.subarray(
    variants.map(({ id }) => id),
    { minLength: 2, maxLength: 4 },
  );
  return fc.sample(some, { seed, numRuns: 1 })[0] ?? [];
}
