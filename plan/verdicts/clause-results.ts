import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult, Finding, Observation, Verdict } from '../../spec/clauses/verdict.ts';
import { lazy } from '../../spec/memoize.ts';
import type { Explanation } from './explanation.ts';

/** The observations of every clause, summed up. Memory grows with the number of clauses, not of exchanges. */
export interface ClauseResults {
  /** Records what an exchange shows of clauses of its operation. Returns the first finding of each clause and cause. */
  record(operation: string, exchange: number, observations: readonly Observation[]): Finding[];
  /** Whether an exchange was evidence for the clause. */
  isJudged(operation: string, clause: string): boolean;
  /** Marks the findings of a cause as intermittent: the violation did not recur when the request was sent again. */
  markIntermittent(operation: string, clause: string, cause: string): void;
  /**
   * Removes the only finding of a cause. Returns false, and keeps them, if there are several.
   * @param isPass whether the repeated request has passed the clause; otherwise the exchange does not count as evidence
   */
  removeOnlyFinding(operation: string, clause: string, cause: string, isPass: boolean): boolean;
  /** Removes all findings of a cause. Their exchanges do not count as evidence. */
  removeCause(operation: string, clause: string, cause: string): void;
  /** Every clause with its verdict; `explain` is called for each unverified clause. */
  list(explain: (clause: Clause) => Explanation): ClauseResult[];
}

interface Entry {
  clause: Clause;
  findings: Finding[];
  found: number;
  observed: number;
  /** The exchange that was counted last: one may observe a clause several times. */
  lastExchange?: number;
  exchanges: number[];
  /** The first error of the check. The clause then has no other verdict. */
  error?: string;
}

/**
 * Maximum number of findings kept for each cause. Findings about a status are small, and each shows another request
 * with the same fault.
 */
const MAX_FINDINGS = { status: 20, other: 5 };
/** Limit for the causes of a clause, and for its findings beyond the first of each cause. */
const MAX_DISTINCT = 50;
const MAX_EXCHANGES = 20;

/**
 * Creates the results for the clauses of each operation, in this order. Clauses are derived when an operation is first
 * recorded.
 */
export function createClauseResults(clauses: ReadonlyMap<string, () => readonly Clause[]>): ClauseResults {
  const operations = new Map(
    [...clauses].map(([operation, listClauses]) => [operation, lazy(() => createEntries(listClauses()))]),
  );
  return {
    record(operation, exchange, observations) {
      const entries = operations.get(operation)?.();
      const first: Finding[] = [];
      for (const { clause, finding, error } of observations) {
        const entry = entries?.get(clause);
        if (entry && error !== undefined) {
          entry.error ??= error;
          continue;
        }
        if (
          entry &&
          entry.clause.unsupported === undefined &&
          addObservation(entry, exchange, finding) &&
          finding
        )
          first.push(finding);
      }
      return first;
    },
    isJudged: (operation, clause) => (operations.get(operation)?.().get(clause)?.observed ?? 0) > 0,
    markIntermittent(operation, clause, cause) {
      const entry = operations.get(operation)?.().get(clause);
      if (!entry) return;
      entry.findings = entry.findings.map((finding) =>
        finding.cause === cause ? { ...finding, isIntermittent: true } : finding,
      );
    },
    removeOnlyFinding(operation, clause, cause, isPass) {
      const entry = operations.get(operation)?.().get(clause);
      if (entry?.findings.filter((finding) => finding.cause === cause).length !== 1) return false;
      entry.findings = entry.findings.filter((finding) => finding.cause !== cause);
      entry.found -= 1;
      if (!isPass) entry.observed -= 1;
      return true;
    },
    removeCause(operation, clause, cause) {
      const entry = operations.get(operation)?.().get(clause);
      if (!entry) return;
      const others = entry.findings.filter((finding) => finding.cause !== cause);
      // not all findings are kept
      const removed = others.length === 0 ? entry.found : entry.findings.length - others.length;
      entry.findings = others;
      entry.found -= removed;
      entry.observed -= removed;
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

/** Adds an observation to the entry. Returns whether it is the clause's first finding of its cause. */
function addObservation(entry: Entry, exchange: number, finding: Finding | undefined): boolean {
  if (entry.lastExchange !== exchange) {
    entry.lastExchange = exchange;
    entry.observed += 1;
    if (entry.exchanges.length < MAX_EXCHANGES) entry.exchanges.push(exchange);
  }
  if (!finding) return false;
  entry.found += 1;
  const isNewCause = entry.findings.every(({ cause }) => cause !== finding.cause);
  if (isWorthKeeping(entry, finding)) entry.findings.push(finding);
  return isNewCause && entry.findings.at(-1) === finding;
}

/** Findings of one cause never replace those of another: a known failure must not hide a new one. */
function isWorthKeeping({ findings }: Entry, { cause, location }: Finding): boolean {
  const alike = findings.filter((each) => each.cause === cause);
  if (alike.length === 0) return new Set(findings.map((each) => each.cause)).size < MAX_DISTINCT;
  if (findings.length >= MAX_DISTINCT) return false;
  // A known failure may apply to one location only, so a finding at a new location is kept.
  const key = JSON.stringify(location);
  const isNewLocation = alike.every((each) => JSON.stringify(each.location) !== key);
  return isNewLocation || alike.length < (location === 'status' ? MAX_FINDINGS.status : MAX_FINDINGS.other);
}

function decideVerdict({ clause, found, observed, error }: Entry): Verdict {
  if (error !== undefined) return 'error';
  if (found > 0) return clause.level === 'MUST' ? 'failed' : 'noticed';
  return observed > 0 ? 'passed' : 'unverified';
}

function toClauseResult(entry: Entry, explain: (clause: Clause) => Explanation): ClauseResult {
  const { clause, findings, found, observed, exchanges, error } = entry;
  const verdict = decideVerdict(entry);
  return {
    ...{ clause, verdict, observed, exchanges },
    ...(error === undefined ? { findings, found } : { findings: [], found: 0, reason: error }),
    ...(verdict === 'unverified' && toReason(explain(clause))),
  };
}

const toReason = ({ reason, remedy }: Explanation): Pick<ClauseResult, 'reason' | 'remedy'> => ({
  reason,
  ...(remedy !== undefined && { remedy }),
});
