import { createHash } from 'node:crypto';
import type { Case } from '../spec/openapi/exchange.ts';
import { shellQuoted } from './curl.ts';
import { jsonText } from './printable.ts';
import type { Replay, RunRecord } from './record.ts';
import { counterexampleOf, exchangesWith, type Judged } from './record-queries.ts';

/** Options that say who is tested and how it is reached; a replay needs them again, the others not. */
const kept =
  /^--(target|contract|fixtures|header|ca|proxy|allow-[a-z]+|operation|robustness|timeout|fault|variant)(=|$)/;

/** The file of a clause's replay below the report folder: readable, and unique by a digest of the id. */
export function replayFile(clause: string): string {
  const words = clause.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const digest = createHash('sha256').update(clause).digest('hex').slice(0, 8);
  return `replays/${words.replace(/^-|-$/g, '').slice(0, 60).replace(/-$/, '')}-${digest}.json`;
}

/** The cases that show a failure, in the order in which they were sent. */
function casesOf(record: RunRecord, judged: Judged): Case[] {
  const ids = judged.findings[0]?.exchanges ?? [];
  const counterexample = counterexampleOf(record, judged);
  // What needs several exchanges is not reduced: their sequence is the smallest that is known.
  if (counterexample && new Set(ids).size <= 1) return [counterexample.exchange.case];
  return exchangesWith(record, ids).map((exchange) => exchange.case);
}

/** The replay of a failed or noticed clause; undefined where no request shows it. */
export function replayOf(record: RunRecord, judged: Judged): Replay | undefined {
  if (judged.verdict !== 'failed' && judged.verdict !== 'noticed') return undefined;
  const cases = casesOf(record, judged);
  if (cases.length === 0) return undefined;
  const { suite, contract, target, seed } = record;
  const { title, version } = contract;
  return {
    suite: suite.version,
    contract: { title, version },
    target: target.name,
    seed,
    clause: judged.clause.id,
    cases,
  };
}

/** Every replay of a run: its file below the report folder, and its text. */
export function replayFiles(record: RunRecord): { file: string; text: string }[] {
  return record.judgements.flatMap((judged) => {
    const replay = replayOf(record, judged);
    return replay ? [{ file: replayFile(judged.clause.id), text: `${jsonText(replay, 2)}\n` }] : [];
  });
}

/** The report folder as the reader named it. */
export function reportDirectory(record: RunRecord): string {
  const option = record.arguments.find((argument) => argument.startsWith('--report-dir='));
  return option?.slice('--report-dir='.length).replace(/\/+$/, '') || 'reports';
}

/** The command that sends a clause's failing case again; the whole run's where there is none. */
export function replayCommand(record: RunRecord, judged: Judged): string {
  if (!replayOf(record, judged)) return runCommand(record);
  const replay = `--replay=${reportDirectory(record)}/${replayFile(judged.clause.id)}`;
  const named = record.arguments.some((argument) => argument.startsWith('--target='));
  const target = named || record.target.name === 'reference' ? [] : [`--target=${record.target.name}`];
  const options = record.arguments.filter((argument) => kept.test(argument));
  return ['npm test --', ...[replay, ...target, ...options].map(shellQuoted)].join(' ');
}

/** The command that repeats the run. */
export function runCommand(record: RunRecord): string {
  const seeded = record.arguments.some((argument) => argument.startsWith('--seed='));
  const all = seeded ? record.arguments : [...record.arguments, `--seed=${record.seed}`];
  return ['npm test --', ...all.map(shellQuoted)].join(' ');
}
