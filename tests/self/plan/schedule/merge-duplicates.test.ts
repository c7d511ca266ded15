import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeDuplicates, requestKey } from '../../../../plan/schedule/merge-duplicates.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createCase } from './create-case.ts';

const request = (path: string): Case['request'] => ({
  method: 'POST',
  path,
  headers: [],
  credentials: 'access',
});
const violation = (...clauses: string[]): NonNullable<Case['violation']> => ({
  ...{ clauses, instancePointer: '/title', keyword: 'type', description: 'a number' },
});

/** Cases with few different requests, some with a role or a violation. */
const caseLists = fc
  .array(
    fc.record({
      path: fc.constantFrom('/a', '/b', '/c'),
      role: fc.option(fc.constantFrom('errors:a', 'errors:b'), { nil: undefined, freq: 3 }),
      covers: fc.subarray(['x', 'y', 'z']),
      violates: fc.option(fc.subarray(['v', 'w'], { minLength: 1 }), { nil: undefined }),
    }),
  )
  .map((list) =>
    list.map(({ path, role, covers, violates }, position) =>
      createCase(String(position), {
        ...{ request: request(path), covers },
        ...(role !== undefined && { role }),
        ...(violates && { violation: violation(...violates) }),
      }),
    ),
  );

describe('mergeDuplicates', () => {
  it('keeps the first case of each request, in order', () => {
    fc.assert(
      fc.property(caseLists, (cases) => {
        const keys = cases.map(requestKey);
        const first = cases.filter((each, position) => keys.indexOf(requestKey(each)) === position);
        expect(mergeDuplicates(cases).map(({ id }) => id)).toEqual(first.map(({ id }) => id));
      }),
    );
  });

  it('covers what all cases of the request cover', () => {
    fc.assert(
      fc.property(caseLists, (cases) => {
        for (const merged of mergeDuplicates(cases)) {
          const same = cases.filter((each) => requestKey(each) === requestKey(merged));
          expect(new Set(merged.covers)).toEqual(new Set(same.flatMap(({ covers }) => covers)));
        }
      }),
    );
  });

  it('never merges cases with a role, whose rules look for their own response', () => {
    fc.assert(
      fc.property(caseLists, (cases) => {
        const withRole = cases.filter(({ role }) => role !== undefined);
        expect(mergeDuplicates(cases).filter(({ role }) => role !== undefined)).toEqual(withRole);
      }),
    );
  });

  it('merges the violated clauses of equal invalid requests', () => {
    const cases = [violation('v'), violation('v', 'w')].map((each, position) =>
      createCase(String(position), { kind: 'invalid', request: request('/a'), violation: each }),
    );
    expect(mergeDuplicates(cases).map((each) => each.violation?.clauses)).toEqual([['v', 'w']]);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(caseLists, (cases) => {
        const merged = mergeDuplicates(cases);
        expect(mergeDuplicates(merged)).toEqual(merged);
      }),
    );
  });
});
