import type { Clause } from '../spec/clause.ts';
import type { Finding, Judgement, Observation, Verdict } from '../spec/verdict.ts';

/** What has been observed of every clause so far. Its size depends on the clauses, not on the exchanges. */
export interface Ledger {
  /** Takes an exchange's word on some clauses; returns those that fail for the first time. */
  record(exchange: number, observations: readonly Observation[]): Finding[];
  /** Whether nothing has judged the clause yet. */
  isOpen(clause: string): boolean;
  judgements(reasonOf: (clause: Clause) => string): Judgement[];
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

export function createLedger(clauses: readonly Clause[]): Ledger {
  const entries = new Map(clauses.map((clause) => [clause.id, emptyEntry(clause)]));
  return {
    record(exchange, observations) {
      const fresh: Finding[] = [];
      for (const { clause, finding } of observations) {
        const entry = entries.get(clause);
        if (entry && enter(entry, exchange, finding) && finding) fresh.push(finding);
      }
      return fresh;
    },
    isOpen: (clause) => (entries.get(clause)?.observed ?? 0) === 0,
    judgements: (reasonOf) => [...entries.values()].map((entry) => judgementOf(entry, reasonOf)),
  };
}

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

function isElsewhere({ findings }: Entry, { where }: Finding): boolean {
  const place = JSON.stringify(where);
  return findings.length < keptPlaces && findings.every((one) => JSON.stringify(one.where) !== place);
}

function verdictOf({ clause, found, observed }: Entry): Verdict {
  if (found > 0) return clause.level === 'MUST' ? 'failed' : 'noticed';
  return observed > 0 ? 'passed' : 'unverified';
}

function judgementOf(entry: Entry, reasonOf: (clause: Clause) => string): Judgement {
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
