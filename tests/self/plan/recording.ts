import { parseOptions } from '../../../cli/options.ts';
import { contractOf } from '../../../cli/session.ts';
import { type Client, createClient } from '../../../http/client.ts';
import type { Budget } from '../../../http/target.ts';
import type { PlanContext } from '../../../plan/context.ts';
import { type Conformance, prepare, testConformance } from '../../../plan/test-conformance.ts';
import { type Reference, startReference } from '../../../reference/server.ts';
import type { Case } from '../../../spec/openapi/exchange.ts';
import { suites } from '../../../suites/suites.ts';
import { remoteBudget } from '../../strength/trial.ts';

export const contract = await contractOf(parseOptions([], {}));

interface Running {
  reference: Reference;
  client: Client;
  /** What was sent, in the order of the exchanges' numbers; discovery aside. */
  sent(): Case[];
}

async function running<T>(budget: Budget, seed: number, use: (running: Running) => Promise<T>): Promise<T> {
  const reference = await startReference({ seed });
  const { url, fixtures } = reference;
  const tokens = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
  const client = createClient({ kind: 'local', name: url, url, budget }, tokens);
  const cases = new Map<number, Case>();
  const recording: Client = {
    ...client,
    send: (one, id, request) => {
      if (id > 0) cases.set(id, one);
      return client.send(one, id, request);
    },
  };
  const sent = () => [...cases].sort(([a], [b]) => a - b).map(([, one]) => one);
  try {
    return await use({ reference, client: recording, sent });
  } finally {
    await client.close();
    await reference.close();
  }
}

export interface Recorded {
  sent: Case[];
  result: Conformance;
}

type Course = Partial<Pick<Budget, 'concurrency' | 'requests' | 'plan'>> & {
  seed?: number;
  shard?: { index: number; count: number };
};

/** A run within a remote target's budget, with all that it sent. */
export function recorded({ seed = 1, shard, ...more }: Course = {}): Promise<Recorded> {
  const budget = { ...remoteBudget, ...more };
  return running(budget, 1, async ({ reference: { fixtures }, client, sent }) => {
    const result = await testConformance({
      ...{ contract, suites, fixtures, client, seed, shard },
      ...{ allowance: budget, local: true, full: false },
    });
    return { sent: sent(), result };
  });
}

/** What a plan for the reference is made from; as for a remote target unless it is local. */
export function contextsFor(seed: number, local = false): Promise<Map<string, PlanContext>> {
  return running(remoteBudget, 1, async ({ reference: { fixtures }, client }) => {
    const input = { contract, suites, fixtures, client, seed, allowance: remoteBudget };
    return (await prepare({ ...input, local, full: false })).contexts;
  });
}
