import type { FaultTrial } from './fault-trial.ts';

/** A clause's id without its operation, which is the same throughout. */
export const short = (clause: string): string => clause.replace(/^[^/]+:create\//, '');

const list = (clauses: readonly string[]): string => clauses.map((one) => `\`${short(one)}\``).join(' ');

/** One line of a log: what was found, after how many requests, and by what. */
export function lineOf({
  found,
  fault,
  after,
  expected,
  failed,
  noticed,
  requests,
  problem,
}: FaultTrial): string {
  const spoke = [...failed, ...noticed];
  const hits = expected.filter((clause) => spoke.includes(clause)).map(short);
  const others = spoke.filter((clause) => !expected.includes(clause)).map(short);
  if (found)
    return `found   ${fault} after ${after}: ${hits.join(' ')}${others.length > 0 ? ` (+ ${others.length})` : ''}`;
  const why = problem ? `; ${problem}` : '';
  return `MISSED  ${fault} in ${requests} requests: expected ${expected.map(short).join(' ')}; spoke ${others.join(' ') || 'nothing'}${why}`;
}

/** The part of the sorted numbers below which so many of a hundred lie. */
function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

/** Everything in figures, one sentence for each kind of fault. */
export function figures(trials: readonly FaultTrial[]): string[] {
  return [
    ['deterministic', trials.filter(({ rare }) => !rare)] as const,
    ['rare', trials.filter(({ rare }) => rare)] as const,
  ].map(([kind, own]) => {
    const after = own.flatMap((trial) => trial.after ?? []);
    const [median, most] = [percentile(after, 50), Math.max(0, ...after)];
    return `${own.length} ${kind} faults: ${after.length} found, ${own.length - after.length} missed; requests until found: median ${median}, 90th percentile ${percentile(after, 90)}, at most ${most}`;
  });
}

/** The matrix as a page: a row for each fault, those that were missed first. */
export function matrixOf(trials: readonly FaultTrial[], seed: number): string {
  const rows = trials
    .toSorted((a, b) => Number(a.found) - Number(b.found))
    .map(
      ({ fault, family, rare, expected, failed, noticed, after, problem }) =>
        `| ${fault}${rare ? ' (rare)' : ''} | ${family} | ${list(expected)} | ${list(failed)} | ${list(noticed)} | ${after ?? `**missed**${problem ? `: ${problem}` : ''}`} |`,
    );
  return [
    '# Faults and the clauses that find them',
    '',
    `Seed ${seed}. A rare fault's run ends when it is found.`,
    '',
    ...figures(trials).map((line) => `- ${line}`),
    '',
    '| fault | family | clauses expected | clauses failed | noticed | requests until found |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
