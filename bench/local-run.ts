import { type Client, createClient } from '../http/client.ts';
import type { ConformanceInput } from '../plan/test-conformance.ts';
import type { Fixtures } from '../spec/fixtures.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { suites } from '../suites/suites.ts';

/** How many requests are under way at once. */
export const concurrency = 8;

/** What a run against a server on this machine is made of, unpaced, with seed 1. Whoever takes the client closes it. */
export function localRun(
  contract: Contract,
  { url, fixtures }: { url: string; fixtures: Fixtures },
  requests: number,
): ConformanceInput & { client: Client } {
  const allowance = {
    ...{ requests, discovery: 4, plan: 996, concurrency },
    ...{ waitMs: 1000, timeoutMs: 10_000 },
  };
  const target = { kind: 'local' as const, name: url, url, budget: allowance };
  const tokens = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
  const client = createClient(target, tokens);
  return { contract, suites, fixtures, client, allowance, seed: 1, local: true, full: false };
}
