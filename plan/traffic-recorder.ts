import type { Clause } from '../spec/clauses/clause.ts';
import type { Finding, Observation } from '../spec/clauses/verdict.ts';
import { memoize } from '../spec/memoize.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { createBodyRetention } from './execute/body-retention.ts';
import type { ClauseResults } from './verdicts/clause-results.ts';

/** A finding with the exchange that shows it. */
export interface TrafficFinding {
  clause: Clause;
  finding: Finding;
  exchange: Exchange;
}

/** Records what exchanges of other programs show, and keeps the exchanges that reports can show. */
export interface TrafficRecorder {
  /** Records what an exchange shows of an operation. Returns the first finding of each clause and cause. */
  record(operation: string, exchange: Exchange, observations: readonly Observation[]): TrafficFinding[];
  /** The kept exchanges, in the order of their ids. */
  listExchanges(): Exchange[];
}

/**
 * Creates a recorder.
 * @param maxExchanges maximum number of exchanges to keep; after it, only those with new findings are kept
 */
export function createTrafficRecorder(
  clauses: ReadonlyMap<string, () => readonly Clause[]>,
  clauseResults: ClauseResults,
  maxExchanges: number,
): TrafficRecorder {
  const kept = new Map<number, Exchange>();
  const retainBody = createBodyRetention();
  const findClauses = memoize(
    (listOwn: () => readonly Clause[]) => new Map(listOwn().map((clause) => [clause.id, clause])),
  );
  const findClause = (operation: string, id: string): Clause | undefined => {
    const listOwn = clauses.get(operation);
    return listOwn && findClauses(listOwn).get(id);
  };
  return {
    record(operation, exchange, observations) {
      const findings = clauseResults.record(operation, exchange.id, observations);
      if (kept.size < maxExchanges || findings.length > 0) kept.set(exchange.id, retainBody(exchange));
      return findings.flatMap((finding) => {
        const clause = findClause(operation, finding.clause);
        return clause ? [{ clause, finding, exchange }] : [];
      });
    },
    listExchanges: () => [...kept.values()].sort((one, other) => one.id - other.id),
  };
}
