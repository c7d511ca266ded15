import type { Row } from './row.ts';

const clause = 'request@CustomerSessionCustomerIDCreate/customer_id:format';
const accepted = 'request@CustomerSessionCustomerIDCreate:accepted';
const violates = { where: '/customer_id', clauses: [clause] };

/** What the status says of the clauses that a case is there for. */
export const served: readonly Row[] = [
  [accepted, 'holds', '201', { kind: 'valid', covers: [accepted], status: 201 }],
  [accepted, 'wrong', '422', { kind: 'valid', covers: [accepted], status: 422 }],
  [accepted, 'wrong', '200, which is not documented', { kind: 'valid', covers: [accepted], status: 200 }],
  [accepted, 'silent', 'too many requests', { kind: 'valid', covers: [accepted], status: 429 }],
  [
    accepted,
    'silent',
    '422 to made-up data',
    { kind: 'valid', mayBeRefused: true, covers: [accepted], status: 422 },
  ],
  [
    accepted,
    'silent',
    '422 to what is asked in parts',
    { kind: 'valid', hasSubcases: true, covers: [accepted], status: 422 },
  ],
  [clause, 'holds', '422', { kind: 'invalid', violates, status: 422 }],
  [clause, 'wrong', '201', { kind: 'invalid', violates, status: 201 }],
  [clause, 'wrong', '204', { kind: 'invalid', violates, status: 204 }],
  [clause, 'silent', '500', { kind: 'invalid', violates, status: 500 }],
  [clause, 'silent', '401', { kind: 'invalid', violates, status: 401 }],
  [
    'protocol:other-methods',
    'holds',
    '405',
    { covers: ['protocol:other-methods'], role: 'protocol:other-methods', status: 405 },
  ],
  [
    'protocol:other-methods',
    'wrong',
    '200',
    { covers: ['protocol:other-methods'], role: 'protocol:other-methods', status: 200 },
  ],
  ['robustness:nan', 'wrong', '201', { covers: ['robustness:nan'], role: 'robustness:nan', status: 201 }],
  ['robustness:nul', 'holds', '201', { covers: ['robustness:nul'], role: 'robustness:nul', status: 201 }],
  ['robustness:nul', 'wrong', '500', { covers: ['robustness:nul'], role: 'robustness:nul', status: 500 }],
];
