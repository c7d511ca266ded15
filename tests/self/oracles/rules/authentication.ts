import type { ExpectedOutcome } from './expected-outcome.ts';

const challenge = (value: string) => [
  ['Content-Type', 'application/json'] as const,
  ['www-authenticate', value] as const,
];

/** Rules about credentials. */
export const authentication: readonly ExpectedOutcome[] = [
  [
    'authentication:challenge',
    'pass',
    'a 401 with a challenge',
    { status: 401, headers: challenge('Bearer') },
  ],
  [
    'authentication:challenge',
    'fail',
    'a 401 with an empty challenge',
    { status: 401, headers: challenge(' ') },
  ],
  ['authentication:challenge', 'fail', 'a 401 without a challenge', { status: 401 }],
  ['authentication:challenge', 'undecided', 'a 403', { status: 403 }],
  [
    'authentication:challenge-scheme',
    'pass',
    'one of several schemes',
    { status: 401, headers: challenge('Basic realm="x", BEARER realm="y"') },
  ],
  [
    'authentication:challenge-scheme',
    'fail',
    'another scheme',
    { status: 401, headers: challenge('Basic realm="bearer"') },
  ],
  ['authentication:challenge-scheme', 'undecided', 'no challenge at all', { status: 401 }],
  [
    'authentication:nothing-granted',
    'pass',
    'a rejection',
    { status: 422, json: { detail: [{ msg: 'no' }] } },
  ],
  [
    'authentication:nothing-granted',
    'fail',
    'a rejection with a token',
    { status: 401, json: { token: '‹session token 3›' } },
  ],
  [
    'authentication:nothing-granted',
    'pass',
    'a token that the request contained',
    { status: 422, sent: { return_url: '‹session token 3›' }, json: { input: '‹session token 3›' } },
  ],
  [
    'authentication:nothing-granted',
    'pass',
    'the token with which the request was sent',
    { status: 401, credentials: 'session', json: { token: '‹session token 3›' } },
  ],
  ['authentication:nothing-granted', 'undecided', 'a session', { status: 201, json: {} }],
  ['authentication:secret-kept', 'pass', 'a response without credentials', { status: 201, json: {} }],
  [
    'authentication:secret-kept',
    'fail',
    'the access token in the body',
    { status: 422, json: { hint: '‹access token›' } },
  ],
  [
    'authentication:secret-kept',
    'fail',
    'a part of the access token in a header',
    { status: 201, headers: [['X-Debug', 'Bearer ‹part of access token›']] },
  ],
  ...[
    '‹unscoped access token›',
    '‹part of unscoped access token›',
    '‹credential x-key›',
    '‹part of credential x›',
  ].map((text): ExpectedOutcome => ['authentication:secret-kept', 'fail', text, { status: 200, text }]),
  ...['‹session token 1›', 'access token', '‹credential ›'].map(
    (text): ExpectedOutcome => ['authentication:secret-kept', 'pass', text, { status: 200, text }],
  ),
  ...[
    ['Basic realm="x"', 'Bearer'],
    ['Bearer', 'Basic realm="x"'],
  ].map(
    (values): ExpectedOutcome => [
      'authentication:challenge-scheme',
      'pass',
      `the fields ${values.join('; ')}`,
      { status: 401, headers: values.map((value) => ['WWW-Authenticate', value] as const) },
    ],
  ),
  [
    'authentication:challenge',
    'pass',
    'an empty field and a challenge',
    { status: 401, headers: ['', 'Bearer'].map((value) => ['WWW-Authenticate', value] as const) },
  ],
  ['authentication:challenge-scheme', 'undecided', 'a 403', { status: 403, headers: challenge('Basic') }],
  ...['Bearer', 'bearer realm="x"', 'Basic, Bearer', 'Basic,Bearer error="x"'].map(
    (value): ExpectedOutcome => [
      'authentication:challenge-scheme',
      'pass',
      value,
      { status: 401, headers: challenge(value) },
    ],
  ),
  ...['Bearerx', 'x-bearer', 'Basic realm="x" bearer'].map(
    (value): ExpectedOutcome => [
      'authentication:challenge-scheme',
      'fail',
      value,
      { status: 401, headers: challenge(value) },
    ],
  ),
  ['authentication:nothing-granted', 'undecided', '399', { status: 399, text: '‹session token 3›' }],
  ['authentication:nothing-granted', 'fail', '400', { status: 400, text: '‹session token 3›' }],
  ['authentication:nothing-granted', 'fail', '500', { status: 500, text: '‹session token 12›' }],
  [
    'authentication:none',
    'pass',
    '401',
    { status: 401, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:none',
    'fail',
    '422',
    { status: 422, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:none',
    'fail',
    '201',
    { status: 201, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:none',
    'undecided',
    'too many requests',
    { status: 429, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:empty',
    'pass',
    '400, which RFC 6750 allows',
    { status: 400, credentials: 'empty', covers: ['authentication:empty'] },
  ],
  [
    'authentication:unscoped',
    'fail',
    '401 for a token that is valid',
    { status: 401, credentials: 'unscoped', covers: ['authentication:unscoped'] },
  ],
];
