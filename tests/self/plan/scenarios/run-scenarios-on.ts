import { createExecution } from '../../../../plan/execute/execution.ts';
import { listClauses } from '../../../../plan/suite-clauses.ts';
import { createClauseResults } from '../../../../plan/verdicts/clause-results.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { Contract } from '../../../../spec/openapi/contract.ts';
import { budget, createContexts, createFakeClient, type FakeResponse } from '../library.ts';

/** Runs only the scenarios of a contract on a fake server, and returns the verdicts by the ids of the clauses. */
export async function runScenariosOn(
  contract: Contract,
  respond: (theCase: Case) => FakeResponse,
): Promise<ReadonlyMap<string, string>> {
  const client = createFakeClient(respond);
  const contexts = await createContexts(contract, { client, allowChanges: true });
  const clauseResults = createClauseResults(listClauses(contract, [...contexts.values()]));
  const run = createExecution({ contexts, clauseResults, client, budget });
  await run.searchAccepted();
  await run.runScenarios();
  run.end();
  const results = clauseResults.list(() => ({ reason: '' }));
  return new Map(results.map(({ clause, verdict }) => [clause.id, verdict]));
}
