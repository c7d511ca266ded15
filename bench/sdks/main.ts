import { parseArgs } from 'node:util';
import { canReceive, findConsumers, readExchanges } from '../../cli/consumers/read-with-consumers.ts';
import type { ConsumerReading } from '../../reporters/consumer-report.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { Consumer } from '../../suites/consumer.ts';
import { formatMarkdownTable } from '../markdown-table.ts';
import { type RecordedReference, recordFaults } from './record-faults.ts';

const usage = `Prints what SDKs do with the responses of the reference, and of the reference with each fault that breaks the
body of a documented response.

npm run sdks -- [--sdk=FOLDER…] [--details] [--help]

Without --sdk, the SDKs for TypeScript that the tests use. --details lists the outcome of each fault.`;

const installed = ['polar-sdk-0-48', 'polar-sdk-0-49', 'polar-sdk-1-0'].map((name) => `node_modules/${name}`);

type Outcome = ConsumerReading['outcome'];

/** The outcomes of several responses that show one fault: the one that a developer notices most counts. */
const precedence: readonly Outcome[] = ['failed', 'threw', 'wrong value', 'accepted'];

async function readAll(
  consumer: Consumer,
  { contract, exchanges, broken }: RecordedReference,
): Promise<{ correct: ConsumerReading[]; faults: Map<string, Outcome> }> {
  const correct = exchanges.filter((exchange) => canReceive(consumer, exchange));
  const groups = [...broken];
  const all: Exchange[] = [...correct, ...groups.flatMap(([, exchanges]) => exchanges)];
  const numbered = all.map((exchange, index) => ({ ...exchange, id: index }));
  const readings = new Map(
    (await readExchanges(numbered, consumer, contract)).map((reading) => [reading.exchange, reading]),
  );
  let next = correct.length;
  const faults = groups.flatMap(([id, exchanges]): [string, Outcome][] => {
    const outcomes = exchanges.flatMap(() => readings.get(next++)?.outcome ?? []);
    const outcome = precedence.find((each) => outcomes.includes(each));
    return outcome ? [[id, outcome]] : [];
  });
  return { correct: correct.flatMap((_, index) => readings.get(index) ?? []), faults: new Map(faults) };
}

/** Describes how many responses of the correct reference the consumer accepts, and the error that others cause. */
function describeCorrect(readings: readonly ConsumerReading[]): string {
  const others = readings.filter(({ outcome }) => outcome !== 'accepted');
  const errors = [
    ...new Set(others.map(({ error, outcome }) => (error === undefined ? outcome : `throws ${error}`))),
  ];
  return [`accepts ${readings.length - others.length} of ${readings.length}`, ...errors].join(', ');
}

function createRow(
  name: string,
  correct: readonly ConsumerReading[],
  faults: ReadonlyMap<string, Outcome>,
): string[] {
  const count = (outcome: Outcome) => String([...faults.values()].filter((each) => each === outcome).length);
  const figures = (['threw', 'wrong value', 'accepted', 'failed'] as const).map(count);
  const created = correct.filter(({ status }) => status === 201);
  const errors = correct.filter(({ status }) => status !== 201);
  // an SDK that rejects every correct session rejects broken ones too, which shows nothing
  const acceptsNone = created.every(({ outcome }) => outcome !== 'accepted');
  return [
    name,
    ...[created, errors].map(describeCorrect),
    ...(acceptsNone ? figures.map(() => '–') : figures),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sdk: { type: 'string', multiple: true },
      details: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const consumers = findConsumers(values.sdk ?? installed);
  for (const version of [undefined, '2026-10']) {
    const reference = await recordFaults(version, (id) => process.stderr.write(`\r\u001b[K${id}`));
    process.stderr.write('\r\u001b[K');
    const rows: string[][] = [];
    const details: string[] = [];
    for (const consumer of consumers) {
      const { correct, faults } = await readAll(consumer, reference);
      rows.push(createRow(consumer.name, correct, faults));
      details.push(...[...faults].map(([id, outcome]) => `${consumer.name} ${outcome}: ${id}`));
    }
    const headings = ['SDK', 'correct 201', 'correct errors', 'throws', 'wrong value', 'accepts', 'crashes'];
    console.log(`\n${version ?? 'shipped document'}: ${reference.broken.size} faults\n`);
    console.log(formatMarkdownTable(headings, rows));
    if (values.details) console.log(`\n${details.join('\n')}`);
  }
}

await main();
