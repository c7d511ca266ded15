import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { resolveContract } from '../cli/resolve-contract.ts';
import { judgeExchange } from '../oracles/judge-exchange.ts';
import { testConformance } from '../plan/test-conformance.ts';
import { startReference } from '../reference/server.ts';
import { createOperationModel } from '../spec/clauses/operation-model.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { createLocalRun } from './local-run.ts';
import { absolute, ratio, type Section } from './measure.ts';
import { median } from './median.ts';

/** The speed of the oracles. */
export const judging: Section = {
  name: 'judging',
  description:
    'exchanges/s judged by all clauses, compared with one ajv validation (all errors) of the same bodies against the same schemas',
  async measure({ rounds }) {
    const contract = await resolveContract({ contract: undefined, allowReferences: false });
    const exchanges = await recordExchanges(contract);
    const [operation] = contract.operations;
    if (!operation) throw new Error('the contract has no operation');
    const model = createOperationModel(contract, operation, false);
    const bare = createBareValidator(contract);
    const rates = [];
    for (let round = 0; round <= rounds; round += 1) {
      const ours = measureRate(exchanges, (exchange) => judgeExchange(model, exchange));
      const ajv = measureRate(exchanges, bare);
      if (round > 0) rates.push({ ours, ajv }); // the first round only warms up
    }
    return [
      ratio('judging / bare ajv', median(rates.map(({ ours, ajv }) => ours / ajv)), '', 'more'),
      absolute('judging', median(rates.map(({ ours }) => ours)), 'exchanges/s', 'more'),
      absolute('bare ajv', median(rates.map(({ ajv }) => ajv)), 'exchanges/s', 'more'),
    ];
  },
};

/** The exchanges of one run whose responses have a JSON body. */
async function recordExchanges(contract: Contract): Promise<readonly Exchange[]> {
  const reference = await startReference();
  const input = createLocalRun(contract, reference, 1000);
  const { execution } = await testConformance(input);
  await input.client.close();
  await reference.close();
  return execution.recorder.exchanges().filter(({ response }) => response?.body.json !== undefined);
}

function createBareValidator(contract: Contract): (exchange: Exchange) => unknown {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  ajvFormats.default(ajv);
  ajv.addFormat('uuid4', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i);
  ajv.addSchema(contract.document, 'document');
  const validators = new Map(
    ['CustomerSession', 'HTTPValidationError'].map((name, index) => [
      index === 0 ? 201 : 422,
      ajv.compile({ $ref: `document#/components/schemas/${name}` }),
    ]),
  );
  return ({ response }) => validators.get(response?.status ?? 0)?.(response?.body.json?.value);
}

/** Exchanges per second over at least 300 ms. */
function measureRate(exchanges: readonly Exchange[], judgeOne: (exchange: Exchange) => unknown): number {
  const startedAt = performance.now();
  let count = 0;
  while (performance.now() - startedAt < 300) {
    for (const exchange of exchanges) judgeOne(exchange);
    count += exchanges.length;
  }
  return (count * 1000) / (performance.now() - startedAt);
}
