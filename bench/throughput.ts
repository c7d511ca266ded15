import { Pool } from 'undici';
import { contractOf } from '../cli/session.ts';
import { testConformance } from '../plan/test-conformance.ts';
import { concurrency, localRun } from './local-run.ts';
import { absolute, ratio, type Section } from './measure.ts';
import { median } from './median.ts';
import { type ReferenceProcess, spawnReference } from './reference-process.ts';

const requests = 2000;

/** How near exploration comes to the limit: a bare client that sends the same body for ever. */
export const throughput: Section = {
  name: 'throughput',
  says: `requests/s of exploration (client, redaction, judging, generation) against a bare undici pool with one fixed body; the reference in a process of its own, ${concurrency} requests under way, ${requests} a round`,
  async measure({ rounds }) {
    const reference = await spawnReference();
    try {
      const contract = await contractOf({ contract: undefined, allowReferences: false });
      await bareRate(reference); // both are warm before the first round
      await explorationRate(reference, contract, 0);
      const pairs = [];
      for (let round = 1; round <= rounds; round += 1) {
        pairs.push({
          bare: await bareRate(reference),
          ours: await explorationRate(reference, contract, round),
        });
      }
      const share = median(pairs.map(({ bare, ours }) => ours.rate / bare.rate));
      return [
        ratio('exploration / bare pool', share, '', 'more', 0.5),
        absolute('exploration', median(pairs.map(({ ours }) => ours.rate)), 'requests/s', 'more'),
        absolute('bare pool', median(pairs.map(({ bare }) => bare.rate)), 'requests/s', 'more'),
        absolute(
          'exploration: processor time',
          median(pairs.map(({ ours }) => ours.cpu)),
          'µs/request',
          'less',
        ),
        absolute(
          'bare pool: processor time',
          median(pairs.map(({ bare }) => bare.cpu)),
          'µs/request',
          'less',
        ),
      ];
    } finally {
      reference.stop();
    }
  },
};

/** Requests a second, and this process's own time for each: the server's is its own affair. */
interface Pace {
  rate: number;
  cpu: number;
}

function paceOf(count: number, from: number, to: number, cpu: NodeJS.CpuUsage): Pace {
  return { rate: (count * 1000) / (to - from), cpu: (cpu.user + cpu.system) / count };
}

async function bareRate({ url, fixtures }: ReferenceProcess): Promise<Pace> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const headers = { authorization: `Bearer ${fixtures.accessToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ customer_id: fixtures.customerId });
  let left = requests;
  const loop = async () => {
    while (left-- > 0) {
      const answer = await pool.request({ path: '/v1/customer-sessions/', method: 'POST', headers, body });
      await answer.body.text();
    }
  };
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: concurrency }, loop));
  const pace = paceOf(requests, from, performance.now(), process.cpuUsage(cpu));
  await pool.close();
  return pace;
}

/** Counts from the end of the plan to the last explored answer. */
async function explorationRate(
  { url, fixtures }: ReferenceProcess,
  contract: Awaited<ReturnType<typeof contractOf>>,
  round: number,
): Promise<Pace> {
  const input = localRun(contract, { url, fixtures }, requests + 2000);
  const explored = { count: 0, from: 0, cpu: process.cpuUsage() };
  let pace: Pace | undefined;
  await testConformance({
    ...{ ...input, seed: round, runs: requests },
    onStage({ phase }) {
      if (phase === 'plan') Object.assign(explored, { from: performance.now(), cpu: process.cpuUsage() });
      if (phase !== 'exploration') return;
      explored.count += 1;
      if (explored.count < requests) return;
      pace = paceOf(requests, explored.from, performance.now(), process.cpuUsage(explored.cpu));
    },
  });
  await input.client.close();
  if (!pace) throw new Error(`exploration ended after ${explored.count} requests`);
  return pace;
}
