import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadContract } from '../../spec/document/load-contract.ts';
import {
  type ClauseTrialResult,
  clauseTrialResults,
  type PayloadTrial,
  tryPayloads,
} from './payload-trial.ts';

const usage = `Judges valid payloads of each webhook of a document, and one violation of each clause of their schemas.
Prints which clauses report the violations, and why some clauses cannot be violated.

npm run payloads -- --contract=FILE [EVENT…] [--out=DIR] [--help]`;

const problems: readonly ClauseTrialResult[] = ['none', 'no mutation'];

const countResult = ({ clauses }: PayloadTrial, result: ClauseTrialResult): number =>
  clauses.filter((trial) => trial.result === result).length;

async function main(): Promise<number> {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { contract: string, out: string, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help || values.contract === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const contract = await loadContract({ file: values.contract });
  const selected = contract.webhooks.filter(
    ({ path }) => positionals.length === 0 || positionals.includes(path),
  );
  const trials = selected.map((webhook) => {
    const trial = tryPayloads(contract, webhook);
    const counts = results.flatMap((result) => {
      const count = countResult(trial, result);
      return count > 0 ? [`${result} ${count}`] : [];
    });
    console.log(`${trial.event}: ${trial.clauses.length} clauses: ${counts.join(', ')}`);
    for (const clause of trial.blamed) console.log(`FALSE POSITIVE  ${clause}`);
    return trial;
  });
  const { out = 'reports' } = values;
  const notOwn = trials.map((trial) => ({
    ...trial,
    clauses: trial.clauses.filter(({ result }) => result !== 'own'),
  }));
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/payloads.json`, `${JSON.stringify(notOwn, undefined, 2)}\n`);
  const sum = (count: (trial: PayloadTrial) => number): number =>
    trials.reduce((total, trial) => total + count(trial), 0);
  console.log(
    `\n${trials.length} events, ${sum(({ valid }) => valid)} valid payloads, ${sum(({ blamed }) => blamed.length)} clauses with false positives`,
  );
  console.log(`${sum(({ clauses }) => clauses.length)} clauses, of which a violation is reported`);
  for (const result of results) {
    const count = sum((trial) => countResult(trial, result));
    if (count > 0) console.log(`${String(count).padStart(7)}  ${clauseTrialResults[result]}`);
  }
  const isProblem = (trial: PayloadTrial): boolean =>
    trial.blamed.length > 0 || problems.some((result) => countResult(trial, result) > 0);
  return trials.some(isProblem) ? 1 : 0;
}

const results = Object.keys(clauseTrialResults) as ClauseTrialResult[]; // the keys of the table

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
