import { expect, it } from 'vitest';
import { judgeClause } from './exchange.ts';

const clause = 'request@CustomerSessionCustomerIDCreate/return_url@string:format';
const violation = { instancePointer: '/return_url', clauses: [clause] };

it.each([400, 422])(
  'a refusal with %d shows that a clause is checked only if a valid request was accepted',
  (status) => {
    const refusal = { kind: 'invalid', violation, status } as const;
    expect(judgeClause(clause, refusal)).toBe('pass');
    expect(judgeClause(clause, { ...refusal, requestAccepted: false })).toBe('undecided');
  },
);

it('an accepted violation needs no other request', () => {
  expect(judgeClause(clause, { kind: 'invalid', violation, status: 201, requestAccepted: false })).toBe(
    'fail',
  );
});
