import { createClient } from '../../../../http/client.ts';
import { createExecution } from '../../../../plan/execute/execution.ts';
import type { Execution } from '../../../../plan/execute/model.ts';
import { preparePlanContexts } from '../../../../plan/prepare-contexts.ts';
import { listClauses } from '../../../../plan/suite-clauses.ts';
import { createClauseResults } from '../../../../plan/verdicts/clause-results.ts';
import { explainUnverified } from '../../../../plan/verdicts/unverified-reasons.ts';
import type { ClauseResult } from '../../../../spec/clauses/verdict.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import type { TestedServerOptions } from '../../../strength/catalogue.ts';
import { bookshop } from '../../../strength/catalogues/bookshop.ts';
import { remoteBudget } from '../../../strength/trial.ts';

const contract = await bookshop.loadContract();

export interface ScenarioRun {
  /** The results of the clauses about resources and lists. */
  results: ClauseResult[];
  execution: Execution;
}

/** Runs only the scenarios of the bookshop, without the plan and random requests. */
export async function runBookshopScenarios(options: TestedServerOptions, seed = 1): Promise<ScenarioRun> {
  const server = await bookshop.start(options, contract);
  const { url, fixtures, userMessages, credentials } = server;
  const { operations } = contract;
  const budget = { ...remoteBudget, requests: 5000, plan: 2000 };
  const security = new Map(operations.map((operation) => [operation.id, operation.security]));
  const client = createClient({ kind: 'local', name: url, url, budget }, credentials, {
    findSecurity: (operation) => security.get(operation),
  });
  try {
    const input = { contract, operations, suites: [], fixtures, userMessages, client, seed, full: false };
    const { contexts } = await preparePlanContexts({ ...input, budget, local: true });
    const clauseResults = createClauseResults(listClauses(contract, [...contexts.values()]));
    const run = createExecution({ contexts, clauseResults, client, budget });
    await run.searchAccepted();
    await run.runScenarios();
    const execution = run.end();
    const results = clauseResults
      .list((clause) => explainUnverified(clause, contexts.get(clause.operation), undefined, undefined))
      .filter(({ clause }) => /\/(resource|list):/.test(clause.id));
    return { results, execution };
  } finally {
    await client.close();
    await server.close();
  }
}

/** The exchanges of the first finding of a clause. */
export function findExchanges({ results, execution }: ScenarioRun, clause: string): Exchange[] {
  const [finding] = results.find((result) => result.clause.id === clause)?.findings ?? [];
  const known = [
    ...execution.recorder.exchanges(),
    ...execution.counterexamples.map(({ exchange }) => exchange),
  ];
  return (finding?.exchanges ?? []).flatMap((id) => known.find((exchange) => exchange.id === id) ?? []);
}
