import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatProbes } from '../../../../plan/schedule/repeat-probes.ts';
import { createCase } from './create-case.ts';

const createCases = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, position) => createCase(`${prefix}${position}`, { kind: 'valid' }));
const probes = ['p', 'q'].map((id) => createCase(id));
const isRepetition = (id: string) => id.includes('/again/');

describe('repeatProbes', () => {
  it('gives every fifth place to a probe, and loses no case', () => {
    fc.assert(
      fc.property(fc.nat(60), (count) => {
        const cases = createCases('c', count);
        const mixed = [...repeatProbes(cases, probes)];
        expect(mixed.filter(({ id }) => !isRepetition(id))).toEqual(cases);
        expect(mixed.map(({ id }) => isRepetition(id))).toEqual(mixed.map((_, place) => place % 5 === 3));
      }),
    );
  });

  it('repeats the probes in turn, each time with another id', () => {
    const repeated = [...repeatProbes(createCases('c', 24), probes)].filter(({ id }) => isRepetition(id));
    expect(repeated.map(({ request }) => request)).toEqual(
      [0, 1, 0, 1, 0, 1].map((which) => probes[which]?.request),
    );
    expect(new Set(repeated.map(({ id }) => id)).size).toBe(6);
  });

  it('repeats no other kind of case and no combined probe', () => {
    const others = [...createCases('v', 2), createCase('combined', { subcases: probes })];
    const cases = createCases('c', 20);
    expect([...repeatProbes(cases, others)]).toEqual(cases);
  });
});
