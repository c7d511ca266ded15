import type { Verdict } from '../spec/clauses/verdict.ts';
import { counted, printable } from './printable.ts';

/** The part of a `results.json` that is compared. */
export interface Results {
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

type ClauseResult = Results['clauses'][number];

/** A clause before and after; absent on one side when it is new or removed. */
interface Change {
  old?: ClauseResult;
  new?: ClauseResult;
}

/** Every kind of change, in the order of the report: the first that fits a clause is told. */
const kinds = [
  { title: 'newly failing', worse: true, fits: (old, now) => now === 'failed' && old !== 'failed' },
  { title: 'newly in error', worse: true, fits: (old, now) => now === 'error' && old !== 'error' },
  { title: 'newly noticed', worse: true, fits: (old, now) => now === 'noticed' && old === 'passed' },
  {
    title: 'newly unverified',
    worse: true,
    fits: (old, now) => now === 'unverified' && old !== undefined && old !== 'unverified',
  },
  {
    title: 'newly waived',
    worse: false,
    fits: (old, now) => now === 'waived' && old !== undefined && old !== 'waived',
  },
  {
    title: 'fixed',
    worse: false,
    fits: (old, now) => now === 'passed' && old !== undefined && old !== 'passed' && old !== 'unverified',
  },
  {
    title: 'newly verified',
    worse: false,
    fits: (old, now) => old === 'unverified' && now !== undefined && now !== 'unverified',
  },
  {
    title: 'less severe',
    worse: false,
    fits: (old, now) => old !== undefined && now !== undefined && old !== now,
  },
  { title: 'new clauses', worse: false, fits: (old, now) => old === undefined && now !== undefined },
  { title: 'removed clauses', worse: false, fits: (old, now) => now === undefined && old !== undefined },
] as const satisfies readonly {
  title: string;
  worse: boolean;
  fits: (old: Verdict | undefined, now: Verdict | undefined) => boolean;
}[];

/** What changed between two runs, by kind; `worse` when a gate should close. */
export interface Comparison {
  worse: boolean;
  changes: readonly { title: string; worse: boolean; clauses: readonly Change[] }[];
}

function pairsOf(old: Results, now: Results): Change[] {
  const before = new Map(old.clauses.map((clause) => [clause.id, clause]));
  const after = new Set(now.clauses.map(({ id }) => id));
  const kept = now.clauses.map((clause) => {
    const former = before.get(clause.id);
    return { new: clause, ...(former && { old: former }) };
  });
  return [...kept, ...old.clauses.filter(({ id }) => !after.has(id)).map((clause) => ({ old: clause }))];
}

/** Compares two runs clause by clause; ids never change meaning, so that any two runs compare. */
export function compare(old: Results, now: Results): Comparison {
  const pairs = pairsOf(old, now);
  const kindOf = (pair: Change) => kinds.find(({ fits }) => fits(pair.old?.verdict, pair.new?.verdict));
  const changes = kinds
    .map((kind) => ({
      title: kind.title,
      worse: kind.worse,
      clauses: pairs.filter((pair) => kindOf(pair) === kind),
    }))
    .filter(({ clauses }) => clauses.length > 0);
  return { worse: changes.some(({ worse }) => worse), changes };
}

function lineOf({ old, new: now }: Change): string {
  const clause = now ?? old;
  const verdicts = [old?.verdict, now?.verdict].filter((verdict) => verdict !== undefined).join(' → ');
  const reason =
    now?.reason === undefined || now.verdict === 'passed' ? '' : `: ${printable(now.reason, 200)}`;
  return `  ${printable(clause?.id ?? '')}  ${printable(clause?.source ?? '')}  ${verdicts}${reason}`;
}

/** A comparison as text: what got worse first. */
export function comparisonText({ changes, worse }: Comparison): string {
  const parts = changes.flatMap(({ title, clauses }) => [
    `${title}: ${counted(clauses.length, 'clause')}`,
    ...clauses.map(lineOf),
    '',
  ]);
  return [...parts, worse ? 'something got worse' : 'nothing got worse'].join('\n');
}
