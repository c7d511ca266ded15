import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { values as valuesSection } from './arbitraries.ts';
import { committedResults, compareWith } from './compare.ts';
import { defaultRun } from './default-run.ts';
import { judging } from './judging.ts';
import { longRun } from './long-run.ts';
import { machine } from './machine.ts';
import type { BenchOptions, Measure, Section } from './measure.ts';
import { operations } from './operations.ts';
import { comparisonTable, measureTable } from './report.ts';
import type { Results } from './results.ts';
import { schemaSize } from './schema-size.ts';
import { startup } from './startup.ts';
import { throughput } from './throughput.ts';

const sections: readonly Section[] = [
  throughput,
  valuesSection,
  judging,
  startup,
  defaultRun,
  longRun,
  operations,
  schemaSize,
];

const usage = `npm run bench -- [--only=NAME] [--rounds=N] [--runs=N] [--document=FILE] [--compare] [--out=FILE]

${sections.map(({ name, says }) => `  ${name.padEnd(12)} ${says}`).join('\n')}`;

function read(): { options: BenchOptions; only: string; compare: boolean; out: string; help: boolean } {
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
  const { only, compare, out, help, document } = values;
  const options = { rounds: Number(values.rounds), runs: Number(values.runs), document };
  return { options, only, compare, out, help };
}

async function run(wanted: readonly Section[], options: BenchOptions): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const { name, says, measure } of wanted) {
    console.log(`\n${name}: ${says}`);
    const measured = await measure(options);
    if (measured.length > 0) console.log(measureTable(measured));
    measures.push(...measured);
  }
  return measures;
}

/** The exit status: 1 where a ratio is worse than it was. */
async function main(): Promise<number> {
  const { options, only, compare, out, help } = read();
  if (help) {
    console.log(usage);
    return 0;
  }
  const wanted = sections.filter(({ name }) => name.includes(only));
  if (wanted.length === 0 || !(options.rounds >= 1 && options.runs >= 10_000)) {
    console.error(usage);
    return 2;
  }
  const before = compare ? committedResults() : undefined;
  const results: Results = { ...machine(), measures: await run(wanted, options) };
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify(results, undefined, 2)}\n`);
  console.log(`\n${results.date}, ${results.machine}, Node ${results.node}: written to ${out}`);
  if (!before) return 0;
  const comparisons = compareWith(results, before);
  console.log(`\ncompared with ${before.date}:\n${comparisonTable(comparisons)}`);
  return comparisons.some(({ regressed }) => regressed) ? 1 : 0;
}

process.exitCode = await main();
