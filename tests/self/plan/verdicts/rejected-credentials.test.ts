import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToOperationCounts, createOperationCounts } from '../../../../plan/verdicts/operation-counts.ts';
import {
  findRejectedOperations,
  findRejectionStatus,
} from '../../../../plan/verdicts/rejected-credentials.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import {
  createContexts,
  createExchange,
  createFakeClient,
  loadLibrary,
  refusedConnection,
} from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const request = createCase('a').request;
const withCredentials = (kind: Case['kind'], credentials: Case['request']['credentials']): Case =>
  createCase('a', { kind, request: { ...request, credentials } });

const valid = withCredentials('valid', 'access');
/** Cases whose response shows nothing about the access token. */
const others = [
  withCredentials('probe', 'access'),
  withCredentials('invalid', 'access'),
  withCredentials('valid', 'none'),
];

test('credentials are rejected if every valid request that carried them got the same 401 or 403', () => {
  const statuses = fc.array(fc.constantFrom(201, 401, 403, 422, 500), { maxLength: 5 });
  const otherStatuses = fc.array(fc.tuple(fc.constantFrom(...others), fc.constantFrom(201, 401, 403)));
  fc.assert(
    fc.property(statuses, otherStatuses, (own, ignored) => {
      const exchanges = [
        ...ignored.map(([theCase, status]) => createExchange(1, theCase, { status })),
        ...own.map((status) => createExchange(2, valid, { status })),
      ];
      const distinct = [...new Set(own)];
      const expected =
        distinct.length === 1 && [401, 403].includes(distinct[0] ?? 0) ? distinct[0] : undefined;
      expect(findRejectionStatus(exchanges)).toBe(expected);
    }),
  );
});

test('a request without response shows nothing about the credentials', () => {
  const exchanges = [createExchange(1, valid, refusedConnection), createExchange(2, valid, { status: 401 })];
  expect(findRejectionStatus(exchanges)).toBe(401);
  expect(findRejectionStatus(exchanges.slice(0, 1))).toBeUndefined();
});

test.each([
  [true, undefined], // no response shows that the credentials of the loans are rejected
  [false, ['books:create']],
])('only operations with credentials count: those of the loans are given: %s', async (isGiven, rejected) => {
  const contexts = await createContexts(await loadLibrary(), {
    operations: ['books:create', 'loans:create'],
  });
  const [books, loans] = contexts.values();
  if (!books || !loans) throw new Error('the library has both');
  const { security } = books.model.operation;
  const secured = { ...loans, model: { ...loans.model, operation: { ...loans.model.operation, security } } };
  const counts = createOperationCounts();
  addToOperationCounts(counts, books.model.operation, createExchange(1, valid, { status: 403 }));
  const recorder = {
    operationCounts: (id: string) => (id === 'books:create' ? counts : createOperationCounts()),
  };
  const client = {
    ...createFakeClient(() => ({ status: 500 })),
    hasCredentials: (id: string) => isGiven || id === 'books:create',
  };
  const all = new Map([...contexts, ['loans:create', secured]]);
  const found = findRejectedOperations(all, recorder, client);
  expect(found && [...found.keys()]).toEqual(rejected);
});
