import { createClient } from '../../http/client.ts';
import type { Budget } from '../../http/target.ts';
import { type Conformance, testConformance } from '../../plan/test-conformance.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { listVersionHeaders } from '../../suites/versions.ts';
import type { Catalogue, TestedServerOptions } from './catalogue.ts';

/** The result of one run of the suite against one server. */
export interface TrialResult {
  result: Conformance;
  requests: number;
  /** For each clause that failed or was noticed: the number of requests until its first finding. */
  foundAfter: ReadonlyMap<string, number>;
}

export interface TrialOptions {
  /** The operations to test; all by default. */
  operations?: readonly string[] | undefined;
  /** Set for a fault that affects only some responses: more requests are sent. */
  isPatient?: boolean;
  seed: number;
  /** Whether to send requests that could harm a server; false by default. */
  full?: boolean;
  /** Whether the failure of a clause ends the run. */
  until?(clause: string): boolean;
}

/** The default budget of a remote target: the suite must find faults with the requests that a rate limit allows. */
export const remoteBudget: Budget = {
  requests: 90,
  discovery: 4,
  plan: 75,
  waitMs: 1_000,
  concurrency: 4,
  timeoutMs: 5_000,
};

/** Number of requests for each operation in a run for a rare fault. */
const patientRequests = 2_000;

/** The remote budget for this number of requests. */
function createBudget(requests: number): Budget {
  const { requests: usual, plan, discovery } = remoteBudget;
  const unplanned = requests > usual ? discovery : usual - plan;
  return { ...remoteBudget, requests, plan: requests - unplanned };
}

/** Runs the suite against a reference with these options. Both run in this process. */
export async function runTrial(
  catalogue: Catalogue,
  contract: Contract,
  options: TestedServerOptions,
  { operations: ids, isPatient = false, seed, full = false, until }: TrialOptions,
): Promise<TrialResult> {
  const { suites, requestsPerOperation } = catalogue;
  const operations = contract.operations.filter(({ id }) => ids?.includes(id) ?? true);
  const budget = createBudget((isPatient ? patientRequests : requestsPerOperation) * operations.length);
  const server = await catalogue.start(options, contract);
  const { url, fixtures, userMessages, credentials } = server;
  const security = new Map(operations.map((operation) => [operation.id, operation.security]));
  const client = createClient({ kind: 'local', name: url, url, budget }, credentials, {
    publicHeaders: listVersionHeaders(suites, contract),
    findSecurity: (operation) => security.get(operation),
  });
  const abort = new AbortController();
  try {
    const result = await testConformance({
      ...{ contract, operations, suites, fixtures, userMessages, client, seed, full },
      budget,
      local: true,
      allowChanges: true,
      signal: abort.signal,
      onStage: ({ newlyFailed }) => {
        if (until && newlyFailed.some(until)) abort.abort();
      },
    });
    return { result, requests: client.stats().requests, foundAfter: countRequestsUntilFound(result) };
  } finally {
    await client.close();
    await server.close();
  }
}

function countRequestsUntilFound({ results, discoveryRequests }: Conformance): Map<string, number> {
  return new Map(
    results.flatMap(({ clause, findings: [first] }) =>
      first ? [[clause.id, Math.max(...first.exchanges) + discoveryRequests]] : [],
    ),
  );
}
