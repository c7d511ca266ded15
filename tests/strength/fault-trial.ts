import { faults } from '../../reference/faults/catalogue.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { patientBudget, remoteBudget, tryReference } from './trial.ts';

/** What became of one fault: a row of the matrix. */
export interface FaultTrial {
  fault: string;
  family: string;
  rare: boolean;
  expected: readonly string[];
  /** The clauses that spoke: those that failed, then those that were only noticed. Of a rare fault, until it was found. */
  failed: readonly string[];
  noticed: readonly string[];
  /** Whether a clause that the fault names spoke. */
  found: boolean;
  /** Requests sent when the first of those spoke, discovery included. */
  after?: number;
  requests: number;
  problem?: string;
}

/** Runs the suite against the reference with one fault: a deterministic one within a remote target's budget. */
export async function tryFault(contract: Contract, id: string, seed: number): Promise<FaultTrial> {
  const { family, violates, rare = false, full = false } = faultCalled(id);
  const until = rare ? { until: violates } : {};
  const budget = rare ? patientBudget : remoteBudget;
  const trial = await tryReference(contract, { fault: id }, { budget, seed, full, ...until });
  const { result, requests, foundAfter } = trial;
  const of = (level: 'failed' | 'noticed'): string[] =>
    result.judgements.filter(({ verdict }) => verdict === level).map(({ clause }) => clause.id);
  const hits = violates.flatMap((clause) => foundAfter.get(clause) ?? []);
  return {
    ...{ fault: id, family, rare, expected: violates, failed: of('failed'), noticed: of('noticed') },
    found: hits.length > 0,
    requests,
    ...(hits.length > 0 && { after: Math.min(...hits) }),
    ...(result.problem && { problem: result.problem }),
  };
}

function faultCalled(id: string) {
  const fault = faults.find((one) => one.id === id);
  if (!fault) throw new Error(`the catalogue has no fault ${JSON.stringify(id)}`);
  return fault;
}
