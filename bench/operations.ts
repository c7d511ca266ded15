import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadContract } from '../spec/document/load-contract.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { absolute, type Measure, ratio, type Section } from './measure.ts';
import { plannedIn } from './planned.ts';
import { untilFirstRequest } from './startup.ts';
import { type TimedRun, timedRun } from './timed-run.ts';

const steps = [1, 10, 100, 180];

/** How cost grows with the operations of a document. */
export const operations: Section = {
  name: 'operations',
  says: 'start-up, planning and whole runs with 1, 10, 100 and 180 operations of one large document (--document=FILE), against a server that knows nothing (404)',
  async measure({ document }) {
    if (document === undefined) {
      console.log('operations: skipped, as no large document is given (--document=FILE)');
      return [];
    }
    const from = performance.now();
    const contract = await loadContract({ file: document });
    const loading = (performance.now() - from) / 1000;
    const taken: Taken[] = [];
    for (const count of steps) taken.push(await takenBy(contract, document, count));
    return [
      ratio('planning an operation among 180 / among 100', growth(taken, 'planning'), '', 'less', 1.5),
      ratio('the run of one more operation, up to 180 / up to 100', growth(taken, 'run'), '', 'less', 1.5),
      absolute('loading the large document', loading, 's', 'less'),
      ...taken.flatMap(rowsOf),
    ];
  },
};

interface Taken {
  operations: number;
  start: number;
  cases: number;
  planning: number;
  whole: TimedRun;
}

/** What so many operations of the document take. */
async function takenBy(contract: Contract, document: string, count: number): Promise<Taken> {
  const some = contract.operations.slice(0, count);
  const { cases, seconds } = await plannedIn(contract, some);
  const options = [`--contract=${document}`, '--seed=1', ...some.map(({ id }) => `--operation=${id}`)];
  const start = await untilFirstRequest(options);
  if (start === undefined) console.log(`with ${some.length} operations no request was sent`);
  const whole = await runAgainstNothing(options);
  return {
    operations: some.length,
    start: start ?? Number.POSITIVE_INFINITY,
    cases,
    planning: seconds,
    whole,
  };
}

/** A whole run against a server that answers 404 to everything: what it costs is the suite's own. */
async function runAgainstNothing(options: readonly string[]): Promise<TimedRun> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server's address is no string
  try {
    return await timedRun([`--target=http://127.0.0.1:${port}`, ...options], {
      POLAR_ACCESS_TOKEN: 'polar_oat_bench',
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What one more operation takes on the way to 180, by what one takes on the way to 100: 1 where cost is linear. */
function growth(taken: readonly Taken[], what: 'planning' | 'run'): number {
  const [one, , hundred, all] = taken;
  if (!one || !hundred || !all) return Number.NaN;
  const cost = ({ planning, whole }: Taken) => (what === 'planning' ? planning : whole.seconds);
  const each = (more: Taken) => (cost(more) - cost(one)) / (more.operations - one.operations);
  return each(all) / each(hundred);
}

function rowsOf({ operations: count, start, cases, planning, whole }: Taken): Measure[] {
  const name = (what: string) => `${count} operations: ${what}`;
  return [
    absolute(name('start-up to first request'), start, 's', 'less', 5),
    absolute(name('planning'), planning, 's', 'less'),
    absolute(name('planned cases'), cases, '', 'more'),
    absolute(name('whole run'), whole.seconds, 's', 'less'),
    absolute(name('requests'), whole.requests, '', 'more'),
    absolute(name('peak memory'), whole.peak, 'MiB', 'less'),
    absolute(name('reports'), whole.reports, 'MiB', 'less'),
  ];
}
