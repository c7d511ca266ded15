import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNegativeCases } from '../../../../plan/cases/negative.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import { type Json, type JsonObject, parsePointer, valueAt } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createGetContext } from '../create-get-context.ts';
import {
  createContext,
  createContexts,
  createValidator,
  getJson,
  loanFixtures,
  loanSuite,
  objectSchemas,
} from '../library.ts';

const books = await createContext('books:create');
const loans = await createContext('loans:create', { suites: [loanSuite], fixtures: loanFixtures });

function listCases(context: PlanContext, rounds = 0): Case[] {
  const cases = createNegativeCases(context);
  return [...cases.firstRound, ...cases.createMoreRounds(rounds)];
}

function getViolation({ id, violation }: Case): NonNullable<Case['violation']> {
  if (!violation) throw new Error(`${id} violates nothing`);
  return violation;
}

/** Returns the body before its mutation: puts `before` back where it was, or removes `after` where it was added. */
function undo(theCase: Case): Json {
  const { instancePointer, before } = getViolation(theCase);
  const restore = (value: Json, [name, ...rest]: readonly string[]): Json => {
    if (name === undefined) return before ?? null;
    if (Array.isArray(value))
      return value.map((item, index) => (String(index) === name ? restore(item, rest) : item));
    const { [name]: child = null, ...others } = value as JsonObject; // a pointer leads through arrays and objects
    return rest.length === 0 && before === undefined ? others : { ...others, [name]: restore(child, rest) };
  };
  return restore(getJson(theCase), parsePointer(instancePointer));
}

/** Converts ajv's errors to the ids of clauses. Errors of unions, and of references to their branches, have none. */
function toClauseIds(errors: NonNullable<ReturnType<typeof createValidator>['errors']>): string[] {
  return errors
    .filter(({ keyword }) => keyword !== 'anyOf')
    .map(({ instancePath, keyword, params }) => {
      const path = instancePath.replace(/\/\d+/g, '/-');
      return keyword === 'required' ? `${path}/${params.missingProperty}:required` : `${path}:${keyword}`;
    });
}

describe('negative cases', () => {
  it.each([
    ['an object', books, 'Book'],
    ['a union', loans, 'Loan'],
  ] as const)('are invalid bodies of %s, judged by ajv', (_, context, name) => {
    const validate = createValidator(name);
    const cases = listCases(context, 2);
    expect(cases.filter((each) => validate(getJson(each))).map(({ id }) => id)).toEqual([]);
    expect(cases.length).toBeGreaterThan(20);
  });

  it.each([
    ['an object', books, 'Book'],
    ['a union', loans, 'Loan'],
  ] as const)('are valid bodies of %s again when their mutation is undone', (_, context, name) => {
    const validate = createValidator(name);
    const invalid = listCases(context, 2).filter((each) => !validate(undo(each)));
    expect(invalid.map(({ id }) => id)).toEqual([]);
  });

  it('hold the values that they report as changed', () => {
    for (const each of [...listCases(books, 2), ...listCases(loans, 2)]) {
      const { instancePointer, before, after } = getViolation(each);
      expect(valueAt(getJson(each), instancePointer)).toEqual(after);
      expect(after).not.toEqual(before);
    }
  });

  it('violate every clause that they name, and no clause that they do not', () => {
    const validate = createValidator('Book');
    for (const each of listCases(books, 2)) {
      validate(getJson(each));
      const named = getViolation(each).clauses.map((id) => id.replace('books:create/request', ''));
      const found = toClauseIds(validate.errors ?? []);
      const strict = named
        .filter((id) => id.endsWith(':format-strict'))
        .map((id) => id.replace('-strict', ''));
      expect(new Set([...named, ...strict].filter((id) => !id.endsWith('-strict'))), each.id).toEqual(
        new Set(found),
      );
    }
  });

  it('violate, under a union, a clause of every branch that allows the body before', () => {
    const branches = ['ByCard', 'ByGuest'].map((name) => ({ name, validate: createValidator(name) }));
    for (const each of listCases(loans, 2)) {
      const before = branches.filter(({ validate }) => validate(undo(each))).map(({ name }) => name);
      const violated = before.filter((name) =>
        getViolation(each).clauses.some((id) => id.includes(`@${name}`)),
      );
      if (!getViolation(each).clauses.some((id) => id.endsWith(':anyOf')))
        expect(violated, each.id).toEqual(before);
      expect(before.length).toBeGreaterThan(0);
    }
  });

  it('violate every clause of the schema', () => {
    for (const context of [books, loans]) {
      const violated = new Set(listCases(context).flatMap((each) => getViolation(each).clauses));
      const clauses = context.model.clauses.filter(
        ({ family, level, keyword }) => family === 'invalid requests' && level === 'MUST' && keyword,
      );
      expect(clauses.length).toBeGreaterThan(6);
      expect(clauses.map(({ id }) => id).filter((id) => !violated.has(id))).toEqual([]);
    }
  });

  it('are invalid bodies of any object schema, and valid when undone', async () => {
    await fc.assert(
      fc.asyncProperty(objectSchemas, async (Book) => {
        const context = await createContext('books:create', { schemas: { Book } });
        const validate = createValidator('Book', { Book });
        for (const each of listCases(context, 1)) {
          expect(validate(getJson(each)), each.id).toBe(false);
          expect(validate(undo(each)), each.id).toBe(true);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('violate a clause that occurs once in two ways, and each differently in later rounds', () => {
    const listKinds = (rounds: number) =>
      listCases(books, rounds)
        .map(({ id }) => id)
        .filter((id) => id.startsWith('books:create/invalid/request/title:type~'));
    expect(listKinds(0)).toHaveLength(2);
    expect(new Set(listKinds(2)).size).toBe(4);
  });

  it('violate one clause in at most ten ways, and one of a parameter in at most eight', async () => {
    const schema: Json = { type: 'string', format: 'uri' };
    const Book: JsonObject = { type: 'object', required: ['link'], properties: { link: schema } };
    const since: Json = { name: 'since', in: 'query', schema: { type: 'string', format: 'date-time' } };
    for (const [limit, context] of [
      [10, await createContext('books:create', { schemas: { Book } })],
      [8, await createGetContext('/books', [since])],
    ] as const) {
      const cases = listCases(context, 30);
      expect(new Set(cases.map(({ id, request }) => id + JSON.stringify(request))).size).toBe(cases.length);
      const clauses = new Map<string, number>();
      for (const { id } of cases) {
        const clause = id.split('~')[0] ?? '';
        clauses.set(clause, (clauses.get(clause) ?? 0) + 1);
      }
      expect(Math.max(...clauses.values())).toBe(limit);
    }
  });

  it('violate the same property of two branches in different ways', async () => {
    const branch: JsonObject = {
      type: 'object',
      required: ['days'],
      properties: { days: { type: 'integer' } },
    };
    const context = await createContext('loans:create', { schemas: { ByCard: branch, ByGuest: branch } });
    const kinds = listCases(context)
      .filter(({ id }) => /@By\w+\/days:type~/.test(id))
      .map(({ id }) => id.split('~')[1]);
    expect(kinds.length).toBeGreaterThan(1);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  it('are generated on demand', () => {
    const { firstRound } = createNegativeCases(books);
    const [first] = firstRound;
    expect(first?.kind).toBe('invalid');
  });

  it('do not exist for an operation without a body', async () => {
    expect(listCases(await createContext('books:list'), 3)).toEqual([]);
  });

  it('of a form are texts that no server reads as a valid value', async () => {
    const schema: Json = {
      type: 'object',
      required: ['n', 'flag', 'word'],
      properties: {
        n: { type: 'integer' },
        flag: { type: 'boolean' },
        word: { type: 'string', minLength: 2 },
      },
    };
    const content: Json = { 'application/x-www-form-urlencoded': { schema } };
    const responses: Json = { 200: { description: 'OK' } };
    const post: Json = { operationId: 'a', requestBody: { required: true, content }, responses };
    const plan = (
      await createContexts(await loadDocument(createDocument({}, { paths: { '/a': { post } } })))
    ).get('a');
    if (!plan) throw new Error('the document has no operation');
    const cases = listCases(plan, 2);
    const forms = cases.map(
      ({ request: { body } }) => new URLSearchParams(body && 'text' in body ? body.text : ''),
    );
    const isValid = (fields: URLSearchParams) =>
      /^-?\d+$/.test(fields.get('n') ?? '') &&
      /^(true|false|0|1|yes|no|on|off|t|f|y|n)$/i.test(fields.get('flag') ?? '') &&
      [...(fields.get('word') ?? '')].length > 1;
    expect(forms.filter(isValid).map(String)).toEqual([]);
    const keywords = new Set(cases.map((each) => getViolation(each).keyword));
    expect([...keywords].toSorted()).toEqual(['minLength', 'required', 'type']);
  });

  it('of a recursive schema violate it within itself first', async () => {
    const node: JsonObject = {
      ...{ type: 'object', required: ['name'] },
      properties: { name: { type: 'string' }, child: { $ref: '#/components/schemas/Book' } },
    };
    const cases = listCases(await createContext('books:create', { schemas: { Book: node } }));
    const violations = cases.map((each) => [
      getViolation(each).clauses[0],
      getViolation(each).instancePointer,
    ]);
    expect(violations).toEqual(
      [
        ...[
          [':type', '/child'],
          [':type', ''],
          ['/name:required', '/child/name'],
          ['/name:required', '/name'],
        ],
        ...[
          ['/name:type', '/name'],
          ['/name:type', '/name'],
        ],
      ].map(([clause, pointer]) => [`books:create/request${clause}`, pointer]),
    );
  });
});
