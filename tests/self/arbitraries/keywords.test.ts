import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valid } from '../../../arbitraries/valid.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { contractOf } from './inline-contract.ts';
import { keywords } from './keywords.ts';

const RUNS = 500;

async function sample(schema: JsonObject | boolean) {
  const { contract, schema: subject } = await contractOf({ Subject: schema });
  const values = fc.sample(valid(subject, { contract, direction: 'request' }), { numRuns: RUNS, seed: 7 });
  return { values, validate: contract.validator('#/components/schemas/Subject', 'request') };
}

describe('valid values', () => {
  it.each(keywords)('meet $name, and reach its edges', async ({ schema, reaches }) => {
    const { values, validate } = await sample(schema);
    for (const value of values) expect(validate(JSON.parse(JSON.stringify(value)))).toEqual([]);
    const texts = new Set(values.map((value) => JSON.stringify(value)));
    expect(reaches.filter((value) => !texts.has(JSON.stringify(value)))).toEqual([]);
  });

  it('shrink to the least value', async () => {
    const schema = { anyOf: [{ type: 'object', properties: { a: { type: 'string' } } }, { type: 'null' }] };
    const { contract, schema: subject } = await contractOf({ Subject: schema });
    const arbitrary = valid(subject, { contract, direction: 'request' });
    const { counterexample } = fc.check(
      fc.property(arbitrary, (value) => value === null),
      { seed: 1, numRuns: 200 },
    );
    expect(counterexample).toEqual([{}]);
  });

  it('are the same for the same seed', async () => {
    const [one, two] = [await sample({}), await sample({})];
    expect(one.values).toEqual(two.values);
  });
});
