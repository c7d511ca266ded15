import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult, Finding, Observation, Verdict } from '../../spec/clauses/verdict.ts';
import { lazy } from '../../spec/memoize.ts';

/** Observations of every clause, summed up. Memory depends on the number of clauses, not of exchanges. */
export interface ClauseResults {
  /** Records what an exchange shows of clauses of its operation. Returns the first finding of each clause that had none. */
  record(operation: string, exchange: number, observations: readonly Observation[]): Finding[];
  /** Every clause with its verdict; `explain` returns the reason of an unverified clause. */
  list(explain: (clause: Clause) => string): ClauseResult[];
}

interface Entry {
  clause: Clause;
  findings: Finding[];
  found: number;
  observed: number;
  exchanges: number[];
}

const MAX_FINDINGS = 5;
/** Findings at further locations are kept beyond those, since a known failure may be limited to a location. */
const MAX_LOCATIONS = 50;
const MAX_EXCHANGES = 20;

/** Creates the results for the clauses of each operation, in this order. Clauses are derived when an operation is first recorded. */
export function createClauseResults(clauses: ReadonlyMap<string, () => readonly Clause[]>): ClauseResults {
  const operations = new Map(
    [...clauses].map(([operation, listClauses]) => [operation, lazy(() => createEntries(listClauses()))]),
  );
  return {
    record(operation, exchange, observations) {
      const entries = operations.get(operation)?.();
      const first: Finding[] = [];
      for (const { clause, finding } of observations) {
        const entry = entries?.get(clause);
        if (entry && addObservation(entry, exchange, finding) && finding) first.push(finding);
      }
      return first;
    },
    list: (explain) =>
      [...operations.values()].flatMap((entries) =>
        [...entries().values()].map((entry) => toClauseResult(entry, explain)),
      ),
  };
}

const createEntries = (clauses: readonly Clause[]): Map<string, Entry> =>
  new Map(clauses.map((clause) => [clause.id, createEntry(clause)]));

const createEntry = (clause: Clause): Entry => ({
  clause,
  findings: [],
  found: 0,
  observed: 0,
  exchanges: [],
});

/** Adds an observation to the entry. Returns whether it is the clause's first finding. */
function addObservation(entry: Entry, exchange: number, finding: Finding | undefined): boolean {
  if (entry.exchanges.at(-1) !== exchange) {
    entry.observed += 1;
    if (entry.exchanges.length < MAX_EXCHANGES) entry.exchanges.push(exchange);
  }
  if (!finding) return false;
  entry.found += 1;
  if (entry.findings.length < MAX_FINDINGS || isNewLocation(entry, finding)) entry.findings.push(finding);
  return entry.found === 1;
}

function isNewLocation({ findings }: Entry, { location }: Finding): boolean {
  const key = JSON.stringify(location);
  return findings.length < MAX_LOCATIONS && findings.every((each) => JSON.stringify(each.location) !== key);
}

function decideVerdict({ clause, found, observed }: Entry): Verdict {
  if (found > 0) return clause.level === 'MUST' ? 'failed' : 'noticed';
  return observed > 0 ? 'passed' : 'unverified';
}

function toClauseResult(entry: Entry, explain: (clause: Clause) => string): ClauseResult {
  const { clause, findings, found, observed, exchanges } = entry;
  const verdict = decideVerdict(entry);
  return {
    clause,
    verdict,
    findings,
    found,
    observed,
    exchanges,
    ...(verdict === 'unverified' && { reason: explain(clause) }),
  };
}
