import fc from 'fast-check';
import { valid } from '../arbitraries/valid.ts';
import { loadContract } from '../spec/document/load-contract.ts';
import { absolute, type Measure, ratio, type Section } from './measure.ts';
import { plannedIn } from './planned.ts';

const sizes = [10, 40, 160];

/** How cost grows with the properties of a schema. */
export const schemaSize: Section = {
  name: 'schema size',
  says: 'loading, planning and generating for a body of 10, 40 and 160 properties',
  async measure() {
    const rows: Measure[] = [];
    const planning: number[] = [];
    for (const size of sizes) {
      const text = JSON.stringify(documentOf(size));
      const from = performance.now();
      const contract = await loadContract({ file: 'synthetic.json', text });
      const loading = (performance.now() - from) / 1000;
      const { seconds, cases } = await plannedIn(contract, contract.operations);
      planning.push(seconds / size);
      rows.push(
        absolute(`${size} properties: loading`, loading, 's', 'less'),
        absolute(`${size} properties: planning`, seconds, 's', 'less'),
        absolute(`${size} properties: planned cases`, cases, '', 'more'),
        absolute(`${size} properties: generated`, generated(contract) * size, 'properties/s', 'more'),
      );
    }
    const [, some = Number.NaN, many = Number.NaN] = planning; // the first is cold
    return [ratio('planning a property among 160 / among 40', many / some, '', 'less', 1.5), ...rows];
  },
};

function generated(contract: Awaited<ReturnType<typeof loadContract>>): number {
  const schema = contract.operations[0]?.body?.content[0]?.schema ?? true;
  const values = valid(schema, { contract, direction: 'request' });
  const from = performance.now();
  fc.sample(values, { numRuns: 20, seed: 1 });
  return 20_000 / (performance.now() - from);
}

const kinds = [
  { type: 'string', minLength: 1, maxLength: 40 },
  { type: 'integer', minimum: 0 },
  { type: 'string', format: 'uuid' },
  { type: ['boolean', 'null'] },
  { type: 'array', items: { type: 'string', format: 'date-time' }, maxItems: 3 },
];

function documentOf(size: number): object {
  const names = Array.from({ length: size }, (_, index) => `property_${index}`);
  const properties = Object.fromEntries(names.map((name, index) => [name, kinds[index % kinds.length]]));
  const schema = { type: 'object', properties, required: names.filter((_, index) => index % 2 === 0) };
  const content = { 'application/json': { schema } };
  return {
    openapi: '3.1.0',
    info: { title: 'Synthetic', version: '1.0.0' },
    paths: {
      '/things': {
        post: {
          operationId: 'things:create',
          requestBody: { required: true, content },
          responses: { 201: { description: 'Created', content } },
        },
      },
    },
  };
}
