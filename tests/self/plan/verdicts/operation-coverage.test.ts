import { describe, expect, it } from 'vitest';
import { addToOperationCounts, createOperationCounts } from '../../../../plan/verdicts/operation-counts.ts';
import { createOperationCoverage } from '../../../../plan/verdicts/operation-coverage.ts';
import type { OperationCoverage } from '../../../../spec/clauses/operation-coverage.ts';
import type { Json } from '../../../../spec/json.ts';
import { createGetContext } from '../create-get-context.ts';
import { createContext, createExchange, createFakeClient } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

/** The coverage of an operation whose valid requests got these statuses. */
async function cover(path: string, statuses: readonly number[]): Promise<OperationCoverage> {
  const isbn: Json = { name: 'isbn', in: 'path', required: true, schema: { type: 'string' } };
  const context = await createGetContext(path, path.includes('{') ? [isbn] : []);
  const counts = createOperationCounts();
  for (const [id, status] of statuses.entries()) {
    const exchange = createExchange(id, createCase('a', { kind: 'valid' }), { status, json: 'closed' });
    addToOperationCounts(counts, context.model.operation, exchange);
  }
  return createOperationCoverage(
    context,
    counts,
    createFakeClient(() => ({ status: 500 })),
  );
}

describe('an operation without success', () => {
  it.each<[string, number, RegExp]>([
    ['/books', 404, /check the base URL/],
    ['/books/{isbn}', 404, /--fixtures=FILE/], // the book may not exist
    ['/books', 400, /--fixtures=FILE/],
    ['/books', 429, /lower --rate/],
    ['/books', 204, /add the status to the document/],
    ['/books', 299, /add the status to the document/],
    ['/books', 399, /check the scheme, host and path/],
    ['/books', 499, /--fixtures=FILE/],
    ['/books', 300, /check the scheme, host and path/],
    ['/books', 302, /check the scheme, host and path/],
    ['/books', 401, /--fixtures=FILE/], // it requires no credentials
    ['/books', 403, /--fixtures=FILE/],
    ['/books', 500, /log of the target/],
  ])('has a remedy for %s and %d', async (path, status, remedy) => {
    const { obstacle, lastRejection } = await cover(path, [status, status]);
    expect(obstacle?.reason).toBe(`each of the 2 valid requests was answered with ${status}`);
    expect(obstacle?.remedy).toMatch(remedy);
    expect(lastRejection).toMatchObject({ exchange: 1, status, excerpt: '"closed"' });
  });

  it('does not blame one status where the answers differ', async () => {
    const { obstacle } = await cover('/books', [404, 400]);
    expect(obstacle?.reason).toBe('none of the 2 valid requests got a documented success');
  });

  it('names a success that the document does not list, also among rejections', async () => {
    const { obstacle } = await cover('/books', [400, 204, 422]);
    expect(obstacle?.reason).toBe('its success responses have status 204, which the document does not list');
    expect(obstacle?.remedy).toMatch(/add the status to the document/);
  });

  it('has an obstacle if nothing was answered, and none after one success', async () => {
    expect((await cover('/books', [])).obstacle?.reason).toBe('no valid request got a response');
    expect(await cover('/books', [404, 200])).toEqual({ operation: 'get', tries: 2 });
  });

  it.each([
    [1, 'the only valid request was answered with 404'],
    [2, 'each of the 2 valid requests was answered with 404'],
  ])('counts %d requests', async (count, reason) => {
    expect((await cover('/books', Array(count).fill(404))).obstacle?.reason).toBe(reason);
  });
});

/** The coverage of `books:create`, which needs a token, after these statuses. */
async function coverSecured(
  statuses: readonly number[],
  { hasCredentials = true, kind = 'valid' as const, text = '' } = {},
): Promise<OperationCoverage> {
  const context = await createContext('books:create');
  const counts = createOperationCounts();
  for (const [id, status] of statuses.entries()) {
    const exchange = createExchange(id, createCase('a', { kind }), { status, json: text });
    addToOperationCounts(counts, context.model.operation, exchange);
  }
  const client = { ...createFakeClient(() => ({ status: 500 })), hasCredentials: () => hasCredentials };
  return createOperationCoverage(context, counts, client);
}

describe('an operation that needs credentials', () => {
  it.each<[number, boolean, object]>([
    [401, true, { remedy: 'check CONFORMANCE_CREDENTIAL_TOKEN' }],
    [403, true, { remedy: 'give credentials that may do this', isRejection: true }],
    [404, true, { remedy: expect.stringContaining('base URL') }],
    [
      401,
      false,
      {
        reason: 'it needs the credentials of `token`, which were not given',
        ...{ remedy: 'set CONFORMANCE_CREDENTIAL_TOKEN', isMissingCredential: true },
      },
    ],
  ])('that got %d, with credentials: %s, has the obstacle %j', async (status, hasCredentials, expected) => {
    const { obstacle } = await coverSecured([status], { hasCredentials });
    const reason = `the only valid request was answered with ${status}`;
    expect(obstacle).toEqual({ reason, ...expected });
  });

  it('has the obstacle that the token is one of another scheme', async () => {
    const context = await createContext('books:create');
    const client = { hasCredentials: () => false, findUnusableToken: () => ['oat'] };
    const { obstacle } = createOperationCoverage(context, createOperationCounts(), client);
    expect(obstacle).toEqual({
      reason: 'it accepts only the credentials of `token`, and the access token is one of `oat`',
      remedy: 'set CONFORMANCE_CREDENTIAL_TOKEN',
      isOtherCredential: true,
    });
  });

  it('has no obstacle after a success, with or without credentials', async () => {
    const coverage = await coverSecured([404, 201], { hasCredentials: false });
    expect(coverage).toEqual({ operation: 'books:create', tries: 2 });
  });

  it.each([
    [199, 199],
    [200, 200],
    [300, 200],
  ])('quotes of a rejection of %d characters the first %d', async (length, kept) => {
    const { lastRejection } = await coverSecured([422, 404], { text: 'x'.repeat(length - 2) });
    expect(lastRejection).toMatchObject({ exchange: 1, status: 404 });
    expect(lastRejection?.excerpt).toHaveLength(kept);
  });
});

it.each<[title: string, scopes: string[], remedy: string]>([
  [
    'scopes',
    ['books:write', 'books:all'],
    'give credentials that may do this: scope books:write or books:all',
  ],
  ['no scopes', [], 'give credentials that may do this'],
])('the remedy for a 403 names the scopes of the operation: %s', async (_, scopes, remedy) => {
  const context = await createContext('books:create');
  const { operation } = context.model;
  const security = operation.security.map((schemes) => schemes.map((scheme) => ({ ...scheme, scopes })));
  const counts = createOperationCounts();
  addToOperationCounts(
    counts,
    operation,
    createExchange(1, createCase('a', { kind: 'valid' }), { status: 403 }),
  );
  const model = { ...context.model, operation: { ...operation, security } };
  const client = createFakeClient(() => ({ status: 500 }));
  const { obstacle } = createOperationCoverage({ ...context, model }, counts, client);
  expect(obstacle).toEqual({
    reason: 'the only valid request was answered with 403',
    remedy,
    isRejection: true,
  });
  const unsupported = createOperationCoverage({ ...context, unsupported: 'too complex' }, counts, client);
  expect(unsupported.obstacle).toEqual({ reason: 'too complex' });
});
