import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine.ts';
import { benchmarkPeer } from './benchmark-peer.ts';
import type { Contest, Contestant } from './contest.ts';
import { createBookshopContest } from './contests/bookshop.ts';
import { createCustomerSessionsContest } from './contests/customer-sessions.ts';
import type { PeerResult } from './peer-result.ts';
import { sampleFaults } from './sample-faults.ts';
import { formatFamilyTable, formatPeerTable } from './tables.ts';

/** The functions that create a contest, which writes its files to a directory, by the name of the reference. */
const contests = new Map<string, (directory: string) => Contest | Promise<Contest>>([
  ['customer-sessions', createCustomerSessionsContest],
  ['bookshop', createBookshopContest],
]);
const references = [...contests.keys()].join(' or ');

const usage = `Runs this suite and other tools against the reference with the same faults, and prints which tool finds which fault.

npm run bench:peers -- [--reference=NAME] [--faults=N|all] [--only=NAME[,NAME…]] [--clean=N] [--folder=DIR] [--out=FILE] [--help]

  --reference  ${references} (customer-sessions); on the bookshop, only this suite and Schemathesis
  --faults     number of faults, sampled from all families (60)
  --only       parts of the names of the tools to run
  --clean      number of runs against the server without faults (3)
  --folder     directory in which the tools are installed (node_modules/.cache/bench)
  --out        file for the results (reports/bench-peers.json)`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      reference: { type: 'string', default: 'customer-sessions' },
      faults: { type: 'string', default: '60' },
      only: { type: 'string', default: '' },
      clean: { type: 'string', default: '3' },
      folder: { type: 'string', default: 'node_modules/.cache/bench' },
      out: { type: 'string', default: 'reports/bench-peers.json' },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

function selectContestants({ contestants }: Contest, only: string): readonly Contestant[] {
  const names = only.toLowerCase().split(',').filter(Boolean);
  if (names.length === 0) return contestants;
  return contestants.filter((peer) => names.some((name) => peer.name.toLowerCase().includes(name)));
}

async function writeResults(file: string, standings: readonly PeerResult[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...describeMachine(), standings }, undefined, 2)}\n`);
}

async function main(): Promise<void> {
  const { reference, faults, only, clean, folder, out, help } = readOptions();
  if (help) {
    console.log(usage);
    return;
  }
  const createContest = contests.get(reference);
  if (!createContest) throw new Error(`unknown reference ${JSON.stringify(reference)}: type ${references}`);
  const directory = await mkdtemp(join(tmpdir(), 'polar-conformance-peers-'));
  try {
    const contest = await createContest(directory);
    const sample = sampleFaults(contest.faults, faults);
    const options = { cleanRuns: Number(clean), faults: sample, installDirectory: folder };
    const results: PeerResult[] = [];
    for (const peer of selectContestants(contest, only)) {
      results.push(await benchmarkPeer(peer, options));
      await writeResults(out, results);
    }
    console.log(`\n${formatPeerTable(results)}\n\n${formatFamilyTable(results)}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

process.exitCode = await main().then(
  () => 0,
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  },
);
