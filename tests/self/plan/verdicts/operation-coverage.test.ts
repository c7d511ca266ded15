import { describe, expect, it } from 'vitest';
import { addToOperationCounts, createOperationCounts } from '../../../../plan/verdicts/operation-counts.ts';
import { createOperationCoverage } from '../../../../plan/verdicts/operation-coverage.ts';
import type { OperationCoverage } from '../../../../spec/clauses/operation-coverage.ts';
import type { Json } from '../../../../spec/json.ts';
import { createGetContext } from '../create-get-context.ts';
import { createExchange, createFakeClient } from '../library.ts';
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

  it('has an obstacle if nothing was answered, and none after one success', async () => {
    expect((await cover('/books', [])).obstacle?.reason).toBe('no valid request got a response');
    expect(await cover('/books', [404, 200])).toEqual({ operation: 'get', tries: 2 });
  });
});
