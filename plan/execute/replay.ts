import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult } from '../../spec/clauses/verdict.ts';
import type { Case, Exchange } from '../../spec/openapi/exchange.ts';
import type { Client } from '../client.ts';
import type { PlanContext } from '../context.ts';
import { createLedger } from './clause-results.ts';
import { createJournal } from './exchange-recorder.ts';

/** What a replay showed of its clause. */
export interface Replayed {
  judgement: ClauseResult;
  exchanges: readonly Exchange[];
}

/** Sends the cases one after the other, just as they are, and asks the one clause only. */
export async function replayCases(
  contexts: ReadonlyMap<string, PlanContext>,
  clause: Clause,
  cases: readonly Case[],
  client: Pick<Client, 'send'>,
): Promise<Replayed> {
  const ledger = createLedger(new Map([[clause.operation, () => [clause]]]));
  const journal = createJournal(contexts, ledger);
  const exchanges: Exchange[] = [];
  for (const [index, one] of cases.entries()) {
    const exchange = await client.send(one, index + 1);
    exchanges.push(exchange);
    journal.take(exchange);
  }
  journal.compare();
  const [judgement] = ledger.judgements(() => whyOpen(exchanges));
  return { judgement: judgement ?? unjudged(clause), exchanges };
}

const unjudged = (clause: Clause): ClauseResult => ({
  ...{ clause, verdict: 'unverified', reason: 'nothing was sent' },
  ...{ findings: [], found: 0, observed: 0, exchanges: [] },
});

function whyOpen(exchanges: readonly Exchange[]): string {
  const failure = exchanges.find((exchange) => exchange.failure)?.failure;
  if (failure) return failure.message;
  const statuses = exchanges.map(({ response }) => response?.status ?? 'none').join(', ');
  return `the answer (status ${statuses}) cannot judge it`;
}
