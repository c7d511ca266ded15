import type { Row } from './row.ts';

const challenge = (value: string) => [
  ['Content-Type', 'application/json'] as const,
  ['www-authenticate', value] as const,
];

/** What answers say of credentials. */
export const authentication: readonly Row[] = [
  [
    'authentication:challenge',
    'holds',
    'a 401 with a challenge',
    { status: 401, headers: challenge('Bearer') },
  ],
  [
    'authentication:challenge',
    'wrong',
    'a 401 with an empty challenge',
    { status: 401, headers: challenge(' ') },
  ],
  ['authentication:challenge', 'wrong', 'a 401 without one', { status: 401 }],
  ['authentication:challenge', 'silent', 'a 403', { status: 403 }],
  [
    'authentication:challenge-scheme',
    'holds',
    'one of several schemes',
    { status: 401, headers: challenge('Basic realm="x", BEARER realm="y"') },
  ],
  [
    'authentication:challenge-scheme',
    'wrong',
    'another scheme',
    { status: 401, headers: challenge('Basic realm="bearer"') },
  ],
  ['authentication:challenge-scheme', 'silent', 'no challenge at all', { status: 401 }],
  [
    'authentication:nothing-granted',
    'holds',
    'a refusal',
    { status: 422, json: { detail: [{ msg: 'no' }] } },
  ],
  [
    'authentication:nothing-granted',
    'wrong',
    'a refusal with a token',
    { status: 401, json: { token: '‹session token 3›' } },
  ],
  [
    'authentication:nothing-granted',
    'holds',
    'a token that was sent, shown again',
    { status: 422, sent: { return_url: '‹session token 3›' }, json: { input: '‹session token 3›' } },
  ],
  [
    'authentication:nothing-granted',
    'holds',
    'the token by which it was asked',
    { status: 401, credentials: 'session', json: { token: '‹session token 3›' } },
  ],
  ['authentication:nothing-granted', 'silent', 'a session', { status: 201, json: {} }],
  ['authentication:secret-kept', 'holds', 'an answer without secrets', { status: 201, json: {} }],
  [
    'authentication:secret-kept',
    'wrong',
    'the access token in the body',
    { status: 422, json: { hint: '‹access token›' } },
  ],
  [
    'authentication:secret-kept',
    'wrong',
    'a part of the access token in a header',
    { status: 201, headers: [['X-Debug', 'Bearer ‹part of access token›']] },
  ],
  [
    'authentication:none',
    'holds',
    '401',
    { status: 401, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:none',
    'wrong',
    '422',
    { status: 422, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:none',
    'wrong',
    '201',
    { status: 201, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:none',
    'silent',
    'too many requests',
    { status: 429, credentials: 'none', covers: ['authentication:none'] },
  ],
  [
    'authentication:empty',
    'holds',
    '400, as RFC 6750 has it',
    { status: 400, credentials: 'empty', covers: ['authentication:empty'] },
  ],
  [
    'authentication:unscoped',
    'wrong',
    '401 for a token that is valid',
    { status: 401, credentials: 'unscoped', covers: ['authentication:unscoped'] },
  ],
];
