import type { Clause } from '../../spec/clauses/clause.ts';
import { knownOverlaps } from './known-overlaps.ts';
import { shortenClauseId } from './matrix.ts';

/** The evidence that a MUST clause finds faults. */
export interface ClauseCoverage {
  clause: string;
  /**
   * `alone`: it is the only clause that fails for at least one fault. `with others`: it fails, but other clauses fail
   * for each of its faults too. `explained`: it fails for no fault, for a known reason. `uncovered`: it fails for no
   * fault.
   */
  status: 'alone' | 'with others' | 'explained' | 'uncovered';
  /** The other clauses that fail for the fault with the fewest failed clauses. */
  failsWith: readonly string[];
  /** The known reason why the clause does not fail alone. */
  reason?: string;
}

/**
 * Computes the coverage of each MUST clause.
 * @param failedByFault the ids of the failed MUST clauses for each fault
 */
export function measureCoverage(
  clauses: readonly Clause[],
  failedByFault: readonly (readonly string[])[],
): ClauseCoverage[] {
  return clauses
    .filter(({ level }) => level === 'MUST')
    .map(({ id }) => {
      const [smallest] = failedByFault
        .filter((failed) => failed.includes(id))
        .sort((a, b) => a.length - b.length);
      if (smallest?.length === 1) return { clause: id, status: 'alone', failsWith: [] };
      const reason = knownOverlaps.find(({ clause }) => clause.test(id))?.reason;
      const failsWith = smallest?.filter((other) => other !== id) ?? [];
      const status = smallest ? 'with others' : reason ? 'explained' : 'uncovered';
      return { clause: id, status, failsWith, ...(reason && { reason }) };
    });
}

/** The clauses that never fail alone, as a Markdown table. */
export function formatCoverageTable(coverage: readonly ClauseCoverage[]): string {
  const rows = coverage
    .filter(({ status }) => status !== 'alone')
    .map(({ clause, status, failsWith, reason }) => {
      const others = failsWith.slice(0, 3).map((other) => `\`${shortenClauseId(other)}\``);
      if (failsWith.length > 3) others.push(`and ${failsWith.length - 3} more`);
      return `| \`${shortenClauseId(clause)}\` | ${status} | ${others.join(' ')} | ${reason ?? '**none**'} |`;
    });
  return ['| clause | finds faults | fails with | reason |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** Formats the number of clauses with each status as one sentence. */
export function formatCoverageSummary(coverage: readonly ClauseCoverage[]): string {
  const count = (status: ClauseCoverage['status']) =>
    coverage.filter((clause) => clause.status === status).length;
  return `${coverage.length} MUST clauses: ${count('alone')} find a fault alone, ${count('with others')} with others, ${count('explained')} find none for a known reason, ${count('uncovered')} are uncovered`;
}
