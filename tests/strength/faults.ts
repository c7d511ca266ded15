import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { faults } from '../../reference/faults/catalogue.ts';
import type { Fault } from '../../reference/faults/fault.ts';
import type { Contract } from '../../spec/contract.ts';
import { parseOptions } from '../../target/options.ts';
import { contractOf } from '../conformance/start.ts';
import { localBudget, remoteBudget, tryReference } from './trial.ts';

/** What became of one fault. */
export interface FaultTrial {
  fault: string;
  family: string;
  rare: boolean;
  expected: readonly string[];
  failed: readonly string[];
  /** Whether a clause that the fault names failed. */
  found: boolean;
  /** Requests sent when the first of those failed. */
  after?: number;
  requests: number;
  problem?: string;
}

/** Runs the suite against the reference with one fault: a deterministic one within a remote target's budget. */
export async function tryFault(
  contract: Contract,
  { id, family, violates, rare, full }: Fault,
  seed: number,
): Promise<FaultTrial> {
  const { result, requests, foundAfter } = await tryReference(
    contract,
    { fault: id },
    rare ? localBudget : remoteBudget,
    seed,
    full,
  );
  const failed = result.judgements
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ clause }) => clause.id);
  const hits = violates.filter((clause) => failed.includes(clause));
  const after = Math.min(...hits.map((clause) => foundAfter.get(clause) ?? Number.POSITIVE_INFINITY));
  const found = hits.length > 0;
  const { problem } = result;
  return {
    fault: id,
    family,
    rare: rare ?? false,
    expected: violates,
    failed,
    found,
    requests,
    ...(found && { after }),
    ...(problem && { problem }),
  };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: 'reports' },
      quiet: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const wanted = faults.filter(({ id, violates }) =>
    positionals.length === 0 ? violates.length > 0 : positionals.includes(id),
  );
  const contract = await contractOf(parseOptions([], {}));
  const startedAt = Date.now();
  const trials: FaultTrial[] = [];
  for (const fault of wanted) {
    const trial = await tryFault(contract, fault, Number(values.seed));
    trials.push(trial);
    if (!trial.found || !values.quiet) console.log(lineOf(trial));
  }
  await mkdir(values.out, { recursive: true });
  await writeFile(`${values.out}/faults.json`, `${JSON.stringify(trials, undefined, 2)}\n`);
  const missed = trials.filter(({ found }) => !found);
  const rare = trials.filter((trial) => trial.rare).length;
  const most = Math.max(0, ...trials.filter((trial) => !trial.rare).map(({ after = 0 }) => after));
  console.log(
    `${trials.length} faults (${rare} rare), ${trials.length - missed.length} found, ${missed.length} missed, in ${((Date.now() - startedAt) / 1000).toFixed(1)} s; deterministic ones after ${most} requests at most`,
  );
  return missed.length === 0 ? 0 : 1;
}

const short = (clause: string): string => clause.replace('customer-sessions:create/', '');

function lineOf({ found, fault, after, expected, failed, problem }: FaultTrial): string {
  const others = failed.filter((clause) => !expected.includes(clause)).map(short);
  if (found)
    return `found   ${fault} after ${after}: ${expected
      .filter((clause) => failed.includes(clause))
      .map(short)
      .join(' ')}${others.length > 0 ? ` (+ ${others.length})` : ''}`;
  return `MISSED  ${fault}: expected ${expected.map(short).join(' ')}; failed ${others.join(' ') || 'nothing'}${problem ? `; ${problem}` : ''}`;
}

if (process.argv[1]?.endsWith('faults.ts')) process.exitCode = await main();
