import { describe, expect, it } from 'vitest';
import {
  addToOperationCounts,
  createOperationCounts,
  isAccepted,
} from '../../../../plan/verdicts/operation-counts.ts';
import { isRejected } from '../../../../plan/verdicts/rejected-credentials.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { Credentials } from '../../../../spec/openapi/request.ts';
import { createContext, createExchange } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const { operation } = (await createContext('books:create')).model; // an operation that documents 401

/** Whether the credentials count as rejected after these responses. */
function judge(...sent: [kind: Case['kind'], credentials: Credentials, status: number][]): boolean {
  const counts = createOperationCounts();
  for (const [index, [kind, credentials, status]] of sent.entries()) {
    const request = { ...createCase('a').request, credentials };
    addToOperationCounts(
      counts,
      operation,
      createExchange(index, createCase('a', { kind, request }), { status }),
    );
  }
  return isRejected(operation, counts);
}

describe('the credentials of an operation are rejected', () => {
  it('if every request with them got 403, which the document does not list', () => {
    expect(judge(['valid', 'access', 403])).toBe(true);
    expect(judge(['valid', 'access', 403], ['valid', 'access', 201])).toBe(false);
    expect(judge(['valid', 'access', 403], ['invalid', 'access', 422])).toBe(false);
  });

  it('if an invalid message got a documented 401, as a login answers only valid ones so', () => {
    expect(judge(['valid', 'access', 401])).toBe(false);
    expect(judge(['valid', 'access', 401], ['invalid', 'access', 401])).toBe(true);
    expect(judge(['valid', 'access', 401], ['invalid', 'access', 422])).toBe(false);
  });

  it('independent of the responses to probes and to other credentials', () => {
    expect(judge(['valid', 'access', 403], ['probe', 'access', 405], ['valid', 'lowercase', 201])).toBe(true);
    expect(judge(['probe', 'none', 401], ['probe', 'access', 403])).toBe(false);
  });
});

describe('a response to a valid request is a success', () => {
  it.each<[documented: string[], status: number, isSuccess: boolean]>([
    [['201'], 201, true],
    [['201'], 200, false],
    [['2XX'], 204, true],
    [['303'], 303, true],
    [['201'], 302, false],
    [['default'], 200, true],
    [['default'], 302, false], // `default` does not list a redirection
    [['404'], 200, true], // the document lists no success
    [['404'], 302, false],
    [['404', 'default'], 404, false],
    [['400'], 400, false],
    [['4XX'], 400, false],
    [['3XX'], 399, true],
    [['3XX'], 299, false],
    [['default'], 299, true],
    [['default'], 300, false],
    [['404'], 299, true],
    [['404'], 300, false],
    [['2xx'], 201, true],
    [['500'], 500, false],
    [['404'], 199, false],
  ])('where %j is documented and the status is %d: %s', (documented, status, isSuccess) => {
    const responses = documented.map((key) => ({
      ...{ status: key, pointer: operation.pointer, description: '', headers: [], content: [], links: [] },
    }));
    const counts = createOperationCounts();
    const exchange = createExchange(1, createCase('a', { kind: 'valid' }), { status });
    addToOperationCounts(counts, { ...operation, responses }, exchange);
    expect(counts.hasSuccess).toBe(isSuccess);
    expect(isAccepted({ ...operation, responses }, exchange)).toBe(isSuccess || status < 300);
    expect(counts.lastRejection).toBe(isSuccess ? undefined : exchange);
  });
});
