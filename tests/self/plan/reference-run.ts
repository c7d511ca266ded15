import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { type Client, createClient } from '../../../http/client.ts';
import type { Budget } from '../../../http/target.ts';
import type { PlanContext } from '../../../plan/context.ts';
import { preparePlanContexts } from '../../../plan/prepare-contexts.ts';
import { type Conformance, testConformance } from '../../../plan/test-conformance.ts';
import { type ReferenceServer, startReference } from '../../../reference/server.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import { suites } from '../../../suites/suites.ts';
import { remoteBudget } from '../../strength/trial.ts';

export const contract = await resolveContract(parseOptions([], {}));

interface ReferenceSession {
  reference: ReferenceServer;
  client: Client;
  /** The cases sent, ordered by the ids of their exchanges, without discovery. */
  listSent(): Case[];
}

async function withReference<T>(budget: Budget, use: (session: ReferenceSession) => Promise<T>): Promise<T> {
  const reference = await startReference({ seed: 1 });
  const { url, fixtures } = reference;
  const tokens = { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken };
  const client = createClient({ kind: 'local', name: url, url, budget }, tokens);
  const cases = new Map<number, Case>();
  const recordingClient: Client = {
    ...client,
    send: (theCase, id, request) => {
      if (id > 0) cases.set(id, theCase);
      return client.send(theCase, id, request);
    },
  };
  const listSent = () => [...cases].sort(([a], [b]) => a - b).map(([, sent]) => sent);
  try {
    return await use({ reference, client: recordingClient, listSent });
  } finally {
    await client.close();
    await reference.close();
  }
}

export interface ReferenceRun {
  sent: Case[];
  result: Conformance;
}

/** Runs the suite against the reference with the budget of a remote target. */
export function runAgainstReference(
  limits: Partial<Pick<Budget, 'concurrency' | 'requests' | 'plan'>> = {},
): Promise<ReferenceRun> {
  const budget = { ...remoteBudget, ...limits };
  return withReference(budget, async ({ reference: { fixtures }, client, listSent }) => {
    const result = await testConformance({
      ...{ contract, suites, fixtures, client, seed: 1 },
      ...{ budget, local: true, full: false },
    });
    return { sent: listSent(), result };
  });
}

/** The plan contexts of the published document, with the budget of a remote target and the reference's fixtures. */
export function createReferenceContexts(seed: number): Promise<Map<string, PlanContext>> {
  return withReference(remoteBudget, async ({ reference: { fixtures }, client }) => {
    const input = { contract, suites, fixtures, client, seed, budget: remoteBudget };
    return (await preparePlanContexts({ ...input, local: false, full: false })).contexts;
  });
}
