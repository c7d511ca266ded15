import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult, Finding, Observation, Verdict } from '../../spec/clauses/verdict.ts';
import { lazy } from '../../spec/memoize.ts';

/** What has been observed of every clause so far. Its size depends on the clauses, not on the exchanges. */
export interface Ledger {
  /** Takes an exchange's word on some clauses of its operation; returns those that fail for the first time. */
  record(operation: string, exchange: number, observations: readonly Observation[]): Finding[];
  judgements(reasonOf: (clause: Clause) => string): ClauseResult[];
}

interface Entry {
  clause: Clause;
  findings: Finding[];
  found: number;
  observed: number;
  exchanges: number[];
}

const keptFindings = 5;
/** A place of its own is kept beyond those: a deviation is known for some places only. */
const keptPlaces = 50;
const keptExchanges = 20;

/** A ledger over the clauses of some operations, in this order. Those of an operation are asked for with its first exchange. */
export function createLedger(clauses: ReadonlyMap<string, () => readonly Clause[]>): Ledger {
  const operations = new Map(
    [...clauses].map(([operation, own]) => [operation, lazy(() => entriesOf(own()))]),
  );
  return {
    record(operation, exchange, observations) {
      const entries = operations.get(operation)?.();
      const fresh: Finding[] = [];
      for (const { clause, finding } of observations) {
        const entry = entries?.get(clause);
        if (entry && enter(entry, exchange, finding) && finding) fresh.push(finding);
      }
      return fresh;
    },
    judgements: (reasonOf) =>
      [...operations.values()].flatMap((entries) =>
        [...entries().values()].map((entry) => judgementOf(entry, reasonOf)),
      ),
  };
}

const entriesOf = (clauses: readonly Clause[]): Map<string, Entry> =>
  new Map(clauses.map((clause) => [clause.id, emptyEntry(clause)]));

const emptyEntry = (clause: Clause): Entry => ({
  clause,
  findings: [],
  found: 0,
  observed: 0,
  exchanges: [],
});

/** Whether it is the first finding of the clause. */
function enter(entry: Entry, exchange: number, finding: Finding | undefined): boolean {
  if (entry.exchanges.at(-1) !== exchange) {
    entry.observed += 1;
    if (entry.exchanges.length < keptExchanges) entry.exchanges.push(exchange);
  }
  if (!finding) return false;
  entry.found += 1;
  if (entry.findings.length < keptFindings || isElsewhere(entry, finding)) entry.findings.push(finding);
  return entry.found === 1;
}

function isElsewhere({ findings }: Entry, { location }: Finding): boolean {
  const place = JSON.stringify(location);
  return findings.length < keptPlaces && findings.every((one) => JSON.stringify(one.location) !== place);
}

function verdictOf({ clause, found, observed }: Entry): Verdict {
  if (found > 0) return clause.level === 'MUST' ? 'failed' : 'noticed';
  return observed > 0 ? 'passed' : 'unverified';
}

function judgementOf(entry: Entry, reasonOf: (clause: Clause) => string): ClauseResult {
  const { clause, findings, found, observed, exchanges } = entry;
  const verdict = verdictOf(entry);
  return {
    clause,
    verdict,
    findings,
    found,
    observed,
    exchanges,
    ...(verdict === 'unverified' && { reason: reasonOf(clause) }),
  };
}
