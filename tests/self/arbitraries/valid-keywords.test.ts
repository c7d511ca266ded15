import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validValue } from '../../../arbitraries/valid-value.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { loadInlineContract } from './inline-contract.ts';
import { keywordExamples } from './keyword-examples.ts';

const RUNS = 500;

async function sample(schema: JsonObject | boolean) {
  const { contract, schema: subject } = await loadInlineContract({ Subject: schema });
  const values = fc.sample(validValue(subject, { contract, direction: 'request' }), {
    numRuns: RUNS,
    seed: 7,
  });
  return { values, validate: contract.getValidator('#/components/schemas/Subject', 'request') };
}

describe('validValue', () => {
  it.each(keywordExamples)(
    'satisfies $name and generates its edge cases',
    async ({ schema, expectedValues }) => {
      const { values, validate } = await sample(schema);
      for (const value of values) expect(validate(JSON.parse(JSON.stringify(value)))).toEqual([]);
      const texts = new Set(values.map((value) => JSON.stringify(value)));
      expect(expectedValues.filter((value) => !texts.has(JSON.stringify(value)))).toEqual([]);
    },
  );

  it('shrinks to the simplest value', async () => {
    const schema = { anyOf: [{ type: 'object', properties: { a: { type: 'string' } } }, { type: 'null' }] };
    const { contract, schema: subject } = await loadInlineContract({ Subject: schema });
    const arbitrary = validValue(subject, { contract, direction: 'request' });
    const { counterexample } = fc.check(
      fc.property(arbitrary, (value) => value === null),
      { seed: 1, numRuns: 200 },
    );
    expect(counterexample).toEqual([{}]);
  });

  it('generates the same values for the same seed', async () => {
    const [first, second] = [await sample({}), await sample({})];
    expect(first.values).toEqual(second.values);
  });
});
