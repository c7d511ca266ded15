import type { JsonObject } from '../../../spec/json.ts';
import type { Asked } from './ask.ts';

const url = 'https://example.com/';
const byId = (rest: JsonObject = {}): Asked => ({ body: { customer_id: '<customerId>', ...rest } });
const byExternalId = (external: string, rest: JsonObject = {}): Asked => ({
  body: { external_customer_id: external, ...rest },
});
const member = { member_id: '<memberId>' };
const teamOf = (rest: JsonObject): Asked => ({ body: { customer_id: '<teamCustomerId>', ...rest } });
const unknown = '5f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const repeated = (times: number, asked: Asked): Asked[] => Array.from({ length: times }, () => asked);
const nested = (levels: number): string =>
  `{"customer_id":"<customerId>","deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;

/** Return URLs, good and bad. */
const urls: readonly (string | number | boolean | null | string[])[] = [
  null,
  '',
  'a',
  '/a',
  5,
  false,
  0,
  ['a'],
  'http://a',
  'https://',
  'http:',
  'ftp://a.example/',
  'HTTP://Ex.COM:80/a/../b c?q=1&r=%41#f',
  'http://user:pw@127.0.0.1:8000/',
  `${url}${'a'.repeat(300)}`,
  `${url}${'a'.repeat(2081 - url.length)}`,
  `${url}${'a'.repeat(2083 - url.length)}`,
  `${url}${'a'.repeat(2084 - url.length)}`,
  `${url}${'a'.repeat(3000)}`,
  'https:// a b',
  'https://[::1',
  "https://example.com/o'neil",
  'https://example.com:8443/Some/Path/?a=1&b=2#frag',
  'https://example.com/dir/',
  'https://example.com/%7Euser/é',
];

/** Wrong values of ids. */
const ids: Asked[] = [
  byId({ customer_id: '<customerId>x' }),
  byId({ customer_id: '<customerId>!' }),
  byId({ customer_id: 5 }),
  byId({ customer_id: null }),
  byId({ customer_id: unknown }),
  byId({ customer_id: '<foreignCustomerId>' }),
  byId({ customer_id: '<foreignCustomerId>' }),
  byId({ customer_id: 'nope' }),
  byId({ customer_id: '5f0c9a6e-4a53-1d5e-9f43-0123456789ab' }),
  { body: { external_customer_id: 5 } },
  { body: { external_customer_id: null } },
  ...[
    'nobody',
    'USR_1337',
    'usr',
    'usr_1337x',
    ' usr_1337',
    'usr%',
    '',
    'nul\0',
    '\ud800',
    'globex-1',
    'kunde/größe ☃?&=%',
    '0',
    'équipe/2 🚀',
  ].map((id) => byExternalId(id)),
  byId({ member_id: 5 }),
  byId({ member_id: 'nope' }),
  byId({ member_id: null, external_member_id: null }),
  byId({ external_member_id: {} }),
  teamOf(member),
  teamOf({ external_member_id: '<externalMemberId>' }),
  teamOf({ ...member, external_member_id: '<externalMemberId>' }),
  teamOf({}),
  teamOf({ member_id: unknown }),
  teamOf({ external_member_id: 'nobody' }),
  byId(member),
  { body: { return_url: url, customer_id: '<customerId>' } },
  byId({ external_customer_id: '<externalCustomerId>' }),
  byId({ more: true }),
  { body: {} },
  { body: [] },
  { body: null },
  { body: 'text' },
];

/** Bodies that are no plain JSON. */
const texts: Asked[] = [
  { text: '{"customer_id":NaN}' },
  { text: '{"customer_id":1e999}' },
  { text: '{"customer_id":"<customerId>","n":1e999}' },
  { text: `{"customer_id":"<customerId>","n":${'1'.repeat(5000)}}` },
  { text: `{"customer_id":"<customerId>","n":"${'x'.repeat(100_000)}"}` },
  { text: nested(500) },
  { text: nested(5000) },
  { text: '{"customer_id":"x","customer_id":"<customerId>"}' },
  { text: '' },
  { text: '{"customer_id"' },
  { text: '{"customer_id":"<customerId>","__proto__":1}' },
  { text: '\ufeff{"customer_id":"<customerId>"}' },
  { text: ' \n{ "customer_id" : "<customerId>" }' },
  { text: '{"\\u0063ustomer_id":"<customerId>"}' },
  { body: Buffer.from('7b22a222', 'hex') },
  { body: Buffer.from('a2', 'hex'), type: 'text/plain' },
  { text: '{"customer_id":"<customerId>"}', type: 'text/plain' },
  { text: '{"customer_id":"<customerId>"}', type: null },
  { text: '{"customer_id":"<customerId>"}', type: 'application/json; charset=utf-8' },
  { text: '{"customer_id":"<customerId>"}', type: 'application/json; charset=UTF-8' },
];

const withCredentials = (authorization: string | null): Asked => ({ ...byId(), authorization });

const credentials: Asked[] = [
  ...[
    null,
    'Bearer',
    'Bearer ',
    'Basic <accessToken>',
    '<accessToken>',
    'bearer <accessToken>',
    'Bearer polar_oat_nope',
    'Bearer nope',
    'Bearer <accessToken>x',
    'Bearer ü',
    'Bearer <sessionToken>',
    'Bearer <cut>',
    'Bearer <unscopedAccessToken>',
  ].map(withCredentials),
  { body: {}, authorization: null },
  ...repeated(24, withCredentials('Bearer nope')),
];

const elsewhere: Asked[] = [
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'].map((method) => ({ method, type: null })),
  { method: 'PATCH', path: '/v1/customer-sessions/?_method=POST', ...byId() },
  { path: '/v1/nothing', method: 'GET' },
  { path: '/v1/customer-sessions', ...byId() },
  { path: '/v1/customers/?limit=100', method: 'GET' },
  { path: '/v1/members/?customer_id=<teamCustomerId>', method: 'GET' },
];

/** Requests that bring every fault to light, but for the rarest. */
export const battery: readonly Asked[] = [
  byId(),
  byId(),
  byId({ return_url: 'https://one.example/' }),
  byId({ return_url: 'https://two.example/' }),
  ...['bare', 'kunde', 'sparse', 'mikko', 'bareTeam', 'hooli', 'umbrella'].map(
    (name): Asked => ({
      body: {
        customer_id: `<${name}>`,
        ...(/Team|hooli|umbrella/.test(name) ? { member_id: `<${name}Member>` } : {}),
      },
    }),
  ),
  ...urls.map((return_url) => byId({ return_url })),
  ...urls.map((return_url) => byExternalId('<externalCustomerId>', { return_url })),
  byExternalId('<externalCustomerId>'),
  ...[5, 'nope', null].map((member_id) => byExternalId('<externalCustomerId>', { member_id })),
  ...[5, null].map((external_member_id) => byExternalId('<externalCustomerId>', { external_member_id })),
  ...ids,
  ...texts,
  ...credentials,
  ...elsewhere,
  ...repeated(24, byId()),
  ...repeated(24, { body: {} }),
  { text: `{"customer_id":"<customerId>","n":"${'x'.repeat(4_500_000)}"}` },
];
