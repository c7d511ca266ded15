import type { Verdict } from '../spec/clauses/verdict.ts';
import { formatCount, toPrintable } from './printable.ts';

/** The part of a `results.json` that is compared. */
export interface ResultsFile {
  suite: { version: string };
  clauses: readonly {
    id: string;
    level: string;
    source: string;
    says: string;
    verdict: Verdict;
    reason?: string;
  }[];
}

type ComparedClause = ResultsFile['clauses'][number];

/** A clause in two runs. `old` is absent for a new clause, `new` for a removed one. */
interface Change {
  old?: ComparedClause;
  new?: ComparedClause;
}

/** All kinds of change, in the order of the report. A change has the first kind that matches. */
const changeKinds = [
  { title: 'newly failing', worse: true, matches: (old, now) => now === 'failed' && old !== 'failed' },
  { title: 'newly in error', worse: true, matches: (old, now) => now === 'error' && old !== 'error' },
  { title: 'newly noticed', worse: true, matches: (old, now) => now === 'noticed' && old === 'passed' },
  {
    title: 'newly unverified',
    worse: true,
    matches: (old, now) => now === 'unverified' && old !== undefined && old !== 'unverified',
  },
  {
    title: 'newly waived',
    worse: false,
    matches: (old, now) => now === 'waived' && old !== undefined && old !== 'waived',
  },
  {
    title: 'fixed',
    worse: false,
    matches: (old, now) => now === 'passed' && old !== undefined && old !== 'passed' && old !== 'unverified',
  },
  {
    title: 'newly verified',
    worse: false,
    matches: (old, now) => old === 'unverified' && now !== undefined && now !== 'unverified',
  },
  {
    title: 'less severe',
    worse: false,
    matches: (old, now) => old !== undefined && now !== undefined && old !== now,
  },
  { title: 'new clauses', worse: false, matches: (old, now) => old === undefined && now !== undefined },
  { title: 'removed clauses', worse: false, matches: (old, now) => now === undefined && old !== undefined },
] as const satisfies readonly {
  title: string;
  worse: boolean;
  matches: (old: Verdict | undefined, now: Verdict | undefined) => boolean;
}[];

/** The changes between two runs, by kind. `worse` is true if any change is a regression. */
export interface Comparison {
  worse: boolean;
  changes: readonly { title: string; worse: boolean; clauses: readonly Change[] }[];
}

function pairClauses(old: ResultsFile, now: ResultsFile): Change[] {
  const before = new Map(old.clauses.map((clause) => [clause.id, clause]));
  const after = new Set(now.clauses.map(({ id }) => id));
  const kept = now.clauses.map((clause) => {
    const former = before.get(clause.id);
    return { new: clause, ...(former && { old: former }) };
  });
  return [...kept, ...old.clauses.filter(({ id }) => !after.has(id)).map((clause) => ({ old: clause }))];
}

/**
 * Compares two runs by clause id. The meaning of an id never changes, so runs of different versions can be compared.
 */
export function compareResults(old: ResultsFile, now: ResultsFile): Comparison {
  const pairs = pairClauses(old, now);
  const findKind = (pair: Change) =>
    changeKinds.find(({ matches }) => matches(pair.old?.verdict, pair.new?.verdict));
  const changes = changeKinds
    .map((kind) => ({
      title: kind.title,
      worse: kind.worse,
      clauses: pairs.filter((pair) => findKind(pair) === kind),
    }))
    .filter(({ clauses }) => clauses.length > 0);
  return { worse: changes.some(({ worse }) => worse), changes };
}

function formatChange({ old, new: now }: Change): string {
  const clause = now ?? old;
  const verdicts = [old?.verdict, now?.verdict].filter((verdict) => verdict !== undefined).join(' → ');
  const reason =
    now?.reason === undefined || now.verdict === 'passed' ? '' : `: ${toPrintable(now.reason, 200)}`;
  return `  ${toPrintable(clause?.id ?? '')}  ${toPrintable(clause?.source ?? '')}  ${verdicts}${reason}`;
}

/** Renders a comparison as text: regressions first. */
export function renderComparison({ changes, worse }: Comparison): string {
  const parts = changes.flatMap(({ title, clauses }) => [
    `${title}: ${formatCount(clauses.length, 'clause')}`,
    ...clauses.map(formatChange),
    '',
  ]);
  return [...parts, worse ? 'the new run is worse' : 'the new run is not worse'].join('\n');
}
