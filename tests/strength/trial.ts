import { createClient } from '../../http/client.ts';
import type { Budget } from '../../http/target.ts';
import { type Conformance, testConformance } from '../../plan/test-conformance.ts';
import { type ReferenceOptions, startReference } from '../../reference/server.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { suites } from '../../suites/suites.ts';

/** One run of the suite against one reference, in this process. */
export interface Trial {
  result: Conformance;
  requests: number;
  /** For each clause that failed or was noticed: how many requests had been sent when it first was. */
  foundAfter: ReadonlyMap<string, number>;
}

/** How a reference is tried. */
export interface Trying {
  budget: Budget;
  seed: number;
  /** Whether what could harm a server is asked too. */
  full?: boolean;
  /** A run that has broken one of these clauses has shown what it is there for, and ends. */
  until?: readonly string[];
}

/** What a remote target is given: the suite has to find faults with as few requests as a rate-limited sandbox allows. */
export const remoteBudget: Budget = {
  requests: 90,
  discovery: 4,
  plan: 75,
  waitMs: 1_000,
  concurrency: 4,
  timeoutMs: 5_000,
};

/** What a fault that shows now and then is given. */
export const patientBudget: Budget = { ...remoteBudget, requests: 2_000, plan: 1_996 };

/** Judges a reference, with a fault or a variant, as a run against a local server would. */
export async function tryReference(
  contract: Contract,
  options: ReferenceOptions,
  { budget, seed, full = false, until = [] }: Trying,
): Promise<Trial> {
  const reference = await startReference(options);
  const { url, fixtures } = reference;
  const target = { kind: 'local' as const, name: url, url, budget };
  const client = createClient(target, {
    access: fixtures.accessToken,
    unscoped: fixtures.unscopedAccessToken,
  });
  const stop = new AbortController();
  try {
    const result = await testConformance({
      ...{ contract, suites, fixtures, client, seed, full },
      allowance: budget,
      local: true,
      signal: stop.signal,
      onStage: ({ fresh }) => {
        if (fresh.some((clause) => until.includes(clause))) stop.abort();
      },
    });
    return { result, requests: client.tally().requests, foundAfter: firstFindings(result) };
  } finally {
    await client.close();
    await reference.close();
  }
}

function firstFindings({ judgements, discovered }: Conformance): Map<string, number> {
  return new Map(
    judgements.flatMap(({ clause, findings: [first] }) =>
      first ? [[clause.id, Math.max(...first.exchanges) + discovered]] : [],
    ),
  );
}
