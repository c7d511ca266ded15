import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { contractOf } from '../cli/session.ts';
import { testConformance } from '../plan/test-conformance.ts';
import { localRun } from './local-run.ts';
import { absolute, ratio, type Section } from './measure.ts';
import { spawnReference } from './reference-process.ts';

/** Whether memory and speed stay as they are, however long a run. */
export const longRun: Section = {
  name: 'long run',
  says: 'the heap after a collection and the pace, in the middle of a long run and at its end; the reference in a process of its own (--runs=N)',
  async measure({ runs }) {
    const reference = await spawnReference();
    try {
      const marks = await explore(reference.url, reference.fixtures, runs);
      const [start, middle, end] = [0, 0.5, 1].map((part) => marks.at(Math.round((marks.length - 1) * part)));
      if (!start || !middle || !end) throw new Error('a long run has 10,000 requests at least');
      const pace = (from: Mark, to: Mark) => (to.count - from.count) / (to.at - from.at);
      return [
        ratio('heap at the end / in the middle', end.heap / middle.heap, '', 'less', 1.1),
        ratio(
          'pace of the second half / of the first',
          pace(middle, end) / pace(start, middle),
          '',
          'more',
          0.9,
        ),
        absolute(`heap after ${middle.count} requests`, middle.heap, 'MiB', 'less'),
        absolute(`heap after ${end.count} requests`, end.heap, 'MiB', 'less'),
        absolute('requests/s over the long run', pace(start, end) * 1000, 'requests/s', 'more'),
      ];
    } finally {
      reference.stop();
    }
  },
};

interface Mark {
  count: number;
  /** Time spent in collections of ours left out. */
  at: number;
  heap: number;
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

async function explore(
  url: string,
  fixtures: Readonly<Record<string, string | undefined>>,
  runs: number,
): Promise<Mark[]> {
  const contract = await contractOf({ contract: undefined, allowReferences: false });
  const input = localRun(contract, { url, fixtures }, runs + 2000);
  const marks: Mark[] = [];
  let explored = 0;
  let collecting = 0;
  const mark = () => {
    const from = performance.now();
    collect();
    collecting += performance.now() - from;
    const heap = process.memoryUsage().heapUsed / 2 ** 20;
    marks.push({ count: explored, at: performance.now() - collecting, heap });
  };
  await testConformance({
    ...input,
    runs,
    onStage({ phase }) {
      if (phase !== 'exploration') return;
      explored += 1;
      if (explored >= 4000 && explored % 1000 === 0) mark(); // what is kept of a run is full by then
    },
  });
  await input.client.close();
  return marks;
}
