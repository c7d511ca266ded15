import type { Level } from '../../spec/clauses/clause.ts';
import type { Verdict } from '../../spec/clauses/verdict.ts';
import { findEvidence } from '../evidence.ts';
import { describeFault } from '../fault-title.ts';
import { formatNumber } from '../printable.ts';
import type { RecordedResult, RunRecord } from '../record.ts';
import { verdicts } from '../record-queries.ts';
import { decideOutcome } from '../run-outcome.ts';

/** The run of one version of the API. */
export interface VersionRun {
  version: string;
  record: RunRecord;
}

/** A clause with its verdict for each version; undefined where the version does not have the clause. */
export interface ComparedClause {
  id: string;
  level: Level;
  description: string;
  cells: readonly (ComparedVerdict | undefined)[];
}

export interface ComparedVerdict {
  verdict: Verdict;
  /** What is wrong, if the clause failed or was noticed. Safe to print. */
  fault?: string;
}

/** What the reports of a run of several versions show. Each list of cells has the order of `versions`. */
export interface VersionComparison {
  versions: readonly string[];
  totals: readonly { label: string; cells: readonly string[] }[];
  /** The clauses whose verdict or fault differs, and those of only some versions that did not pass. */
  differing: readonly ComparedClause[];
  /** The clauses that failed or were noticed with the same fault for each version. */
  shared: readonly ComparedClause[];
  /** The clauses that only some versions have and that passed, by their versions. */
  added: readonly { versions: readonly string[]; clauses: readonly ComparedClause[] }[];
}

/** Compares the runs of several versions clause by clause. */
export function compareVersions(runs: readonly VersionRun[]): VersionComparison {
  const clauses = compareClauses(runs);
  const isAdded = ({ cells }: ComparedClause): boolean =>
    cells.includes(undefined) && cells.every((cell) => cell === undefined || cell.verdict === 'passed');
  const others = clauses.filter((clause) => !isAdded(clause));
  const [differing, equal] = [others.filter(isDiffering), others.filter((clause) => !isDiffering(clause))];
  return {
    versions: runs.map(({ version }) => version),
    totals: createTotals(runs),
    differing,
    shared: equal.filter(({ cells: [first] }) => first?.fault !== undefined),
    added: groupAdded(runs, clauses.filter(isAdded)),
  };
}

function compareClauses(runs: readonly VersionRun[]): ComparedClause[] {
  const byRun = runs.map(
    ({ record }) => new Map(record.results.map((result) => [result.clause.id, result] as const)),
  );
  const ids = new Set(byRun.flatMap((results) => [...results.keys()]));
  return [...ids].flatMap((id) => {
    const results = byRun.map((each) => each.get(id));
    const clause = results.find((result) => result !== undefined)?.clause;
    if (!clause) return [];
    const cells = runs.map(({ record }, index) => compareResult(record, results[index]));
    return [{ id, level: clause.level, description: clause.description, cells }];
  });
}

function compareResult(record: RunRecord, result: RecordedResult | undefined): ComparedVerdict | undefined {
  if (!result) return undefined;
  const { verdict, clause } = result;
  const isFault = verdict === 'failed' || verdict === 'noticed';
  return { verdict, ...(isFault && { fault: describeFault(clause, findEvidence(record, result)) }) };
}

/** Values in the fault of a noticed clause depend on the random requests, so only those of failed clauses are compared. */
const isDiffering = ({ cells: [first, ...others] }: ComparedClause): boolean =>
  others.some(
    (cell) => cell?.verdict !== first?.verdict || (cell?.verdict === 'failed' && cell.fault !== first?.fault),
  );

function createTotals(runs: readonly VersionRun[]): VersionComparison['totals'] {
  const shown = verdicts.filter((verdict) => runs.some(({ record }) => record.totals[verdict] > 0));
  const createRow = (label: string, format: (record: RunRecord) => string) => ({
    label,
    cells: runs.map(({ record }) => format(record)),
  });
  return [
    createRow('result', (record) => decideOutcome(record).status),
    ...shown.map((verdict) => createRow(verdict, ({ totals }) => formatNumber(totals[verdict]))),
    createRow('requests', ({ requests }) => formatNumber(requests)),
  ];
}

function groupAdded(
  runs: readonly VersionRun[],
  clauses: readonly ComparedClause[],
): VersionComparison['added'] {
  const groups = new Map<string, { versions: readonly string[]; clauses: ComparedClause[] }>();
  for (const clause of clauses) {
    const versions = runs.flatMap(({ version }, index) => (clause.cells[index] ? [version] : []));
    const group = groups.get(versions.join()) ?? { versions, clauses: [] };
    group.clauses.push(clause);
    groups.set(versions.join(), group);
  }
  return [...groups.values()];
}
