import { describe, expect, it, test } from 'vitest';
import { explainUnverified } from '../../../../plan/verdicts/unverified-reasons.ts';
import type { Clause, Family } from '../../../../spec/clauses/clause.ts';
import type { Obstacle } from '../../../../spec/clauses/operation-coverage.ts';
import { rules } from '../../../../spec/clauses/rules.ts';
import { createContext, createSuite } from '../library.ts';

const createClause = (name: string, family: Family): Clause => ({
  ...{ id: `books:create/${name}`, level: 'MUST', family, operation: 'books:create', description: name },
});
const context = await createContext('books:create');
const suite = createSuite({
  seedTemplates: [{ name: 'known', description: 'a known book', body: { title: 'title', genre: 'genre' } }],
  missingFixtures: [{ clausePattern: /^201\//, fixtures: ['shelf'], unverifiedReason: 'no shelf is known' }],
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

describe('the remedy for an unverified clause', () => {
  const explain = (name: string, family: Family, plan: typeof context, obstacle?: Obstacle) => {
    const coverage = obstacle && { operation: 'books:create', tries: 4, obstacle };
    return explainUnverified(createClause(name, family), plan, undefined, coverage).remedy;
  };

  it('names only the variables that are missing', async () => {
    const missingFixtures = [
      { clausePattern: /^201\//, fixtures: ['shelf', 'room'], unverifiedReason: 'no shelf is known' },
    ];
    const fixtureVariables = ['shelf', 'room'].map((name) => ({
      ...{ name, variable: `LIBRARY_${name.toUpperCase()}`, secret: false, description: name },
    }));
    const known = createSuite({ missingFixtures, fixtureVariables });
    const create = (given: Record<string, string>) =>
      createContext('books:create', { suites: [known], fixtures: given });
    expect(explain('201/shelf:type', 'response shape', await create({}))).toBe(
      'set LIBRARY_SHELF or LIBRARY_ROOM',
    );
    expect(explain('201/shelf:type', 'response shape', await create({ room: '1' }))).toBe(
      'set LIBRARY_SHELF',
    );
  });

  it('is a request in the file of --fixtures, with the parts that the operation has', () => {
    expect(explain('request:accepted', 'valid requests', context)).toBe(
      'give a request that the target accepts: --fixtures=FILE with {"books:create": {"body": {…}}}',
    );
  });

  it('does not exist if a valid request is known: it only lacked the feature', () => {
    expect(explain('request/tags:accepts-null', 'valid requests', withSuite)).toBeUndefined();
    const accepted = { ...context, isSeedAccepted: true };
    expect(explain('request/tags:accepts-null', 'valid requests', accepted)).toBeUndefined();
  });

  it('is that of an operation that accepted nothing, for the clauses that need an accepted request', () => {
    const obstacle = { reason: 'each of the 4 valid requests was answered with 403', remedy: 'give a scope' };
    for (const family of ['valid requests', 'invalid requests', 'response shape'] as const)
      expect(explain('x', family, context, obstacle)).toBe('give a scope');
    expect(explain('protocol:json-spelling', 'protocol', context, obstacle)).toBe('give a scope');
    expect(explain('protocol:allow', 'protocol', context, obstacle)).toBeUndefined();
  });

  it('is that of an operation whose credentials are missing, of another kind or rejected, for all clauses', () => {
    for (const cause of ['isMissingCredential', 'isOtherCredential', 'isRejection']) {
      const obstacle = { reason: 'no request was accepted', remedy: 'give a token', [cause]: true };
      expect(explain('protocol:allow', 'protocol', context, obstacle), cause).toBe('give a token');
    }
  });
});

describe('the reason of an unverified clause', () => {
  test.each<[string, Clause, typeof context, RegExp]>([
    ['a rule', createClause('protocol:allow', 'protocol'), context, /^no .* 405/],
    ['a suite rule', createClause('semantics:shelved', 'semantics'), withSuite, /^no book was shelved$/],
    ['a missing fixture', createClause('201/shelf:type', 'response shape'), withSuite, /^no shelf is known$/],
    ['a response shape', createClause('201/shelf:type', 'response shape'), context, /^no 201 response had/],
    [
      'a valid request without fixtures',
      createClause('request:accepted', 'valid requests'),
      context,
      /^no valid request is known$/,
    ],
    [
      'a valid request',
      createClause('request:accepted', 'valid requests'),
      withSuite,
      /^no valid request with this/,
    ],
    [
      'an invalid request',
      createClause('request:type', 'invalid requests'),
      withSuite,
      /^no generated request/,
    ],
    [
      'an invalid request of an operation that accepted nothing',
      createClause('request:type', 'invalid requests'),
      context,
      /^refusals prove nothing/,
    ],
    ['a schema that is too large', createClause('request:places', 'invalid requests'), context, /too large/],
  ])('%s', (_, clause, plan, reason) => {
    expect(explainUnverified(clause, plan, undefined, undefined).reason).toMatch(reason);
  });

  it('is the status of the response if a probe got one', () => {
    const explain = (name: string, status?: number) =>
      explainUnverified(createClause(name, 'authentication'), context, undefined, undefined, status).reason;
    expect(explain('authentication:unknown')).toMatch(/^the probe was not sent/);
    expect(explain('authentication:unknown', 422)).toMatch(/^the response to its request had status 422/);
    expect(explain('authentication:unscoped', 422)).not.toMatch(/422/);
  });

  it('is the rejection if a valid request was sent for the clause', () => {
    const clause = createClause('request/a:accepts-longest', 'valid requests');
    const accepted = { ...context, isSeedAccepted: true };
    const explain = (status: number) =>
      explainUnverified(clause, accepted, undefined, undefined, status).reason;
    expect(explain(422)).toMatch(/^a valid request with this was rejected with 422/);
    expect(explain(204)).toBe('no valid request with this was sent');
  });

  it('is that of the schema if it is unsupported, for requests only', () => {
    expect(unsupported.unsupported).toBeTypeOf('string');
    const explain = (family: Family) =>
      explainUnverified(createClause('201:type', family), unsupported, undefined, undefined).reason;
    expect(explain('valid requests')).toBe(unsupported.unsupported);
    expect(explain('invalid requests')).toBe(unsupported.unsupported);
    expect(explain('response shape')).not.toBe(unsupported.unsupported);
  });

  it('names a missing fixture only while it is missing', async () => {
    const complete = await createContext('books:create', {
      suites: [suite],
      fixtures: { ...fixtures, shelf: '7' },
    });
    const clause = createClause('201/shelf:type', 'response shape');
    expect(explainUnverified(clause, complete, undefined, undefined).reason).not.toMatch(/fixture/);
  });

  it('is that of the first missing fixture that the clause needs, before that of a rule', async () => {
    const missingFixtures = [
      { clausePattern: /^202\//, fixtures: ['shelf'], unverifiedReason: 'another clause' },
      { clausePattern: /^201\//, fixtures: ['shelf', 'title'], unverifiedReason: 'no shelf' },
      { clausePattern: /^201\//, fixtures: ['room'], unverifiedReason: 'no room' },
      { clausePattern: /^semantics:/, fixtures: ['room'], unverifiedReason: 'no rule without a room' },
    ];
    const explain = async (name: string, given: Record<string, string>) => {
      const plan = await createContext('books:create', {
        suites: [{ ...suite, missingFixtures }],
        fixtures: { ...fixtures, ...given },
      });
      return explainUnverified(createClause(name, 'response shape'), plan, undefined, undefined).reason;
    };
    expect(await explain('201/shelf:type', {})).toBe('no shelf');
    expect(await explain('201/shelf:type', { shelf: '1' })).toBe('no room');
    expect(await explain('201/shelf:type', { shelf: '1', room: '2' })).toMatch(/^no 201 response/);
    expect(await explain('semantics:shelved', {})).toBe('no rule without a room');
    expect(await explain('semantics:shelved', { room: '2' })).toBe('no book was shelved');
  });

  it('ends with what was not sent', () => {
    const clause = createClause('request:type', 'invalid requests');
    const unsent = { note: '3 of 9 cases were not sent', remedy: 'raise --max-requests', isTimeout: false };
    expect(explainUnverified(clause, context, unsent, undefined)).toEqual({
      reason: expect.stringMatching(/; 3 of 9 cases were not sent$/),
      remedy: 'raise --max-requests',
    });
  });

  it('of a rule of the user is that it applied to no response', () => {
    const ofUser = { origin: 'the user', operations: new Set<string>(), judge: () => undefined };
    const own = { name: 'rule:own', level: 'MUST', description: '', ...ofUser } as const;
    const plan = { ...context, ownRules: [own] };
    const explain = (name: string) =>
      explainUnverified(createClause(name, 'semantics'), plan, undefined, undefined).reason;
    expect(explain('rule:own')).toBe('the rule applied to no response');
    expect(explain('rule:other')).not.toBe('the rule applied to no response');
  });

  it('exists for every rule, also without a context', () => {
    for (const { name, family } of rules) {
      const { reason } = explainUnverified(createClause(name, family), undefined, undefined, undefined);
      expect(reason.length, name).toBeGreaterThan(8);
    }
  });
});
