import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { localRun } from '../../../bench/local-run.ts';
import { spawnReference } from '../../../bench/reference-process.ts';
import { contractOf } from '../../../cli/session.ts';
import { testConformance } from '../../../plan/test-conformance.ts';
import { tally } from '../../../reporters/record-queries.ts';

/** Prints the memory of one long run, and what it found: `tsx tests/self/hostile/long-run.ts 200000`. */
const requests = Number(process.argv[2] ?? 200_000);
const step = requests / 10;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const mib = (bytes: number): string => String(Math.round(bytes / 2 ** 20)).padStart(6);

/** What the reference itself takes, where the system tells (Linux): its memory grows with the sessions that it keeps. */
function referenceRss(): number | undefined {
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ');
    const own = children.find(
      (pid) => pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('reference/main'),
    );
    const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${own}/status`, 'utf8')) ?? [];
    return Number(kib) * 1024;
  } catch {
    return undefined;
  }
}

const contract = await contractOf({ contract: undefined, allowReferences: false });
const reference = await spawnReference();
const from = performance.now();
let seen = 0;
console.log('requests  heap MiB  rss MiB  reference MiB  seconds');
const onStage = (): void => {
  seen += 1;
  if (seen % step !== 0) return;
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  const seconds = Math.round((performance.now() - from) / 1000);
  const server = mib(referenceRss() ?? Number.NaN);
  console.log(`${String(seen).padStart(8)}  ${mib(heapUsed)}    ${mib(rss)}   ${server}         ${seconds}`);
};
const input = localRun(contract, reference, requests);
const { judgements, conducted } = await testConformance({ ...input, onStage, runs: requests });
await input.client.close();
reference.stop();
const { answered, unanswered } = conducted.journal.counts();
const totals = tally(judgements);
console.log(`${input.client.tally().requests} requests, ${answered} answered, ${unanswered} not;`, totals);
console.log(`kept ${conducted.journal.kept().length} exchanges`);
process.exitCode = totals.failed > 0 || unanswered > 0 ? 1 : 0;
