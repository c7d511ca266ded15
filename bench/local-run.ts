import { type Client, createClient } from '../http/client.ts';
import type { ConformanceInput } from '../plan/test-conformance.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { Fixtures } from '../suites/fixtures.ts';
import { suites } from '../suites/suites.ts';

/** Maximum number of requests in flight. */
export const concurrency = 8;

/**
 * Creates the input for a run against a local server without rate limit, with seed 1. The caller must close its client.
 */
export function createLocalRun(
  contract: Contract,
  { url, fixtures }: { url: string; fixtures: Fixtures },
  requests: number,
): ConformanceInput & { client: Client } {
  const budget = {
    ...{ requests, discovery: 4, plan: 996, concurrency },
    ...{ waitMs: 1000, timeoutMs: 10_000 },
  };
  const target = { kind: 'local' as const, name: url, url, budget };
  const tokens = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
  const client = createClient(target, tokens);
  return { contract, suites, fixtures, client, budget, seed: 1, local: true, full: false };
}
