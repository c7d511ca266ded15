import { type Conformance, testConformance } from '../../plan/conformance.ts';
import { type ReferenceOptions, startReference } from '../../reference/server.ts';
import type { Contract } from '../../spec/contract.ts';
import { createClient } from '../../target/client.ts';
import type { Budget } from '../../target/target.ts';
import { suites } from '../conformance/suites.ts';

/** One run of the suite against one reference, in this process. */
export interface Trial {
  result: Conformance;
  requests: number;
  /** For each clause that failed or was noticed: how many requests had been sent when it first was. */
  foundAfter: ReadonlyMap<string, number>;
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

/** What a local target is given. */
export const localBudget: Budget = { ...remoteBudget, requests: 1000, plan: 996 };

/** Judges a reference, with a fault or a variant, as a run against a local server would. */
export async function tryReference(
  contract: Contract,
  options: ReferenceOptions,
  budget: Budget,
  seed: number,
  full = false,
): Promise<Trial> {
  const reference = await startReference(options);
  const { url, fixtures } = reference;
  const target = { kind: 'local' as const, name: url, url, budget };
  const client = createClient(target, {
    access: fixtures.accessToken,
    unscoped: fixtures.unscopedAccessToken,
  });
  try {
    const result = await testConformance({
      ...{ contract, suites, fixtures, client, seed },
      allowance: budget,
      local: true,
      full,
    });
    const discovery = result.discovered;
    const foundAfter = new Map(
      result.judgements.flatMap(({ clause, findings: [first] }) =>
        first ? [[clause.id, Math.max(...first.exchanges) + discovery]] : [],
      ),
    );
    return { result, requests: client.tally().requests, foundAfter };
  } finally {
    await client.close();
    await reference.close();
  }
}
