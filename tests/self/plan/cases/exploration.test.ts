import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaseArbitrary, type ExploredCase, exploreCases } from '../../../../plan/cases/exploration.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import { takeFirst } from '../../../../plan/schedule/take.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createGetContext } from '../create-get-context.ts';
import { createContext, createSuite, createValidator, getJson } from '../library.ts';

const context = await createContext('books:create');
const explore = (plan: PlanContext, count = 120): ExploredCase[] => [...takeFirst(exploreCases(plan), count)];

describe('exploration', () => {
  it('is valid or invalid as each case states, judged by ajv', () => {
    const validate = createValidator('Book');
    const kinds = explore(context).map((each) => [each.case.kind, validate(getJson(each.case))]);
    expect(kinds.filter(([kind, isValid]) => (kind === 'valid') !== isValid)).toEqual([]);
  });

  it('has positive and negative cases in about equal shares', () => {
    const valid = explore(context, 400).filter((each) => each.case.kind === 'valid').length;
    expect(valid).toBeGreaterThan(120);
    expect(valid).toBeLessThan(280);
  });

  it('is the same for the same seed, without end and without repeating ids', async () => {
    const again = await createContext('books:create');
    expect(explore(again, 250)).toEqual(explore(context, 250));
    expect(new Set(explore(context, 250).map((each) => each.case.id)).size).toBe(250);
    expect(explore(context, 101).at(-1)?.case.id).toBe('books:create/explored/2/0'); // reports name the ids
    const other = await createContext('books:create', { seed: 2 });
    expect(explore(other)).not.toEqual(explore(context));
  });

  it('is generated again from the seed and the index of a case', () => {
    const cases = createCaseArbitrary(context);
    if (!cases) throw new Error('the operation takes a body');
    for (const each of explore(context, 110).filter((_, position) => position % 10 === 0)) {
      const { seed, index } = each;
      const [again] = fc.sample(cases, { seed, path: String(index), numRuns: 1 });
      expect(each.case).toEqual({ ...again, id: each.case.id });
    }
  });

  it('keeps the resource ids of a seed message in positive cases', async () => {
    const suite = createSuite({
      seedTemplates: [{ name: 'a', description: 'a book', body: { title: 'title', genre: 'genre' } }],
      resourceIdProperties: ['title', 'pages'],
    });
    const fixtures = { title: 'Emma', genre: 'novel' };
    const plan = await createContext('books:create', { suites: [suite], fixtures });
    const bodies = explore(plan)
      .filter((each) => each.case.kind === 'valid')
      .map((each) => getJson(each.case) as JsonObject); // the schema is of type object
    expect(new Set(bodies.map(({ title }) => title))).toEqual(new Set(['Emma']));
    expect(new Set(bodies.map(({ pages }) => pages))).toEqual(new Set([undefined, null]));
    expect(new Set(bodies.map(({ genre }) => genre)).size).toBe(2);
  });

  it('ends at once for an operation without a body', async () => {
    expect(explore(await createContext('books:list'))).toEqual([]);
  });

  it('varies the parameters of a request without body, but not which resource it names', async () => {
    const isbn: Json = { name: 'isbn', in: 'path', required: true, schema: { type: 'string', example: '1' } };
    const page: Json = { name: 'page', in: 'query', schema: { type: 'integer' } };
    const cases = explore(await createGetContext('/books/{isbn}', [isbn, page])).map((each) => each.case);
    const valid = cases.filter(({ kind }) => kind === 'valid').map(({ request }) => request.path);
    const paths = new Set(valid.map((path) => path.split('?')[0]));
    expect(paths.size).toBe(1);
    expect(new Set(valid).size).toBeGreaterThan(10);
  });
});
