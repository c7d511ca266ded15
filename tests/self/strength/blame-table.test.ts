import { expect, it } from 'vitest';
import { createBlameTable } from '../../strength/blame-table.ts';

const trial = { reference: 'styles/go', requests: 90, unexercised: [] };

it('has a row for each clause of a reference, with its runs, first seed and servers', () => {
  const table = createBlameTable([
    { ...trial, variant: 'none', seed: 2, blamed: ['GetJob/200:type: {"clause":"…"}'] },
    { ...trial, variant: 'gzip', seed: 1, blamed: ['GetJob/200:type: {"clause":"…"}'] },
    {
      ...trial,
      variant: 'gzip',
      seed: 3,
      blamed: [],
      unexercised: ['GetJob: each of the 2 valid requests …'],
    },
  ]);
  expect(table.slice(2)).toEqual([
    '| styles/go | GetJob/200:type | 2 | 1 | none, gzip |',
    '| styles/go | not exercised: GetJob | 1 | 3 | gzip |',
  ]);
});

it('is empty without problems', () => {
  expect(createBlameTable([])).toEqual([]);
});
