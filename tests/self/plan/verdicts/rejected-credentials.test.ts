import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRejectionStatus } from '../../../../plan/verdicts/rejected-credentials.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createExchange, refusedConnection } from '../library.ts';
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
