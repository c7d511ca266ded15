import fc from 'fast-check';
import { validValue } from '../arbitraries/valid-value.ts';
import { loadContract } from '../spec/document/load-contract.ts';
import { absolute, type Measure, ratio, type Section } from './measure.ts';
import { measurePlanning } from './measure-planning.ts';

const sizes = [10, 40, 160];

/** The growth of cost with the number of properties in a schema. */
export const schemaSize: Section = {
  name: 'schema size',
  description: 'loading, planning and generating for a body with 10, 40 and 160 properties',
  async measure() {
    const measures: Measure[] = [];
    const planningPerProperty: number[] = [];
    for (const size of sizes) {
      const text = JSON.stringify(createDocument(size));
      const startedAt = performance.now();
      const contract = await loadContract({ file: 'synthetic.json', text });
      const loading = (performance.now() - startedAt) / 1000;
      const { seconds, cases } = await measurePlanning(contract, contract.operations);
      planningPerProperty.push(seconds / size);
      measures.push(
        absolute(`${size} properties: loading`, loading, 's', 'less'),
        absolute(`${size} properties: planning`, seconds, 's', 'less'),
        absolute(`${size} properties: planned cases`, cases, '', 'more'),
        absolute(`${size} properties: generated`, measureGeneration(contract) * size, 'properties/s', 'more'),
      );
    }
    // the first measurement is left out: it includes warming up
    const [, medium = Number.NaN, large = Number.NaN] = planningPerProperty;
    return [ratio('planning a property among 160 / among 40', large / medium, '', 'less', 1.5), ...measures];
  },
};

/** Measures the number of generated values per second. */
function measureGeneration(contract: Awaited<ReturnType<typeof loadContract>>): number {
  const schema = contract.operations[0]?.body?.content[0]?.schema ?? true;
  const values = validValue(schema, { contract, direction: 'request' });
  const startedAt = performance.now();
  fc.sample(values, { numRuns: 20, seed: 1 });
  return 20_000 / (performance.now() - startedAt);
}

const propertySchemas = [
  { type: 'string', minLength: 1, maxLength: 40 },
  { type: 'integer', minimum: 0 },
  { type: 'string', format: 'uuid' },
  { type: ['boolean', 'null'] },
  { type: 'array', items: { type: 'string', format: 'date-time' }, maxItems: 3 },
];

function createDocument(size: number): object {
  const names = Array.from({ length: size }, (_, index) => `property_${index}`);
  const properties = Object.fromEntries(
    names.map((name, index) => [name, propertySchemas[index % propertySchemas.length]]),
  );
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
