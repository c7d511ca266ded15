import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { resolveContract } from '../cli/resolve-contract.ts';
import { testConformance } from '../plan/test-conformance.ts';
import { createLocalRun } from './local-run.ts';
import { absolute, ratio, type Section } from './measure.ts';
import { spawnReference } from './reference-process.ts';

/** The growth of memory and time during a long run. */
export const longRun: Section = {
  name: 'long run',
  description:
    'the heap after a garbage collection and the request rate, in the middle and at the end of a long run (--runs=N); the reference runs in a separate process',
  async measure({ runs }) {
    const reference = await spawnReference();
    try {
      const samples = await collectSamples(reference.url, reference.fixtures, runs);
      const [start, middle, end] = [0, 0.5, 1].map((part) =>
        samples.at(Math.round((samples.length - 1) * part)),
      );
      if (!start || !middle || !end) throw new Error('a long run needs at least 10,000 requests');
      const rate = (from: Sample, to: Sample) => (to.count - from.count) / (to.timeMs - from.timeMs);
      return [
        ratio('heap at the end / in the middle', end.heap / middle.heap, '', 'less', 1.1),
        ratio(
          'pace of the second half / of the first',
          rate(middle, end) / rate(start, middle),
          '',
          'more',
          0.9,
        ),
        absolute(`heap after ${middle.count} requests`, middle.heap, 'MiB', 'less'),
        absolute(`heap after ${end.count} requests`, end.heap, 'MiB', 'less'),
        absolute('requests/s over the long run', rate(start, end) * 1000, 'requests/s', 'more'),
      ];
    } finally {
      reference.stop();
    }
  },
};

interface Sample {
  count: number;
  /** Duration without the garbage collections that precede each sample. */
  timeMs: number;
  /** Heap in MiB, after a garbage collection. */
  heap: number;
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

async function collectSamples(
  url: string,
  fixtures: Readonly<Record<string, string | undefined>>,
  runs: number,
): Promise<Sample[]> {
  const contract = await resolveContract({ contract: undefined, allowReferences: false });
  const input = createLocalRun(contract, { url, fixtures }, runs + 2000);
  const samples: Sample[] = [];
  let explored = 0;
  let collectionMs = 0;
  const takeSample = () => {
    const startedAt = performance.now();
    collectGarbage();
    collectionMs += performance.now() - startedAt;
    const heap = process.memoryUsage().heapUsed / 2 ** 20;
    samples.push({ count: explored, timeMs: performance.now() - collectionMs, heap });
  };
  await testConformance({
    ...input,
    runs,
    onStage({ phase }) {
      if (phase !== 'exploration') return;
      explored += 1;
      // after 4,000 requests, the recorder has reached its limit for exchanges
      if (explored >= 4000 && explored % 1000 === 0) takeSample();
    },
  });
  await input.client.close();
  return samples;
}
