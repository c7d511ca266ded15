import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { arbitraries } from './arbitraries.ts';
import { compareResults, readCommittedResults } from './compare-results.ts';
import { defaultRun } from './default-run.ts';
import { judging } from './judging.ts';
import { longRun } from './long-run.ts';
import { describeMachine } from './machine.ts';
import { matchers } from './matchers.ts';
import type { BenchOptions, Measure, Section } from './measure.ts';
import { operations } from './operations.ts';
import { formatComparisonTable, formatMeasureTable } from './report-tables.ts';
import type { Results } from './results.ts';
import { schemaSize } from './schema-size.ts';
import { startup } from './startup.ts';
import { throughput } from './throughput.ts';

const sections: readonly Section[] = [
  throughput,
  arbitraries,
  judging,
  matchers,
  startup,
  defaultRun,
  longRun,
  operations,
  schemaSize,
];

const usage = `npm run bench -- [--only=NAME] [--rounds=N] [--runs=N] [--document=FILE] [--compare] [--out=FILE]

${sections.map(({ name, description }) => `  ${name.padEnd(12)} ${description}`).join('\n')}`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '5' },
      runs: { type: 'string', default: '20000' },
      document: { type: 'string' },
      compare: { type: 'boolean', default: false },
      out: { type: 'string', default: 'reports/bench.json' },
      help: { type: 'boolean', default: false },
    },
  });
  return { ...values, rounds: Number(values.rounds), runs: Number(values.runs) };
}

async function measureSections(selected: readonly Section[], options: BenchOptions): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const { name, description, measure } of selected) {
    console.log(`\n${name}: ${description}`);
    const sectionMeasures = await measure(options);
    if (sectionMeasures.length > 0) console.log(formatMeasureTable(sectionMeasures));
    measures.push(...sectionMeasures);
  }
  return measures;
}

/** Returns the exit status: 1 if a ratio regressed, 2 for invalid options. */
async function main(): Promise<number> {
  const { only, compare, out, help, ...options } = readOptions();
  if (help) {
    console.log(usage);
    return 0;
  }
  const selected = sections.filter(({ name }) => name.includes(only));
  if (selected.length === 0 || !(options.rounds >= 1 && options.runs >= 10_000)) {
    console.error(usage);
    return 2;
  }
  const before = compare ? readCommittedResults() : undefined;
  const results: Results = { ...describeMachine(), measures: await measureSections(selected, options) };
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify(results, undefined, 2)}\n`);
  console.log(`\n${results.date}, ${results.machine}, Node ${results.node}: written to ${out}`);
  if (!before) return 0;
  const comparisons = compareResults(results, before);
  console.log(`\ncompared with ${before.date}:\n${formatComparisonTable(comparisons)}`);
  return comparisons.some(({ regressed }) => regressed) ? 1 : 0;
}

process.exitCode = await main();
