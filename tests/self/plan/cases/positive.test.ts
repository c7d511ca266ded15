import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPositiveCases } from '../../../../plan/cases/positive.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import { deriveAcceptanceClauses, listBodyBranches } from '../../../../spec/clauses/acceptance-clauses.ts';
import type { JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import {
  createContext,
  createSuite,
  createValidator,
  getJson,
  loanFixtures,
  loanSuite,
  objectSchemas,
} from '../library.ts';

const books = await createContext('books:create');
const loans = await createContext('loans:create', { suites: [loanSuite], fixtures: loanFixtures });

/** The cases with their subcases. */
const flatten = (cases: readonly Case[]): Case[] => cases.flatMap((each) => [each, ...(each.subcases ?? [])]);

/** The acceptance clauses that no case covers. */
function listUncovered(context: PlanContext): string[] {
  const { request } = context.model;
  if (!request) throw new Error('the operation takes no body');
  const covered = new Set(createPositiveCases(context).flatMap(({ covers }) => covers));
  const branches = listBodyBranches(request).map(
    ({ path }) => `${context.model.operation.id}/${path}:accepted`,
  );
  const features = deriveAcceptanceClauses(request).map(({ clause }) => clause.id);
  return [...branches, ...features].filter((id) => !covered.has(id));
}

/** Returns the body of the case that covers a feature, or of its subcase if several features share the request. */
function findBody(context: PlanContext, feature: string): JsonObject {
  const id = `${context.model.operation.id}/request${feature}`;
  const found = flatten(createPositiveCases(context)).filter(({ covers }) => covers.includes(id));
  const last = found.at(-1);
  if (!last) throw new Error(`no case covers ${feature}`);
  return getJson(last) as JsonObject; // the bodies of the library are objects
}

describe('positive cases', () => {
  it.each([
    ['an object', books, 'Book'],
    ['a union', loans, 'Loan'],
  ] as const)('are valid bodies of %s, judged by ajv', (_, context, name) => {
    const validate = createValidator(name);
    const cases = flatten(createPositiveCases(context));
    expect(cases.filter((each) => !validate(getJson(each))).map(({ id }) => id)).toEqual([]);
    expect(cases.length).toBeGreaterThan(4);
  });

  it('cover every feature and every branch of the schema', () => {
    expect(listUncovered(books)).toEqual([]);
    expect(listUncovered(loans)).toEqual([]);
  });

  it('cover every feature of any object schema with valid bodies', async () => {
    await fc.assert(
      fc.asyncProperty(objectSchemas, async (Book) => {
        const context = await createContext('books:create', { schemas: { Book } });
        const validate = createValidator('Book', { Book });
        for (const each of flatten(createPositiveCases(context))) expect(validate(getJson(each))).toBe(true);
        expect(listUncovered(context)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('begin with the seed messages, unchanged', () => {
    const bodies = books.seedMessages.map(({ message }) => message.body);
    expect(createPositiveCases(books).slice(0, bodies.length).map(getJson)).toEqual(bodies);
  });

  it('show the feature that they cover', () => {
    expect(findBody(books, '/pages:accepts-null').pages).toBe(null);
    expect(findBody(books, '/title:accepts-longest').title).toMatch(/^.{20}$/su);
    expect(findBody(books, '/title:accepts-shortest').title).toMatch(/^.$/su);
    expect(findBody(books, '/homepage:accepts-any-scheme').homepage).toMatch(/^conformance:/);
    expect(findBody(books, ':accepts-extra')).toHaveProperty('x_conformance');
    expect(findBody(loans, '@ByGuest/guest:accepts-longest').guest).toMatch(/^.{10}$/su);
  });

  it('need a counterpart if a rule that the schema does not state may reject them', async () => {
    const findCase = (context: PlanContext, feature: string) =>
      flatten(createPositiveCases(context)).findLast(({ covers }) =>
        covers.includes(`${context.model.operation.id}/request${feature}`),
      );
    const isUncertain = ({ mayBeRejected, needsCounterpart }: Case): unknown => ({
      mayBeRejected,
      needsCounterpart,
    });
    const describeAll = (context: PlanContext) =>
      ['/title:accepts-longest', '/title:accepts-any-character', '/pages:accepts-null'].map((feature) => {
        const found = findCase(context, feature);
        return found && isUncertain(found);
      });
    expect(describeAll(books)).toEqual(Array(3).fill({ mayBeRejected: true, needsCounterpart: undefined }));
    const [needed, certain] = [{ needsCounterpart: true }, {}];
    expect(describeAll({ ...books, isSeedAccepted: true })).toEqual([needed, needed, needed]);
    const seedMessages = books.seedMessages.map((each) => ({ ...each, isKnownValid: true }));
    expect(describeAll({ ...books, isSeedAccepted: true, seedMessages })).toEqual([certain, needed, needed]);
  });

  it('combine nulls and additional properties of a branch, with a subcase for each', () => {
    const combined = createPositiveCases(books).filter(({ subcases }) => subcases);
    expect(combined).toHaveLength(1);
    const [first] = combined;
    expect(first && getJson(first)).toMatchObject({ pages: null, x_conformance: {} });
    for (const { covers } of first?.subcases ?? [])
      expect(first?.covers).toEqual(expect.arrayContaining([...covers]));
    expect(first?.subcases).toHaveLength(2);
  });

  it('are valid under the branch whose feature they show', () => {
    for (const branch of ['ByCard', 'ByGuest']) {
      const validate = createValidator(branch);
      const own = flatten(createPositiveCases(loans)).filter(({ covers }) =>
        covers.some((id) => id.includes(`@${branch}/`)),
      );
      expect(own.length).toBeGreaterThan(1);
      for (const each of own) expect(validate(getJson(each)), each.id).toBe(true);
    }
  });

  it('stay separate if their features together are invalid', async () => {
    const nullable = { type: ['integer', 'null'] };
    const properties = { a: nullable, b: nullable, c: { type: 'string', pattern: '' } };
    const Book = { type: 'object', required: ['c'], properties, maxProperties: 2 };
    const context = await createContext('books:create', {
      schemas: { Book },
      suites: [createSuite({ seedTemplates: [{ name: 'c', description: 'a book', body: { c: 'c' } }] })],
      fixtures: { c: 'x' },
    });
    const cases = createPositiveCases(context);
    const bodies = cases.map(getJson);
    expect(bodies).toEqual(
      expect.arrayContaining([
        { c: 'x', a: null },
        { c: 'x', b: null },
      ]),
    );
    expect(cases.filter(({ subcases }) => subcases)).toEqual([]);
  });

  it('may be rejected if their bodies are generated, as the target may reject the data', () => {
    expect(createPositiveCases(books).every(({ mayBeRejected }) => mayBeRejected)).toBe(true);
  });

  it('of an operation without body and parameters are the plain request', async () => {
    const cases = createPositiveCases(await createContext('books:list'));
    expect(cases.map(({ request, covers }) => [request.path, request.body, covers])).toEqual([
      ['/books', undefined, ['books:list/request:accepted']],
    ]);
  });
});
