import { matchesClause } from './clause-patterns.ts';
import type { FaultTrial } from './fault-trial.ts';

/** Removes the operation from the id of a clause. The reference for customer sessions has only one. */
export const shortenClauseId = (clause: string): string => clause.replace(/^[^/]+:create\//, '');

const formatClauses = (clauses: readonly string[]): string =>
  clauses.map((clause) => `\`${shortenClauseId(clause)}\``).join(' ');

/** A trial as one line of a log. */
export function formatTrial(trial: FaultTrial): string {
  const { found, fault, after, expected, failed, noticed, requests, problem } = trial;
  const reported = [...failed, ...noticed];
  const hits = reported.filter((clause) => matchesClause(expected, clause)).map(shortenClauseId);
  const others = reported.filter((clause) => !matchesClause(expected, clause)).map(shortenClauseId);
  if (found)
    return `found   ${fault} after ${after}: ${hits.join(' ')}${others.length > 0 ? ` (+ ${others.length})` : ''}`;
  const expectedIds = expected.map(shortenClauseId).join(' ');
  return `MISSED  ${fault} in ${requests} requests: expected ${expectedIds}; reported ${others.join(' ') || 'nothing'}${problem ? `; ${problem}` : ''}`;
}

/** Returns the nearest-rank percentile; 0 for an empty list. */
function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

/** One sentence for the deterministic faults and one for the rare faults. */
export function summarizeTrials(trials: readonly FaultTrial[]): string[] {
  return [
    ['deterministic', trials.filter(({ rare }) => !rare)] as const,
    ['rare', trials.filter(({ rare }) => rare)] as const,
  ].map(([kind, group]) => {
    const after = group.flatMap((trial) => trial.after ?? []);
    const [median, maximum] = [percentile(after, 50), Math.max(0, ...after)];
    return `${group.length} ${kind} faults: ${after.length} found, ${group.length - after.length} missed; requests until found: median ${median}, 90th percentile ${percentile(after, 90)}, maximum ${maximum}`;
  });
}

function formatRow({ fault, family, rare, expected, failed, noticed, after, problem }: FaultTrial): string {
  const outcome = after ?? `**missed**${problem ? `: ${problem}` : ''}`;
  return `| ${fault}${rare ? ' (rare)' : ''} | ${family} | ${formatClauses(expected)} | ${formatClauses(failed)} | ${formatClauses(noticed)} | ${outcome} |`;
}

/** The trials as a Markdown page with one row for each fault, missed faults first. */
export function formatMatrix(trials: readonly FaultTrial[], seed: number): string {
  return [
    '# Faults and the clauses that find them',
    '',
    `Seed ${seed}. The run for a rare fault ends when the fault is found.`,
    '',
    ...summarizeTrials(trials).map((line) => `- ${line}`),
    '',
    '| fault | family | clauses expected | clauses failed | noticed | requests until found |',
    '|---|---|---|---|---|---|',
    ...trials.toSorted((a, b) => Number(a.found) - Number(b.found)).map(formatRow),
    '',
  ].join('\n');
}
