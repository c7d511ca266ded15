import { type ClientOptions, createClient } from '../../../http/client.ts';
import type { RequestStats } from '../../../http/request-stats.ts';
import type { Budget } from '../../../http/target.ts';
import { type Conformance, type ConformanceInput, testConformance } from '../../../plan/test-conformance.ts';
import { countVerdicts } from '../../../reporters/record-queries.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import type { Fixtures } from '../../../suites/fixtures.ts';
import { suites } from '../../../suites/suites.ts';
import type { ExpectedResult } from '../http/hostile/hostile-server.ts';
import { accessToken } from '../http/test-client.ts';

/** The result of a run, with the exit status that it would have. */
export interface SuiteRun extends Conformance {
  status: 0 | 1 | 2;
  stats: RequestStats;
}

/** Few requests and short timeouts, so that runs against hostile servers end quickly. */
export const quickBudget: Budget = {
  ...{ requests: 38, discovery: 2, plan: 24 },
  ...{ waitMs: 1000, concurrency: 8, timeoutMs: 250 },
};

const quickLimits = { maxBodyBytes: 128 * 1024, maxTextLength: 4096 };

/** Runs the suite against a URL in this process. */
export async function runInProcess(
  contract: Contract,
  url: string,
  given: Fixtures = {},
  budget: Budget = quickBudget,
  { runs = 12, ...options }: ClientOptions & Pick<ConformanceInput, 'runs'> = {},
): Promise<SuiteRun> {
  const fixtures: Fixtures = { accessToken, ...given };
  const target = { kind: 'local' as const, name: url, url, budget };
  const tokens = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
  const client = createClient(target, tokens, { responseLimits: quickLimits, ...options });
  try {
    const result = await testConformance({
      ...{ contract, suites, fixtures, client, seed: 1, runs },
      ...{ budget, local: true, full: false },
    });
    return { ...result, status: getExitStatus(result), stats: client.stats() };
  } finally {
    await client.close();
  }
}

function getExitStatus({ results, problem }: Conformance): SuiteRun['status'] {
  const { failed, error } = countVerdicts(results);
  if (failed > 0) return 1;
  return problem !== undefined || error > 0 ? 2 : 0;
}

/** A target that only redirects is probably the wrong one, so the run is an error. */
const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** The exit status of a run against a hostile server: 1 if it violates the contract, 2 if no response can be judged. */
export function getExpectedStatus(expected: ExpectedResult, when: 'from the start' | 'later'): 1 | 2 {
  if ('failure' in expected) return expected.answered ? 1 : 2;
  if ('status' in expected && isRedirect(expected.status)) return when === 'from the start' ? 2 : 1;
  if (!('denies' in expected)) return 1;
  return expected.denies === 'always' || when === 'from the start' ? 2 : 1;
}
