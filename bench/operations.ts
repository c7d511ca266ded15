import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadContract } from '../spec/document/load-contract.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { absolute, type Measure, ratio, type Section } from './measure.ts';
import { measurePlanning } from './measure-planning.ts';
import { measureRun, type RunMeasurement } from './measure-run.ts';
import { measureTimeToFirstRequest } from './startup.ts';

const operationCounts = [1, 10, 100, 180];

/** The growth of cost with the number of operations in the document. */
export const operations: Section = {
  name: 'operations',
  description:
    'start-up, planning and whole runs with 1, 10, 100 and 180 operations of one large document (--document=FILE), against a server that answers 404 to every request',
  async measure({ document }) {
    if (document === undefined) {
      console.log('operations: skipped, needs a large document (--document=FILE)');
      return [];
    }
    const startedAt = performance.now();
    const contract = await loadContract({ file: document });
    const loadSeconds = (performance.now() - startedAt) / 1000;
    const costs: OperationsCost[] = [];
    for (const count of operationCounts) costs.push(await measureCost(contract, document, count));
    return [
      ratio('planning an operation among 180 / among 100', computeGrowth(costs, 'planning'), '', 'less', 1.5),
      ratio(
        'the run of one more operation, up to 180 / up to 100',
        computeGrowth(costs, 'run'),
        '',
        'less',
        1.5,
      ),
      absolute('loading the large document', loadSeconds, 's', 'less'),
      ...costs.flatMap(listMeasures),
    ];
  },
};

interface OperationsCost {
  operations: number;
  /** Seconds until the first request. */
  startup: number;
  cases: number;
  /** Seconds. */
  planning: number;
  run: RunMeasurement;
}

/** Measures the cost of the first `count` operations of the document. */
async function measureCost(contract: Contract, document: string, count: number): Promise<OperationsCost> {
  const selected = contract.operations.slice(0, count);
  const { cases, seconds: planning } = await measurePlanning(contract, selected);
  const options = [`--contract=${document}`, '--seed=1', ...selected.map(({ id }) => `--operation=${id}`)];
  const startup = await measureTimeToFirstRequest(options);
  if (startup === undefined) console.log(`${selected.length} operations: no request was sent`);
  const run = await runAgainstEmptyServer(options);
  return {
    operations: selected.length,
    startup: startup ?? Number.POSITIVE_INFINITY,
    ...{ cases, planning, run },
  };
}

/**
 * Measures a run against a server that answers 404 to every request, so that the cost of the suite itself dominates.
 */
async function runAgainstEmptyServer(options: readonly string[]): Promise<RunMeasurement> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address
  try {
    return await measureRun([`--target=http://127.0.0.1:${port}`, ...options], {
      POLAR_ACCESS_TOKEN: 'polar_oat_bench',
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/**
 * Divides the cost of each operation after the first in a document with 180 operations by that in one with 100. The
 * quotient is 1 if cost grows linearly.
 */
function computeGrowth(costs: readonly OperationsCost[], kind: 'planning' | 'run'): number {
  const [one, , hundred, all] = costs;
  if (!one || !hundred || !all) return Number.NaN;
  const seconds = ({ planning, run }: OperationsCost) => (kind === 'planning' ? planning : run.seconds);
  const perOperation = (cost: OperationsCost) =>
    (seconds(cost) - seconds(one)) / (cost.operations - one.operations);
  return perOperation(all) / perOperation(hundred);
}

function listMeasures({ operations: count, startup, cases, planning, run }: OperationsCost): Measure[] {
  const name = (suffix: string) => `${count} operations: ${suffix}`;
  return [
    absolute(name('start-up to first request'), startup, 's', 'less', 5),
    absolute(name('planning'), planning, 's', 'less'),
    absolute(name('planned cases'), cases, '', 'more'),
    absolute(name('whole run'), run.seconds, 's', 'less'),
    absolute(name('requests'), run.requests, '', 'more'),
    absolute(name('peak memory'), run.peakMemory, 'MiB', 'less'),
    absolute(name('reports'), run.reportSize, 'MiB', 'less'),
  ];
}
