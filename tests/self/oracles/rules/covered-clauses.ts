import type { ExpectedOutcome } from './expected-outcome.ts';

const clause = 'request@CustomerSessionCustomerIDCreate/customer_id:format';
const accepted = 'request@CustomerSessionCustomerIDCreate:accepted';
const acceptsNull = 'request@CustomerSessionCustomerExternalIDCreate/member_id@null:accepts-null';
const violation = { instancePointer: '/customer_id', clauses: [clause] };

/** The clauses that a case covers or violates, which its status decides. */
export const coveredClauses: readonly ExpectedOutcome[] = [
  [accepted, 'pass', '201', { kind: 'valid', covers: [accepted], status: 201 }],
  [accepted, 'fail', '422', { kind: 'valid', covers: [accepted], status: 422 }],
  [accepted, 'fail', 'an undocumented 200', { kind: 'valid', covers: [accepted], status: 200 }],
  [acceptsNull, 'pass', 'an undocumented 200', { kind: 'valid', covers: [acceptsNull], status: 200 }],
  [acceptsNull, 'fail', '422', { kind: 'valid', covers: [acceptsNull], status: 422 }],
  [accepted, 'undecided', 'too many requests', { kind: 'valid', covers: [accepted], status: 429 }],
  [
    accepted,
    'undecided',
    '422 to a valid case without fixtures',
    { kind: 'valid', mayBeRejected: true, covers: [accepted], status: 422 },
  ],
  [
    accepted,
    'undecided',
    '422 to a combined case',
    { kind: 'valid', hasSubcases: true, covers: [accepted], status: 422 },
  ],
  [clause, 'pass', '422', { kind: 'invalid', violation, status: 422 }],
  [clause, 'fail', '201', { kind: 'invalid', violation, status: 201 }],
  [clause, 'fail', '204', { kind: 'invalid', violation, status: 204 }],
  [clause, 'undecided', 'a conflict', { kind: 'invalid', violation, status: 409 }],
  [accepted, 'undecided', 'a conflict', { kind: 'valid', covers: [accepted], status: 409 }],
  [clause, 'undecided', '500', { kind: 'invalid', violation, status: 500 }],
  [clause, 'undecided', '401', { kind: 'invalid', violation, status: 401 }],
  [
    'protocol:other-methods',
    'pass',
    '405',
    { covers: ['protocol:other-methods'], role: 'protocol:other-methods', status: 405 },
  ],
  [
    'protocol:other-methods',
    'fail',
    '200',
    { covers: ['protocol:other-methods'], role: 'protocol:other-methods', status: 200 },
  ],
  ['robustness:nan', 'fail', '201', { covers: ['robustness:nan'], role: 'robustness:nan', status: 201 }],
  ['robustness:nul', 'pass', '201', { covers: ['robustness:nul'], role: 'robustness:nul', status: 201 }],
  ['robustness:nul', 'fail', '500', { covers: ['robustness:nul'], role: 'robustness:nul', status: 500 }],
];
