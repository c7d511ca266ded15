import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validValue } from '../../../arbitraries/valid-value.ts';
import { formats } from '../../../spec/json-schema/formats/formats.ts';
import { loadInlineContract } from './inline-contract.ts';

const { contract } = await loadInlineContract({ Subject: {} });

describe('validValue of a format', () => {
  it.each(formats)('$name: generates many different valid values', ({ name, type, validate }) => {
    const isValid = validate as (value: unknown) => boolean; // the generated values have the type of the format
    for (const direction of ['request', 'response'] as const) {
      const values = fc.sample(validValue({ type, format: name }, { contract, direction }), {
        numRuns: 500,
        seed: 5,
      });
      expect(values.filter((value) => !isValid(value))).toEqual([]);
      expect(new Set(values).size).toBeGreaterThan(20);
    }
  });

  it.each(['uri', 'iri', 'email', 'hostname', 'json-pointer', 'uri-reference'])(
    '%s: generates values of the minimum and the maximum length',
    (format) => {
      const schema = { type: 'string' as const, format, maxLength: 60, minLength: 20 };
      const values = fc.sample(validValue(schema, { contract, direction: 'response' }), {
        numRuns: 500,
        seed: 5,
      });
      const lengths = values.map((value) => [...String(value)].length);
      expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([20, 60]);
    },
  );
});
