import type { VariantTrial } from './variant-trial.ts';

const columns = ['server', 'problem', 'runs', 'first seed'] as const;

/** One row for each server and problem: a clause that failed, or an operation that was not exercised. */
export function createBlameTable(trials: readonly VariantTrial[]): string[] {
  const seeds = new Map<string, { cells: string[]; seeds: number[] }>();
  for (const { reference, variant, seed, blamed, unexercised } of trials) {
    const problems = [
      ...blamed.map(toClauseId),
      ...unexercised.map((text) => `not exercised: ${toClauseId(text)}`),
    ];
    for (const problem of new Set(problems)) {
      const cells = [`${reference} ${variant}`, problem];
      const row = seeds.get(cells.join('\n')) ?? { cells, seeds: [] };
      seeds.set(cells.join('\n'), { cells, seeds: [...row.seeds, seed] });
    }
  }
  const rows = [...seeds.values()].map((row) => [
    ...row.cells,
    String(row.seeds.length),
    String(Math.min(...row.seeds)),
  ]);
  if (rows.length === 0) return [];
  return [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ];
}

/** The id before the first finding or the reason. */
const toClauseId = (text: string): string => text.split(': ', 1).join('');
