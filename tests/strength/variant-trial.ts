import fc from 'fast-check';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Catalogue } from './catalogue.ts';
import { runTrial } from './trial.ts';

/** A run of the suite against a conformant server. Every failed clause is a false positive. */
export interface VariantTrial {
  /** The name of the reference. */
  reference: string;
  variant: string;
  seed: number;
  requests: number;
  /**
   * The failed clauses with their first finding. If the run itself failed, this contains its reason instead of the
   * clauses without a verdict.
   */
  blamed: readonly string[];
  /**
   * The operations without a documented success response, each with the reason. Their clauses passed without being
   * tested.
   */
  unexercised: readonly string[];
}

/** The reference without variants (`none`), with a random set of variants (`several`), and with each variant. */
export const listConformantServers = ({ variants }: Catalogue): string[] => ['none', 'several', ...variants];

/** Runs the suite against a conformant reference. The seed also determines what the contract leaves to the server. */
export async function runVariantTrial(
  catalogue: Catalogue,
  contract: Contract,
  variant: string,
  seed: number,
): Promise<VariantTrial> {
  const variants = selectVariants(catalogue, variant, seed);
  const { result, requests } = await runTrial(catalogue, contract, { variants, seed }, { seed });
  const blamed = result.results
    .filter(({ verdict }) => verdict === 'failed' || (verdict === 'error' && result.problem === undefined))
    .map(
      ({ clause, findings: [first], reason }) => `${clause.id}: ${first ? JSON.stringify(first) : reason}`,
    );
  const unexercised = result.coverage.flatMap(({ operation, obstacle }) =>
    obstacle ? [`${operation}: ${obstacle.reason}`] : [],
  );
  const problems = result.problem === undefined ? [] : [result.problem];
  return {
    ...{ reference: catalogue.name, variant, seed, requests },
    ...{ blamed: [...problems, ...blamed], unexercised },
  };
}

function selectVariants({ variants }: Catalogue, variant: string, seed: number): readonly string[] {
  if (variant === 'none') return [];
  if (variant !== 'several') return [variant];
  const subset = fc.subarray([...variants], { minLength: 2, maxLength: 4 });
  return fc.sample(subset, { seed, numRuns: 1 })[0] ?? [];
}
