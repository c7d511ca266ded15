import type { Clause } from '../../spec/clauses/clause.ts';
import type { ClauseResult, Finding } from '../../spec/clauses/verdict.ts';
import type { SourceLine } from '../../spec/openapi/contract.ts';

/** What is known to be wrong with a target, and lets a run pass until it is mended or its time is up. */
export interface Deviation {
  clause: string;
  /** A regular expression that matches from the beginning of where: `/customer/email`, `status`. All places, when not given. */
  place?: string;
  reason: string;
  /** The last day that it is waived: `2027-01-31`. */
  expires: string;
  /** Its line in its file. */
  source: SourceLine;
}

type Judged = ClauseResult & { source?: SourceLine };

/** What deviations are held against. */
export interface Waiving {
  deviations: readonly Deviation[];
  /** `2027-01-31`, UTC. */
  today: string;
  /** Whether all was asked, so that a clause that passed really does. */
  settled: boolean;
  /** Whether a clause that is not among the judgements may well exist: it was not selected. */
  isElsewhere(clause: string): boolean;
}

/** The clause that a file of deviations brings along. */
const currentClause: Clause = {
  id: 'deviations:current',
  level: 'MUST',
  family: 'contract',
  operation: '',
  description: 'every known deviation is one still: its clause fails, and its time is not up',
};

/** Where a finding is, as a deviation names it. */
export const placeOf = ({ location }: Pick<Finding, 'location'>): string =>
  typeof location === 'string' ? location : location.body === '' ? 'body' : location.body;

const covers = ({ place }: Deviation, finding: Finding): boolean =>
  place === undefined || new RegExp(`^(?:${place})`).test(placeOf(finding));

/** The judgements with known deviations waived, and what became of the deviations as one judgement more. */
export function waive(
  judgements: readonly Judged[],
  waiving: Waiving,
): { judgements: Judged[]; stale: string[] } {
  const { deviations, today } = waiving;
  const lasting = deviations.filter(({ expires }) => expires >= today);
  const waived = judgements.map((judgement) => waiveOne(judgement, lasting));
  const stale = deviations.flatMap((deviation) => {
    const why = whyStale(deviation, judgements, waiving);
    return why === undefined ? [] : [{ deviation, why }];
  });
  return {
    judgements: deviations.length === 0 ? waived : [...waived, currentJudgement(deviations, stale)],
    stale: stale.map(({ deviation, why }) => told(deviation, why)),
  };
}

const isWrong = ({ verdict }: ClauseResult): boolean => verdict === 'failed' || verdict === 'noticed';

function waiveOne(judgement: Judged, deviations: readonly Deviation[]): Judged {
  const own = deviations.filter(({ clause }) => clause === judgement.clause.id);
  if (own.length === 0 || !isWrong(judgement)) return judgement;
  const open = judgement.findings.filter((finding) => !own.some((deviation) => covers(deviation, finding)));
  if (open.length > 0) return { ...judgement, findings: open };
  const reason = own.map(({ reason, expires }) => `${reason} (until ${expires})`).join('; ');
  return { ...judgement, verdict: 'waived', reason };
}

function whyStale(
  deviation: Deviation,
  judgements: readonly Judged[],
  { today, settled, isElsewhere }: Waiving,
): string | undefined {
  if (deviation.expires < today) return `expired on ${deviation.expires}: mend the target, or decide anew`;
  const judgement = judgements.find(({ clause }) => clause.id === deviation.clause);
  if (!judgement)
    return isElsewhere(deviation.clause) ? undefined : 'matches no clause: --list prints all of them';
  if (judgement.verdict === 'passed') return settled ? 'passes again: remove the entry' : undefined;
  if (!isWrong(judgement) || judgement.findings.some((finding) => covers(deviation, finding)))
    return undefined;
  const places = [...new Set(judgement.findings.map(placeOf))].join(', ');
  return settled ? `is not met at other places only: ${places}` : undefined;
}

const told = ({ clause, source: { file, line } }: Deviation, why: string): string =>
  `${file}:${line} ${why} (${clause})`;

function currentJudgement(
  deviations: readonly Deviation[],
  stale: readonly { deviation: Deviation; why: string }[],
): Judged {
  const [first] = stale;
  const words = stale.map(({ deviation, why }) => told(deviation, why)).join('; ');
  const finding: Finding = {
    clause: currentClause.id,
    exchanges: [],
    location: 'connection', // none of the places of an answer
    expected: 'known deviations that still fail and have not expired',
    received: { words },
    cause: currentClause.id,
  };
  const shared = { clause: currentClause, observed: deviations.length, found: stale.length, exchanges: [] };
  if (!first) return { ...shared, verdict: 'passed', findings: [] };
  return { ...shared, verdict: 'failed', findings: [finding], source: first.deviation.source };
}
