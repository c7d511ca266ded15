import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLocalRun } from '../../../bench/local-run.ts';
import { spawnReference } from '../../../bench/reference-process.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { testConformance } from '../../../plan/test-conformance.ts';
import { countVerdicts } from '../../../reporters/record-queries.ts';

// Prints memory during one long run, and its verdicts: `tsx tests/self/hostile/long-run.ts 200000`.
const requests = Number(process.argv[2] ?? 200_000);
const step = requests / 10;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');
const formatMib = (bytes: number): string => String(Math.round(bytes / 2 ** 20)).padStart(6);

/** Memory of the reference server in bytes, on Linux only: it grows with the number of sessions. */
function referenceRss(): number | undefined {
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ');
    const pid = children.find(
      (child) => child && readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('main.ts\0reference'),
    );
    const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) * 1024;
  } catch {
    return undefined;
  }
}

const contract = await resolveContract({ contract: undefined, allowReferences: false });
const reference = await spawnReference();
const from = performance.now();
let seen = 0;
console.log('requests  heap MiB  rss MiB  reference MiB  seconds');
const onStage = (): void => {
  seen += 1;
  if (seen % step !== 0) return;
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const seconds = Math.round((performance.now() - from) / 1000);
  const server = formatMib(referenceRss() ?? Number.NaN);
  console.log(
    `${String(seen).padStart(8)}  ${formatMib(heapUsed)}    ${formatMib(rss)}   ${server}         ${seconds}`,
  );
};
const input = createLocalRun(contract, reference, requests);
const { results, execution } = await testConformance({ ...input, onStage, runs: requests });
await input.client.close();
reference.stop();
const { answered, unavailable } = execution.recorder.counts();
const totals = countVerdicts(results);
console.log(`${input.client.stats().requests} requests, ${answered} answered, ${unavailable} not;`, totals);
for (const { clause, verdict, findings } of results)
  if (verdict === 'failed') console.log(clause.id, JSON.stringify(findings, undefined, 1));
console.log(`kept ${execution.recorder.exchanges().length} exchanges`);
process.exitCode = totals.failed > 0 || unavailable > 0 ? 1 : 0;
