import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { violationContext } from '../arbitraries/invalid/context.ts';
import { invalid } from '../arbitraries/invalid/invalid.ts';
import { valid } from '../arbitraries/valid.ts';
import { contractOf } from '../cli/session.ts';
import type { Json } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { requestNode } from '../spec/openapi/message-schemas.ts';
import { customerNode } from '../suites/polar/arbitraries/customers.ts';
import { handWritten } from './hand-written.ts';
import { absolute, type Measure, ratio, type Section } from './measure.ts';
import { median } from './median.ts';
import { installPackages } from './peers/packages.ts';

/** How fast values are made from schemas. */
export const values: Section = {
  name: 'values',
  says: 'values/s of the arbitraries, valid and invalid, of the request and of the customer, against hand-written fast-check arbitraries of the same shape, and json-schema-faker',
  async measure({ rounds }) {
    const contract = await contractOf({ contract: undefined, allowReferences: false });
    const [operation] = contract.operations;
    const request = operation && requestNode(contract, operation);
    if (!request) throw new Error('the contract asks for no body');
    const generate = await faker();
    return [
      ...compare('request', request, contract, rounds, generate),
      ...compare('customer', customerNode(contract), contract, rounds, generate),
    ];
  },
};

type Generate = (schema: unknown) => () => unknown;

function compare(
  name: 'request' | 'customer',
  node: SchemaNode,
  contract: Contract,
  rounds: number,
  generate: Generate | string,
): Measure[] {
  const context = { contract, direction: node.message.direction };
  const own = valid(node.schema, context);
  const wrong = invalid(
    node,
    own,
    violationContext(node, (part) => valid(part.schema, context)),
  );
  const hand = handWritten(contract)[name];
  const contenders: Record<string, (seed: number) => void> = {
    valid: sampling(own),
    'hand-written valid': sampling(hand.valid),
    invalid: sampling(wrong),
    'hand-written invalid': sampling(hand.invalid),
  };
  const rates = sideBySide(contenders, rounds);
  const at = (contender: string) => rates[contender] ?? Number.NaN;
  const rows = Object.keys(contenders).map((one) => absolute(`${name}: ${one}`, at(one), 'values/s', 'more'));
  return [
    ratio(`${name}: valid / hand-written`, at('valid') / at('hand-written valid'), '', 'more'),
    ratio(`${name}: invalid / hand-written`, at('invalid') / at('hand-written invalid'), '', 'more'),
    ...besideFaker(name, node, contract, generate, at('valid')),
    ...rows,
  ];
}

function besideFaker(
  name: string,
  node: SchemaNode,
  contract: Contract,
  generate: Generate | string,
  ours: number,
): Measure[] {
  if (typeof generate === 'string') {
    console.log(`json-schema-faker is absent: ${generate}`);
    return [];
  }
  try {
    const make = generate(node.schema);
    const validate = contract.validator(node.schemaPointer, node.message.direction);
    const good = Array.from({ length: 200 }, make).filter((value) => validate(value).length === 0).length;
    const rate = timed((count) => {
      for (let index = 0; index < count; index += 1) make();
    });
    return [
      ratio(`${name}: valid / json-schema-faker`, ours / rate, '', 'more', 1),
      absolute(`${name}: json-schema-faker`, rate, 'values/s', 'more'),
      absolute(`${name}: of json-schema-faker's values, valid`, good / 2, '%', 'more'),
    ];
  } catch (error) {
    console.log(`json-schema-faker makes no ${name}: ${error}`);
    return [];
  }
}

const perSample = 200;

/** As exploration draws them: some hundred of a seed at a time. */
const sampling =
  (arbitrary: fc.Arbitrary<Json | object>) =>
  (seed: number): void =>
    void fc.sample(arbitrary, { numRuns: perSample, seed });

/** Values a second of each, medians of rounds in which every one has its turn. */
function sideBySide(
  contenders: Readonly<Record<string, (seed: number) => void>>,
  rounds: number,
): Record<string, number> {
  const rates = Object.entries(contenders).map(([name, run]) => {
    run(0);
    return { name, run, seen: [] as number[] };
  });
  for (let round = 1; round <= rounds; round += 1) {
    for (const { run, seen } of rates) seen.push(timed((count) => run(round * count), perSample));
  }
  return Object.fromEntries(rates.map(({ name, seen }) => [name, median(seen)]));
}

/** How many a second, over at least 200 ms. */
function timed(run: (count: number) => void, each = 100): number {
  const from = performance.now();
  let count = 0;
  while (performance.now() - from < 200) {
    count += each;
    run(each === perSample ? count : each);
  }
  return (count * 1000) / (performance.now() - from);
}

/** Only the bench knows json-schema-faker: in a folder of its own. */
async function faker(): Promise<Generate | string> {
  const folder = join(process.cwd(), 'node_modules/.cache/bench/json-schema-faker');
  try {
    await installPackages(folder, ['json-schema-faker']);
    const path = join(folder, 'node_modules/json-schema-faker/dist/index.js');
    const { createGeneratorSync } = await import(pathToFileURL(path).href);
    const generator = createGeneratorSync({ seed: 1 });
    return (schema) => () => generator.generate(schema);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
