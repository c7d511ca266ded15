import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valid } from '../../../arbitraries/valid.ts';
import { formats } from '../../../spec/json-schema/formats/formats.ts';
import { contractOf } from './inline-contract.ts';

const { contract } = await contractOf({ Subject: {} });

describe('values of a format', () => {
  it.each(formats)('$name: all fit, and they differ', ({ name, type, validate }) => {
    const fits = validate as (value: unknown) => boolean;
    for (const direction of ['request', 'response'] as const) {
      const values = fc.sample(valid({ type, format: name }, { contract, direction }), {
        numRuns: 500,
        seed: 5,
      });
      expect(values.filter((value) => !fits(value))).toEqual([]);
      expect(new Set(values).size).toBeGreaterThan(20);
    }
  });

  it.each(['uri', 'iri', 'email', 'hostname', 'json-pointer', 'uri-reference'])(
    '%s: the greatest length is reached',
    (format) => {
      const schema = { type: 'string' as const, format, maxLength: 60, minLength: 20 };
      const values = fc.sample(valid(schema, { contract, direction: 'response' }), { numRuns: 500, seed: 5 });
      const lengths = values.map((value) => [...String(value)].length);
      expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([20, 60]);
    },
  );
});
