import { createClient } from '../../http/client.ts';
import type { Budget } from '../../http/target.ts';
import { type Conformance, testConformance } from '../../plan/test-conformance.ts';
import { type ReferenceOptions, startReference } from '../../reference/server.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { suites } from '../../suites/suites.ts';

/** The result of one run of the suite against one reference. */
export interface TrialResult {
  result: Conformance;
  requests: number;
  /** For each clause that failed or was noticed: the number of requests until its first finding. */
  foundAfter: ReadonlyMap<string, number>;
}

export interface TrialOptions {
  budget: Budget;
  seed: number;
  /** Whether to send requests that could harm a server; false by default. */
  full?: boolean;
  /** The run ends when one of these clauses fails. */
  until?: readonly string[];
}

/** The default budget of a remote target: the suite must find faults with the requests that a rate limit allows. */
export const remoteBudget: Budget = {
  requests: 90,
  discovery: 4,
  plan: 75,
  waitMs: 1_000,
  concurrency: 4,
  timeoutMs: 5_000,
};

/** The budget for rare faults. */
export const patientBudget: Budget = { ...remoteBudget, requests: 2_000, plan: 1_996 };

/** Runs the suite against a reference with these options. Both run in this process. */
export async function runTrial(
  contract: Contract,
  options: ReferenceOptions,
  { budget, seed, full = false, until = [] }: TrialOptions,
): Promise<TrialResult> {
  const reference = await startReference(options);
  const { url, fixtures } = reference;
  const target = { kind: 'local' as const, name: url, url, budget };
  const client = createClient(target, {
    access: fixtures.accessToken,
    unscoped: fixtures.unscopedAccessToken,
  });
  const abort = new AbortController();
  try {
    const result = await testConformance({
      ...{ contract, suites, fixtures, client, seed, full },
      budget,
      local: true,
      signal: abort.signal,
      onStage: ({ newlyFailed }) => {
        if (newlyFailed.some((clause) => until.includes(clause))) abort.abort();
      },
    });
    return { result, requests: client.stats().requests, foundAfter: countRequestsUntilFound(result) };
  } finally {
    await client.close();
    await reference.close();
  }
}

function countRequestsUntilFound({ results, discoveryRequests }: Conformance): Map<string, number> {
  return new Map(
    results.flatMap(({ clause, findings: [first] }) =>
      first ? [[clause.id, Math.max(...first.exchanges) + discoveryRequests]] : [],
    ),
  );
}
