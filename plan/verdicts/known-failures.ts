import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult, Finding } from '../../spec/clauses/verdict.ts';
import type { SourceLine } from '../../spec/document/defect.ts';

/** A failure that the user knows of. It does not fail a run until it is fixed or the entry expires. */
export interface KnownFailure {
  clause: string;
  /**
   * A regular expression, anchored at the start of a finding's location: `/customer/email`, `status`. All locations by
   * default.
   */
  place?: string;
  reason: string;
  /** The last day of the waiver: `2027-01-31`. */
  expires: string;
  /** The entry's line in its file. */
  source: SourceLine;
}

type LocatedResult = ClauseResult & { source?: SourceLine };

/** The input for deciding which known failures still apply. */
export interface WaiverOptions {
  knownFailures: readonly KnownFailure[];
  /** `2027-01-31`, UTC. */
  today: string;
  /** Whether the run sent everything: only then does a passed clause show that its failure is fixed. */
  isComplete: boolean;
  /** Whether a clause without a result exists but was left out of this run by the options. */
  isUnselected(clause: string): boolean;
}

/** A known failure that no longer applies, with the reason. */
interface StaleEntry {
  knownFailure: KnownFailure;
  reason: string;
}

/** The clause that is added to a run with known failures. */
const currentClause: Clause = {
  id: 'deviations:current',
  level: 'MUST',
  family: 'contract',
  operation: '',
  description: 'every known failure still fails and has not expired',
};

/** The location of a finding in the notation of `KnownFailure.place`. */
export const formatLocation = ({ location }: Pick<Finding, 'location'>): string =>
  typeof location === 'string' ? location : location.body === '' ? 'body' : location.body;

const matchesLocation = ({ place }: KnownFailure, finding: Finding): boolean =>
  place === undefined || new RegExp(`^(?:${place})`).test(formatLocation(finding));

/** The results with known failures waived, followed by the result of the clause that all known failures are current. */
export function applyKnownFailures(
  results: readonly LocatedResult[],
  options: WaiverOptions,
): { results: LocatedResult[]; stale: string[] } {
  const { knownFailures, today } = options;
  const current = knownFailures.filter(({ expires }) => expires >= today);
  const waived = results.map((result) => waiveResult(result, current));
  const stale = knownFailures.flatMap((knownFailure): StaleEntry[] => {
    const reason = explainStale(knownFailure, results, options);
    return reason === undefined ? [] : [{ knownFailure, reason }];
  });
  return {
    results: knownFailures.length === 0 ? waived : [...waived, judgeCurrent(knownFailures, stale)],
    stale: stale.map(formatStale),
  };
}

const isViolated = ({ verdict }: ClauseResult): boolean => verdict === 'failed' || verdict === 'noticed';

function waiveResult(result: LocatedResult, knownFailures: readonly KnownFailure[]): LocatedResult {
  const matching = knownFailures.filter(({ clause }) => clause === result.clause.id);
  if (matching.length === 0 || !isViolated(result)) return result;
  const unknown = result.findings.filter(
    (finding) => !matching.some((each) => matchesLocation(each, finding)),
  );
  if (unknown.length > 0) return { ...result, findings: unknown };
  const reason = matching.map((each) => `${each.reason} (until ${each.expires})`).join('; ');
  return { ...result, verdict: 'waived', reason };
}

/** Explains why a known failure no longer applies; undefined if it still does or the run cannot show it. */
function explainStale(
  knownFailure: KnownFailure,
  results: readonly LocatedResult[],
  { today, isComplete, isUnselected }: WaiverOptions,
): string | undefined {
  const { clause, expires } = knownFailure;
  if (expires < today) return `expired on ${expires}: fix the target or extend the entry`;
  const result = results.find((each) => each.clause.id === clause);
  if (!result)
    return isUnselected(clause) ? undefined : 'matches no clause: the command list prints all of them';
  if (result.verdict === 'passed') return isComplete ? 'passes again: remove the entry' : undefined;
  if (!isViolated(result) || result.findings.some((finding) => matchesLocation(knownFailure, finding)))
    return undefined;
  const locations = [...new Set(result.findings.map(formatLocation))].join(', ');
  return isComplete ? `fails only at other places: ${locations}` : undefined;
}

const formatStale = ({ knownFailure: { clause, source }, reason }: StaleEntry): string =>
  `${source.file}:${source.line} ${reason} (${clause})`;

function judgeCurrent(knownFailures: readonly KnownFailure[], stale: readonly StaleEntry[]): LocatedResult {
  const [first] = stale;
  const shared = {
    clause: currentClause,
    observed: knownFailures.length,
    found: stale.length,
    exchanges: [],
  };
  if (!first) return { ...shared, verdict: 'passed', findings: [] };
  const finding: Finding = {
    clause: currentClause.id,
    exchanges: [],
    location: 'connection', // every finding needs a location: this one is about no part of a response
    expected: 'known failures that still fail and have not expired',
    received: { words: stale.map(formatStale).join('; ') },
    cause: currentClause.id,
  };
  return { ...shared, verdict: 'failed', findings: [finding], source: first.knownFailure.source };
}
