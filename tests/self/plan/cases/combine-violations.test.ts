import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineViolations, isCombinable } from '../../../../plan/cases/combine-violations.ts';
import { listOpenSubcases } from '../../../../plan/cases/list-open-subcases.ts';
import { createNegativeCases } from '../../../../plan/cases/negative.ts';
import { type Json, valueAt } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import {
  createContext,
  createExchange,
  createValidator,
  getJson,
  loanFixtures,
  loanSuite,
} from '../library.ts';

const context = await createContext('books:create');
const negative = createNegativeCases(context);
const cases = [...negative.firstRound, ...negative.createMoreRounds(4)].filter(isCombinable);
const combinations = combineViolations(context, cases, 100);
const combined = combinations.filter(({ subcases }) => subcases);
const isValid = createValidator('Book');

const getPointer = ({ violation }: Case): string => violation?.instancePointer ?? '';
const listCombined = (each: Case): readonly Case[] => each.subcases ?? [each];

describe('combined violations', () => {
  it('contain each violation once', () => {
    const ids = combinations.flatMap(listCombined).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(20);
    expect(ids.toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
    expect(combinations.length).toBeLessThan(cases.length / 2);
  });

  it('are all in the body that is sent', () => {
    for (const each of combined) {
      expect(isValid(getJson(each))).toBe(false);
      for (const part of listCombined(each))
        expect(valueAt(getJson(each), getPointer(part))).toEqual(part.violation?.after);
    }
  });

  it('are at independent locations with different names', () => {
    for (const each of combined) {
      const pointers = listCombined(each).map(getPointer);
      for (const pointer of pointers)
        expect(pointers.filter((other) => `${other}/`.startsWith(`${pointer}/`))).toEqual([pointer]);
      const names = pointers.map((pointer) => pointer.replace(/(\/\d+)+$/, '').replace(/.*\//, ''));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('are limited to those that save the most requests', () => {
    const sizes = combinations.map((each) => listCombined(each).length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(combineViolations(context, cases, 2)).toEqual(combinations.slice(0, 2));
  });

  it('leave out the path, and a body that is a union', async () => {
    const loans = await createContext('loans:create', { suites: [loanSuite], fixtures: loanFixtures });
    const inBranches = [...createNegativeCases(loans).firstRound].filter(({ violation }) =>
      violation?.clauses.some((id) => id.includes('@')),
    );
    expect(inBranches.length).toBeGreaterThan(5);
    expect(inBranches.filter(isCombinable)).toEqual([]);
    const [first] = cases;
    const inPath = {
      violation: { clauses: [], instancePointer: 'path/id', keyword: 'type', description: '' },
    };
    expect(first && isCombinable({ ...first, ...inPath })).toBe(false);
  });
});

describe('the violations that are sent by themselves', () => {
  const [largest] = combined;
  if (!largest) throw new Error('no case is combined');
  const parts = listCombined(largest);
  const names = parts.map((part) => getPointer(part).split('/')[1] ?? '');
  const answer = (status: number, json: Json): readonly Case[] =>
    listOpenSubcases(createExchange(1, largest, { status, json }));
  /** Formats of errors: FastAPI, problem details, Django REST framework, a sentence. */
  const formats: readonly ((named: string[]) => Json)[] = [
    (named) => ({ detail: named.map((name) => ({ loc: ['body', name], msg: 'wrong', type: 'x' })) }),
    (named) => ({
      title: 'Invalid',
      genre: 'problem',
      errors: named.map((name) => ({ pointer: `/${name}` })),
    }),
    (named) => Object.fromEntries(named.map((name) => [name, ['Not valid.']])),
    (named) => `invalid: ${named.join(', ')}`,
  ];

  it.each(formats.map((format, index) => [index, format] as const))(
    'are those that errors of format %i do not name',
    (_, format) => {
      fc.assert(
        fc.property(fc.subarray(names, { minLength: Math.ceil(names.length / 2) }), (named) => {
          const unnamed = parts.filter((_part, index) => !named.includes(names[index] ?? ''));
          expect(answer(422, format(named))).toEqual(unnamed);
        }),
        { numRuns: 20 },
      );
    },
  );

  it('are none if the server reports only its first error, or fails', () => {
    expect(names.length).toBeGreaterThan(2);
    expect(answer(422, { detail: [{ loc: ['body', names[0] ?? ''] }] })).toEqual([]);
    expect(answer(400, 'Bad Request')).toEqual([]);
    expect(answer(500, { detail: names.slice(1) })).toEqual([]);
  });

  it('are all if the server accepts the request', () => {
    expect(answer(201, {})).toEqual(parts);
  });
});
