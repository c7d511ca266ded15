import fc from 'fast-check';
import type { ReferenceOptions } from '../../reference/server.ts';
import { variants } from '../../reference/variants.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { customers } from '../../suites/polar/arbitraries/customers.ts';
import { remoteBudget, runTrial } from './trial.ts';

/** A run of the suite against a conformant server. Every failed clause is a false positive. */
export interface VariantTrial {
  variant: string;
  seed: number;
  requests: number;
  /** The failed clauses with their first finding, and the reason if the run itself failed. */
  blamed: readonly string[];
}

/** The reference without variants (`none`), with a random set of variants (`several`), and with each variant. */
export const conformantServers: readonly string[] = ['none', 'several', ...variants.map(({ id }) => id)];

/** Runs the suite against a conformant reference. The seed also determines its member model, build and customers. */
export async function runVariantTrial(
  contract: Contract,
  variant: string,
  seed: number,
): Promise<VariantTrial> {
  const options = createOptions(contract, variant, seed);
  const { result, requests } = await runTrial(contract, options, { budget: remoteBudget, seed });
  const blamed = result.results
    .filter(({ verdict }) => verdict === 'failed' || verdict === 'error')
    .map(
      ({ clause, findings: [first], reason }) => `${clause.id}: ${first ? JSON.stringify(first) : reason}`,
    );
  return { variant, seed, requests, blamed: result.problem ? [result.problem, ...blamed] : blamed };
}

/** Deterministic. Four seeds in a row cover all combinations of member model and build; every third has random customers. */
function createOptions(contract: Contract, variant: string, seed: number): ReferenceOptions {
  return {
    seed,
    variant: variant === 'none' ? [] : variant === 'several' ? drawVariants(seed) : variant,
    memberModel: seed % 2 === 0,
    build: seed % 4 < 2 ? 'june' : 'august',
    ...(seed % 3 === 0 && { customers: fc.sample(customers(contract), { seed, numRuns: 8 }) }),
  };
}

function drawVariants(seed: number): string[] {
  const subset = fc.subarray(
    variants.map(({ id }) => id),
    { minLength: 2, maxLength: 4 },
  );
  return fc.sample(subset, { seed, numRuns: 1 })[0] ?? [];
}
