import { type ClientOptions, createClient } from '../../../http/client.ts';
import type { Tally } from '../../../http/request-stats.ts';
import type { Budget } from '../../../http/target.ts';
import { type Conformance, type ConformanceInput, testConformance } from '../../../plan/test-conformance.ts';
import { tally } from '../../../reporters/record-queries.ts';
import type { Fixtures } from '../../../spec/fixtures.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { suites } from '../../../suites/suites.ts';
import type { Expected } from '../http/hostile/hostile-server.ts';
import { accessToken } from '../http/sample.ts';

/** A run as its user would see it. */
export interface Trial extends Conformance {
  status: 0 | 1 | 2;
  tally: Tally;
}

/** Small, and with little patience. */
export const quickBudget: Budget = {
  ...{ requests: 38, discovery: 2, plan: 24 },
  ...{ waitMs: 1000, concurrency: 8, timeoutMs: 250 },
};

const quickReading = { bodyBytes: 128 * 1024, keptChars: 4096 };

/** Runs the suite against a URL, in this process. */
export async function tryTarget(
  contract: Contract,
  url: string,
  given: Fixtures = {},
  budget: Budget = quickBudget,
  { runs = 12, ...options }: ClientOptions & Pick<ConformanceInput, 'runs'> = {},
): Promise<Trial> {
  const fixtures: Fixtures = { accessToken, ...given };
  const target = { kind: 'local' as const, name: url, url, budget };
  const tokens = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
  const client = createClient(target, tokens, { reading: quickReading, ...options });
  try {
    const result = await testConformance({
      ...{ contract, suites, fixtures, client, seed: 1, runs },
      ...{ allowance: budget, local: true, full: false },
    });
    return { ...result, status: statusOf(result), tally: client.tally() };
  } finally {
    await client.close();
  }
}

function statusOf({ judgements, problem }: Conformance): Trial['status'] {
  const { failed, error } = tally(judgements);
  if (failed > 0) return 1;
  return problem !== undefined || error > 0 ? 2 : 0;
}

/** With what a run ends against a server: 1 where it answered wrongly, 2 where it gave nothing to judge. */
export function expectedStatus(expected: Expected, when: 'from the start' | 'later'): 1 | 2 {
  if ('failure' in expected) return expected.answered ? 1 : 2;
  if (!('denies' in expected)) return 1;
  return expected.denies === 'always' || when === 'from the start' ? 2 : 1;
}
