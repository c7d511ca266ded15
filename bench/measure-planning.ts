import { createClient } from '../http/client.ts';
import { preparePlanContexts } from '../plan/prepare-contexts.ts';
import { listPlannedCases } from '../plan/schedule/plan-operations.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { suites } from '../suites/suites.ts';

const budget = { requests: 0, discovery: 0, plan: 0, concurrency: 1, waitMs: 0, timeoutMs: 1000 };

/** Returns the duration of planning these operations and the number of planned cases. Sends nothing. */
export async function measurePlanning(
  contract: Contract,
  operations: readonly Operation[],
): Promise<{ cases: number; seconds: number }> {
  const url = 'http://127.0.0.1:9'; // never connected to
  const client = createClient({ kind: 'local', name: url, url, budget }, {});
  const startedAt = performance.now();
  const { contexts } = await preparePlanContexts({
    ...{ contract, operations, suites, client, budget, seed: 1, local: true, full: false },
    fixtures: { accessToken: 'polar_oat_bench' },
  });
  const cases = listPlannedCases(contexts, undefined).length;
  const seconds = (performance.now() - startedAt) / 1000;
  await client.close();
  return { cases, seconds };
}
