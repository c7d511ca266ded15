import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine.ts';
import { benchmarkPeer } from './benchmark-peer.ts';
import { dredd } from './dredd.ts';
import { evomaster } from './evomaster.ts';
import type { Peer } from './peer.ts';
import { preparePeerInput } from './peer-input.ts';
import type { PeerResult } from './peer-result.ts';
import { portman } from './portman.ts';
import { prism } from './prism.ts';
import { sampleFaults } from './sample-faults.ts';
import { schemathesis } from './schemathesis.ts';
import { specmatic } from './specmatic.ts';
import { formatFamilyTable, formatPeerTable } from './tables.ts';
import { createSuitePeer } from './this-suite.ts';

/**
 * The compared tools. This suite runs twice: with its default budget for rate-limited servers, and with a tenth of
 * Schemathesis' requests. The slowest tool is last, because results are written after each one.
 */
const peers: readonly Peer[] = [
  createSuitePeer(90),
  createSuitePeer(19),
  schemathesis,
  prism,
  portman,
  dredd,
  evomaster,
  specmatic,
];

const usage = `Runs this suite and other tools against the reference with the same faults, and prints which tool finds which fault.

npm run bench:peers -- [--faults=N|all] [--only=NAME[,NAME…]] [--clean=N] [--folder=DIR] [--out=FILE] [--help]

  --faults  number of faults, sampled from all families (60)
  --only    parts of the names of the tools to run
  --clean   number of runs against the server without faults (3)
  --folder  directory in which the tools are installed (node_modules/.cache/bench)
  --out     file for the results (reports/bench-peers.json)

Tools: ${peers.map(({ name }) => name).join('; ')}`;

function readOptions() {
  const { values } = parseArgs({
    options: {
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

function selectPeers(only: string): readonly Peer[] {
  const names = only.toLowerCase().split(',').filter(Boolean);
  if (names.length === 0) return peers;
  return peers.filter((peer) => names.some((name) => peer.name.toLowerCase().includes(name)));
}

async function writeResults(file: string, standings: readonly PeerResult[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...describeMachine(), standings }, undefined, 2)}\n`);
}

async function main(): Promise<void> {
  const { faults, only, clean, folder, out, help } = readOptions();
  if (help) {
    console.log(usage);
    return;
  }
  const sample = sampleFaults(faults);
  const input = await preparePeerInput(join(tmpdir(), `polar-conformance-peers-${process.pid}`));
  const options = { input, cleanRuns: Number(clean), faults: sample, installDirectory: folder };
  const results: PeerResult[] = [];
  for (const peer of selectPeers(only)) {
    results.push(await benchmarkPeer(peer, options));
    await writeResults(out, results);
  }
  await rm(input.directory, { recursive: true, force: true });
  console.log(`\n${formatPeerTable(results)}\n\n${formatFamilyTable(results)}`);
}

await main();
