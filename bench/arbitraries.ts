import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { invalidValue } from '../arbitraries/invalid/invalid-value.ts';
import { createMutationContext } from '../arbitraries/invalid/mutation-context.ts';
import { validValue } from '../arbitraries/valid-value.ts';
import { resolveContract } from '../cli/resolve-contract.ts';
import type { Json } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { createRequestTree } from '../spec/openapi/message-trees.ts';
import { findCustomerNode } from '../suites/polar/arbitraries/customers.ts';
import { createHandWrittenArbitraries } from './hand-written-arbitraries.ts';
import { installPackages } from './install-packages.ts';
import { absolute, type Measure, ratio, type Section } from './measure.ts';
import { median } from './median.ts';

/** The speed of value generation from schemas. */
export const arbitraries: Section = {
  name: 'values',
  description:
    'generated values/s, valid and invalid, for the request and the customer, compared with hand-written fast-check arbitraries of the same shape and with json-schema-faker',
  async measure({ rounds }) {
    const contract = await resolveContract({ contract: undefined, allowReferences: false });
    const [operation] = contract.operations;
    const request = operation && createRequestTree(contract, operation);
    if (!request) throw new Error('the operation has no request body');
    const generate = await loadFaker();
    return [
      ...measureArbitraries('request', request, contract, rounds, generate),
      ...measureArbitraries('customer', findCustomerNode(contract), contract, rounds, generate),
    ];
  },
};

type Generate = (schema: unknown) => () => unknown;

function measureArbitraries(
  name: 'request' | 'customer',
  node: SchemaNode,
  contract: Contract,
  rounds: number,
  generate: Generate | string,
): Measure[] {
  const rates = measureInTurns(createContenders(name, node, contract), rounds);
  const rate = (contender: string) => rates[contender] ?? Number.NaN;
  const contenderMeasures = Object.keys(rates).map((contender) =>
    absolute(`${name}: ${contender}`, rate(contender), 'values/s', 'more'),
  );
  return [
    ratio(`${name}: valid / hand-written`, rate('valid') / rate('hand-written valid'), '', 'more'),
    ratio(`${name}: invalid / hand-written`, rate('invalid') / rate('hand-written invalid'), '', 'more'),
    ...compareToFaker(name, node, contract, generate, rate('valid')),
    ...contenderMeasures,
  ];
}

type Contenders = Readonly<Record<string, (seed: number) => void>>;

function createContenders(name: 'request' | 'customer', node: SchemaNode, contract: Contract): Contenders {
  const context = { contract, direction: node.message.direction };
  const valid = validValue(node.schema, context);
  const mutationContext = createMutationContext(node, context);
  const handWritten = createHandWrittenArbitraries(contract)[name];
  return {
    valid: createSampler(valid),
    'hand-written valid': createSampler(handWritten.valid),
    invalid: createSampler(invalidValue(node, valid, mutationContext)),
    'hand-written invalid': createSampler(handWritten.invalid),
  };
}

function compareToFaker(
  name: string,
  node: SchemaNode,
  contract: Contract,
  generate: Generate | string,
  ours: number,
): Measure[] {
  if (typeof generate === 'string') {
    console.log(`json-schema-faker is not available: ${generate}`);
    return [];
  }
  try {
    const generateValue = generate(node.schema);
    const validate = contract.getValidator(node.schemaPointer, node.message.direction);
    const validCount = Array.from({ length: 200 }, generateValue).filter(
      (value) => validate(value).length === 0,
    ).length;
    const fakerRate = measureRate(() => {
      for (let index = 0; index < 100; index += 1) generateValue();
    }, 100);
    return [
      ratio(`${name}: valid / json-schema-faker`, ours / fakerRate, '', 'more', 1),
      absolute(`${name}: json-schema-faker`, fakerRate, 'values/s', 'more'),
      absolute(`${name}: of json-schema-faker's values, valid`, validCount / 2, '%', 'more'),
    ];
  } catch (error) {
    console.log(`json-schema-faker cannot generate a ${name}: ${error}`);
    return [];
  }
}

const valuesPerSample = 200;

/** Creates a sampler that draws a few hundred values from each seed, as exploration does. */
const createSampler =
  (arbitrary: fc.Arbitrary<Json | object>) =>
  (seed: number): void =>
    void fc.sample(arbitrary, { numRuns: valuesPerSample, seed });

/** Measures the values per second of each contender: the median of rounds in which the contenders take turns. */
function measureInTurns(contenders: Contenders, rounds: number): Record<string, number> {
  const results = Object.entries(contenders).map(([name, run]) => {
    run(0); // warms up the just-in-time compiler
    return { name, run, rates: [] as number[] };
  });
  for (let round = 1; round <= rounds; round += 1) {
    for (const { run, rates } of results)
      rates.push(measureRate((total) => run(round * total), valuesPerSample));
  }
  return Object.fromEntries(results.map(({ name, rates }) => [name, median(rates)]));
}

/**
 * Measures the values per second over at least 200 ms.
 * @param run generates `step` values; its argument is the total so far, which serves as a new seed
 */
function measureRate(run: (total: number) => void, step: number): number {
  const startedAt = performance.now();
  let total = 0;
  while (performance.now() - startedAt < 200) {
    total += step;
    run(total);
  }
  return (total * 1000) / (performance.now() - startedAt);
}

/**
 * Loads the generator of json-schema-faker. Returns the reason if it is not installed: the project does not depend on
 * it.
 */
async function loadFaker(): Promise<Generate | string> {
  const directory = join(process.cwd(), 'node_modules/.cache/bench/json-schema-faker');
  try {
    await installPackages(directory, ['json-schema-faker']);
    const path = join(directory, 'node_modules/json-schema-faker/dist/index.js');
    const { createGeneratorSync } = await import(pathToFileURL(path).href);
    const generator = createGeneratorSync({ seed: 1 });
    return (schema) => () => generator.generate(schema);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
