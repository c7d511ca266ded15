import { expect, it } from 'vitest';
import { listFormatMutators } from '../../../arbitraries/invalid/formats/list-format-mutators.ts';
import { isCertainViolation } from '../../../spec/json-schema/formats/certain-violations.ts';
import { formats } from '../../../spec/json-schema/formats/formats.ts';

const url = 'https://example.com:80/a?b#c';
const samples = {
  uuid: '992fae2a-2a17-4b7a-8d9e-e287cf90131b',
  uuid4: '992fae2a-2a17-4b7a-8d9e-e287cf90131b',
  ...{ uri: url, iri: url, email: 'a@example.com', 'idn-email': 'a@example.com' },
  ...{ date: '2026-01-31', 'date-time': '2026-01-31T10:20:30.5Z' },
};

it.each(Object.entries(samples))(
  '%s: only values that no server may repair are certain',
  (format, sample) => {
    const isInvalid = (value: string) =>
      formats.some((each) => each.name === format && each.type === 'string' && !each.validate(value));
    const mutants = listFormatMutators(format).flatMap(({ kind, level, mutate }) => {
      const value = mutate(sample);
      return value !== undefined && isInvalid(value)
        ? [{ kind, level, isCertain: isCertainViolation(format, value) }]
        : [];
    });
    expect(mutants.filter(({ level, isCertain }) => level === 'SHOULD' && isCertain)).toEqual([]);
    const certain = mutants.filter(({ isCertain }) => isCertain);
    expect(certain.length).toBeGreaterThan(3);
    expect(certain.map(({ kind }) => kind)).toContain('a word');
  },
);

it.each(['ipv4', 'made-up'])('no value is certain for %s, which has no test', (format) => {
  expect(isCertainViolation(format, 'invalid')).toBe(false);
});
