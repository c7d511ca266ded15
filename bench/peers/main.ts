import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from '../machine.ts';
import { median } from '../median.ts';
import { type Briefing, brief } from './briefing.ts';
import { dredd } from './dredd.ts';
import { evomaster } from './evomaster.ts';
import { ours } from './ours.ts';
import type { Peer } from './peer.ts';
import { portman } from './portman.ts';
import { prism } from './prism.ts';
import { sampleOf } from './sample.ts';
import { schemathesis } from './schemathesis.ts';
import { specmatic } from './specmatic.ts';
import type { FaultTrial, Standing } from './standing.ts';
import { familyTable, peerTable } from './tables.ts';
import { runPeer } from './trial.ts';

/** This suite with what a rate-limited server is given, and with a tenth of what Schemathesis sends. The slowest last, as results are written after each. */
const peers: readonly Peer[] = [
  ours(90),
  ours(19),
  schemathesis,
  prism,
  portman,
  dredd,
  evomaster,
  specmatic,
];

const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
    clean: { type: 'string', default: '3' },
    folder: { type: 'string', default: 'node_modules/.cache/bench' },
    out: { type: 'string', default: 'reports/bench-peers.json' },
  },
});

/** What fails on a faulty server and never on the clean one is a fault found. */
async function stand(peer: Peer, briefing: Briefing): Promise<Standing> {
  const folder = join(process.cwd(), values.folder, peer.name.toLowerCase().replaceAll(' ', '-'));
  let version: string;
  try {
    version = await peer.install(folder);
  } catch (error) {
    return { peer: peer.name, absent: error instanceof Error ? error.message : String(error) };
  }
  const cleanRuns = [];
  for (let run = 0; run < Number(values.clean); run += 1)
    cleanRuns.push(await runPeer(peer, folder, briefing));
  const falseAlarms = [
    ...new Set(cleanRuns.flatMap(({ failures, problem }) => [...failures, ...(problem ? [problem] : [])])),
  ];
  console.log(`${peer.name} ${version}: ${falseAlarms.length} false alarms on the clean server`);
  const trials: FaultTrial[] = [];
  for (const { id, family } of sampleOf(values.faults)) {
    const { failures, ...run } = await runPeer(peer, folder, briefing, id);
    const found = failures.some((failure) => !falseAlarms.includes(failure));
    trials.push({ fault: id, family, found, ...run });
    console.log(`  ${found ? 'found ' : 'missed'} ${id}${run.problem ? ` (${run.problem})` : ''}`);
  }
  const { settings } = peer;
  const requests = median(cleanRuns.map((run) => run.requests));
  const seconds = median(cleanRuns.map((run) => run.seconds));
  return { peer: peer.name, version, settings, falseAlarms, trials, requests, seconds };
}

async function write(standings: readonly Standing[]): Promise<void> {
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, `${JSON.stringify({ ...machine(), standings }, undefined, 2)}\n`);
}

const briefing = await brief(join(tmpdir(), `polar-conformance-peers-${process.pid}`));
const wanted = values.only.toLowerCase().split(',').filter(Boolean);
const standings: Standing[] = [];
for (const peer of peers) {
  if (wanted.length > 0 && !wanted.some((name) => peer.name.toLowerCase().includes(name))) continue;
  standings.push(await stand(peer, briefing));
  await write(standings);
}
await rm(briefing.folder, { recursive: true, force: true });
console.log(`\n${peerTable(standings)}\n\n${familyTable(standings)}`);
