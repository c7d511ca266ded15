import { faults } from '../../reference/faults.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { patientBudget, remoteBudget, runTrial } from './trial.ts';

/** A run of the suite against the reference with one fault: a row of the matrix. */
export interface FaultTrial {
  fault: string;
  family: string;
  rare: boolean;
  /** The clauses that the fault violates. */
  expected: readonly string[];
  /** The clauses that failed. The run for a rare fault ends when the fault is found. */
  failed: readonly string[];
  noticed: readonly string[];
  /** True if an expected clause failed or was noticed. */
  found: boolean;
  /** The number of requests until the first expected clause failed, including discovery. */
  after?: number;
  requests: number;
  problem?: string;
}

/** Runs the suite against the reference with one fault. A deterministic fault must be found within the remote budget. */
export async function runFaultTrial(contract: Contract, id: string, seed: number): Promise<FaultTrial> {
  const { family, violates, rare = false, fullOnly: full = false } = findFault(id);
  const until = rare ? { until: violates } : {};
  const budget = rare ? patientBudget : remoteBudget;
  const trial = await runTrial(contract, { fault: id }, { budget, seed, full, ...until });
  const { result, requests, foundAfter } = trial;
  const listClauses = (verdict: 'failed' | 'noticed'): string[] =>
    result.results.filter((clauseResult) => clauseResult.verdict === verdict).map(({ clause }) => clause.id);
  const foundAt = violates.flatMap((clause) => foundAfter.get(clause) ?? []);
  return {
    ...{
      fault: id,
      family,
      rare,
      expected: violates,
      failed: listClauses('failed'),
      noticed: listClauses('noticed'),
    },
    found: foundAt.length > 0,
    requests,
    ...(foundAt.length > 0 && { after: Math.min(...foundAt) }),
    ...(result.problem && { problem: result.problem }),
  };
}

function findFault(id: string) {
  const fault = faults.find((candidate) => candidate.id === id);
  if (!fault) throw new Error(`unknown fault ${JSON.stringify(id)}`);
  return fault;
}
