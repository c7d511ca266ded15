import type { VariantTrial } from './variant-trial.ts';

interface Row {
  reference: string;
  problem: string;
  variants: Set<string>;
  seeds: number[];
}

/** A Markdown table with a row for each problem of a reference: a clause that failed, or an operation not exercised. */
export function createBlameTable(trials: readonly VariantTrial[]): string[] {
  const rows = new Map<string, Row>();
  for (const { reference, variant, seed, blamed, unexercised } of trials) {
    const problems = [
      ...blamed.map(toSubject),
      ...unexercised.map((text) => `not exercised: ${toSubject(text)}`),
    ];
    for (const problem of new Set(problems)) {
      const key = `${reference}\n${problem}`;
      const row = rows.get(key) ?? { reference, problem, variants: new Set(), seeds: [] };
      row.variants.add(variant);
      row.seeds.push(seed);
      rows.set(key, row);
    }
  }
  if (rows.size === 0) return [];
  return [
    '| reference | problem | runs | first seed | servers |',
    '|---|---|---|---|---|',
    ...[...rows.values()].map(formatRow),
  ];
}

/** Returns the id of a clause or operation, which precedes its finding or reason. */
const toSubject = (text: string): string => text.replace(/: .*/s, '');

const formatRow = ({ reference, problem, variants, seeds }: Row): string =>
  `| ${[reference, problem, seeds.length, Math.min(...seeds), [...variants].join(', ')].join(' | ')} |`;
