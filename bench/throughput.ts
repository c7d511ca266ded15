import { Pool } from 'undici';
import { resolveContract } from '../cli/resolve-contract.ts';
import { testConformance } from '../plan/test-conformance.ts';
import { concurrency, createLocalRun } from './local-run.ts';
import { absolute, ratio, type Section } from './measure.ts';
import { median } from './median.ts';
import { type ReferenceProcess, spawnReference } from './reference-process.ts';

const requests = 2000;

/** The speed of exploration in comparison with a minimal client that sends one fixed body. */
export const throughput: Section = {
  name: 'throughput',
  description: `requests/s of exploration (client, redaction, judging, generation), compared with a bare undici pool that sends one fixed body; ${concurrency} requests in flight, ${requests} in a round; the reference runs in a separate process`,
  async measure({ rounds }) {
    const reference = await spawnReference();
    try {
      const contract = await resolveContract({ contract: undefined, allowReferences: false });
      await measurePool(reference); // warms up both clients
      await measureExploration(reference, contract, 0);
      const pairs: SpeedPair[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        pairs.push({
          bare: await measurePool(reference),
          ours: await measureExploration(reference, contract, round),
        });
      }
      const medianBy = (select: (pair: SpeedPair) => number) => median(pairs.map(select));
      const speedRatio = medianBy(({ bare, ours }) => ours.rate / bare.rate);
      return [
        ratio('exploration / bare pool', speedRatio, '', 'more', 0.5),
        absolute(
          'exploration',
          medianBy(({ ours }) => ours.rate),
          'requests/s',
          'more',
        ),
        absolute(
          'bare pool',
          medianBy(({ bare }) => bare.rate),
          'requests/s',
          'more',
        ),
        absolute(
          'exploration: processor time',
          medianBy(({ ours }) => ours.cpu),
          'µs/request',
          'less',
        ),
        absolute(
          'bare pool: processor time',
          medianBy(({ bare }) => bare.cpu),
          'µs/request',
          'less',
        ),
      ];
    } finally {
      reference.stop();
    }
  },
};

interface ClientSpeed {
  /** Number of requests per second. */
  rate: number;
  /** Processor time of the client in µs for each request. */
  cpu: number;
}

interface SpeedPair {
  bare: ClientSpeed;
  ours: ClientSpeed;
}

/** Computes the speed from the number of requests since the start. */
function computeSpeed({ time, cpu }: Start): ClientSpeed {
  const { user, system } = process.cpuUsage(cpu);
  return { rate: (requests * 1000) / (performance.now() - time), cpu: (user + system) / requests };
}

type Start = ReturnType<typeof startMeasuring>;

const startMeasuring = () => ({ time: performance.now(), cpu: process.cpuUsage() });

async function measurePool({ url, fixtures }: ReferenceProcess): Promise<ClientSpeed> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const headers = { authorization: `Bearer ${fixtures.accessToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ customer_id: fixtures.customerId });
  let remaining = requests;
  const sendAll = async () => {
    while (remaining-- > 0) {
      const response = await pool.request({ path: '/v1/customer-sessions/', method: 'POST', headers, body });
      await response.body.text();
    }
  };
  const start = startMeasuring();
  await Promise.all(Array.from({ length: concurrency }, sendAll));
  const speed = computeSpeed(start);
  await pool.close();
  return speed;
}

/** Measures exploration from the end of the plan until `requests` requests have been judged. */
async function measureExploration(
  { url, fixtures }: ReferenceProcess,
  contract: Awaited<ReturnType<typeof resolveContract>>,
  round: number,
): Promise<ClientSpeed> {
  const input = createLocalRun(contract, { url, fixtures }, requests + 2000);
  let explored = 0;
  let start = startMeasuring();
  let speed: ClientSpeed | undefined;
  await testConformance({
    ...{ ...input, seed: round, runs: requests },
    onStage({ phase }) {
      if (phase === 'plan') start = startMeasuring();
      if (phase !== 'exploration') return;
      explored += 1;
      if (explored === requests) speed = computeSpeed(start); // later ones repeat the probes
    },
  });
  await input.client.close();
  if (!speed) throw new Error(`exploration ended after ${explored} requests`);
  return speed;
}
