import { describe, expect, it, test } from 'vitest';
import { explainUnverified } from '../../../../plan/verdicts/unverified-reasons.ts';
import type { Clause, Family } from '../../../../spec/clauses/clause.ts';
import { rules } from '../../../../spec/clauses/rules.ts';
import { createContext, createSuite } from '../library.ts';

const createClause = (name: string, family: Family): Clause => ({
  ...{ id: `books:create/${name}`, level: 'MUST', family, operation: 'books:create', description: name },
});
const context = await createContext('books:create');
const suite = createSuite({
  seedTemplates: [{ name: 'known', description: 'a known book', body: { title: 'title', genre: 'genre' } }],
  missingFixtures: [
    { clausePattern: /^201\//, fixture: 'shelf', unverifiedReason: 'give the fixture `shelf`' },
  ],
  rules: [
    {
      ...{ name: 'semantics:shelved', level: 'MUST', schemaPointer: '#/paths', description: 'it is shelved' },
      unverifiedReason: 'no book was shelved',
    },
  ],
});
const fixtures = { title: 'Emma', genre: 'novel' };
const withSuite = await createContext('books:create', { suites: [suite], fixtures });
const unsupported = await createContext('books:create', {
  schemas: {
    Book: {
      type: 'object',
      required: ['x'],
      properties: { x: { type: 'string', minLength: 2, maxLength: 1 } },
    },
  },
});

describe('the reason of an unverified clause', () => {
  test.each<[string, Clause, typeof context, RegExp]>([
    ['a rule', createClause('protocol:allow', 'protocol'), context, /^no .* 405/],
    ['a suite rule', createClause('semantics:shelved', 'semantics'), withSuite, /^no book was shelved$/],
    [
      'a missing fixture',
      createClause('201/shelf:type', 'response shape'),
      withSuite,
      /^give the fixture `shelf`$/,
    ],
    ['a response shape', createClause('201/shelf:type', 'response shape'), context, /^no 201 response had/],
    [
      'a valid request without fixtures',
      createClause('request:accepted', 'valid requests'),
      context,
      /give fixtures/,
    ],
    [
      'a valid request',
      createClause('request:accepted', 'valid requests'),
      withSuite,
      /^no valid request with this/,
    ],
    ['an invalid request', createClause('request:type', 'invalid requests'), context, /^no generated body/],
    ['a schema that is too large', createClause('request:places', 'invalid requests'), context, /too large/],
  ])('%s', (_, clause, plan, reason) => {
    expect(explainUnverified(clause, plan, undefined)).toMatch(reason);
  });

  it('is that of the schema if it is unsupported, for requests only', () => {
    expect(unsupported.unsupported).toBeTypeOf('string');
    const explain = (family: Family) =>
      explainUnverified(createClause('201:type', family), unsupported, undefined);
    expect(explain('valid requests')).toBe(unsupported.unsupported);
    expect(explain('invalid requests')).toBe(unsupported.unsupported);
    expect(explain('response shape')).not.toBe(unsupported.unsupported);
  });

  it('names a missing fixture only while it is missing', async () => {
    const complete = await createContext('books:create', {
      suites: [suite],
      fixtures: { ...fixtures, shelf: '7' },
    });
    const reason = explainUnverified(createClause('201/shelf:type', 'response shape'), complete, undefined);
    expect(reason).not.toMatch(/fixture/);
  });

  it('ends with what was not sent', () => {
    const clause = createClause('request:type', 'invalid requests');
    expect(explainUnverified(clause, context, '3 of 9 cases were not sent')).toMatch(
      /; 3 of 9 cases were not sent$/,
    );
  });

  it('exists for every rule, also without a context', () => {
    for (const { name, family } of rules) {
      const reason = explainUnverified(createClause(name, family), undefined, undefined);
      expect(reason.length, name).toBeGreaterThan(8);
    }
  });
});
