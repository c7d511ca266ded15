import { createClient } from '../http/client.ts';
import { plannedCases } from '../plan/execute/execute.ts';
import { prepare } from '../plan/test-conformance.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { suites } from '../suites/suites.ts';

const allowance = { requests: 0, discovery: 0, plan: 0, concurrency: 1, waitMs: 0, timeoutMs: 1000 };

/** How long the plan of some operations takes to make, and how many cases it has. Nothing is sent. */
export async function plannedIn(
  contract: Contract,
  operations: readonly Operation[],
): Promise<{ cases: number; seconds: number }> {
  const url = 'http://127.0.0.1:9'; // nobody is asked
  const client = createClient({ kind: 'local', name: url, url, budget: allowance }, {});
  const from = performance.now();
  const { contexts } = await prepare({
    ...{ contract, operations, suites, client, allowance, seed: 1, local: true, full: false },
    fixtures: { accessToken: 'polar_oat_bench' },
  });
  const cases = plannedCases(contexts, undefined).length;
  const seconds = (performance.now() - from) / 1000;
  await client.close();
  return { cases, seconds };
}
