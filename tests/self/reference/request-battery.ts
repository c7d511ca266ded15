import type { JsonObject } from '../../../spec/json.ts';
import type { TestRequest } from './send-request.ts';

const url = 'https://example.com/';
const byId = (properties: JsonObject = {}): TestRequest => ({
  body: { customer_id: '<customerId>', ...properties },
});
const byExternalId = (externalId: string, properties: JsonObject = {}): TestRequest => ({
  body: { external_customer_id: externalId, ...properties },
});
const member = { member_id: '<memberId>' };
const byTeamId = (properties: JsonObject): TestRequest => ({
  body: { customer_id: '<teamCustomerId>', ...properties },
});
const unknownId = '5f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const repeat = (times: number, request: TestRequest): TestRequest[] =>
  Array.from({ length: times }, () => request);
const nestArrays = (levels: number): string =>
  `{"customer_id":"<customerId>","deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;

/** Valid and invalid return URLs. */
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

/** Bodies with unusual and invalid ids. */
const ids: TestRequest[] = [
  byId({ customer_id: '<customerId>x' }),
  byId({ customer_id: '<customerId>!' }),
  byId({ customer_id: 5 }),
  byId({ customer_id: null }),
  byId({ customer_id: unknownId }),
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
  byTeamId(member),
  byTeamId({ external_member_id: '<externalMemberId>' }),
  byTeamId({ ...member, external_member_id: '<externalMemberId>' }),
  byTeamId({}),
  byTeamId({ member_id: unknownId }),
  byTeamId({ external_member_id: 'nobody' }),
  byId(member),
  { body: { return_url: url, customer_id: '<customerId>' } },
  byId({ external_customer_id: '<externalCustomerId>' }),
  byId({ more: true }),
  { body: {} },
  { body: [] },
  { body: null },
  { body: 'text' },
];

/** Bodies with unusual or invalid JSON. */
const rawBodies: TestRequest[] = [
  { text: '{"customer_id":NaN}' },
  { text: '{"customer_id":1e999}' },
  { text: '{"customer_id":"<customerId>","n":1e999}' },
  { text: `{"customer_id":"<customerId>","n":${'1'.repeat(5000)}}` },
  { text: `{"customer_id":"<customerId>","n":"${'x'.repeat(100_000)}"}` },
  { text: nestArrays(500) },
  { text: nestArrays(5000) },
  { text: '{"customer_id":"x","customer_id":"<customerId>"}' },
  { text: '' },
  { text: '{"customer_id"' },
  { text: '{"customer_id":"<customerId>","__proto__":1}' },
  { text: '\ufeff{"customer_id":"<customerId>"}' },
  { text: ' \n{ "customer_id" : "<customerId>" }' },
  { text: '{"\\u0063ustomer_id":"<customerId>"}' },
  { body: Buffer.from('7b22a222', 'hex') },
  { body: Buffer.from('a2', 'hex'), contentType: 'text/plain' },
  { text: '{"customer_id":"<customerId>"}', contentType: 'text/plain' },
  { text: '{"customer_id":"<customerId>"}', contentType: null },
  { text: '{"customer_id":"<customerId>"}', contentType: 'application/json; charset=utf-8' },
  { text: '{"customer_id":"<customerId>"}', contentType: 'application/json; charset=UTF-8' },
];

const withCredentials = (authorization: string | null): TestRequest => ({ ...byId(), authorization });

const credentials: TestRequest[] = [
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
    'Bearer <truncatedToken>',
    'Bearer <unscopedAccessToken>',
  ].map(withCredentials),
  { body: {}, authorization: null },
  ...repeat(24, withCredentials('Bearer nope')),
];

const otherMethodsAndPaths: TestRequest[] = [
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'].map((method) => ({ method, type: null })),
  { method: 'PATCH', path: '/v1/customer-sessions/?_method=POST', ...byId() },
  { path: '/v1/nothing', method: 'GET' },
  { path: '/v1/customer-sessions', ...byId() },
  { path: '/v1/customers/?limit=100', method: 'GET' },
  { path: '/v1/members/?customer_id=<teamCustomerId>', method: 'GET' },
];

const teamMember = byTeamId(member);

/** Sessions of served, unknown and malformed versions. */
const versions: TestRequest[] = ['2026-04', '2026-10', '2001-01', 'latest'].flatMap((version) =>
  [
    byId(),
    teamMember,
    { body: { customer_id: '<bareTeam>', member_id: '<bareTeamMember>' } },
    { body: {} },
  ].map((request) => ({ ...request, version })),
);

const portal: TestRequest[] = [
  ...['sessionToken', 'teamSessionToken', 'truncatedSessionToken', 'accessToken'].map((name) => `<${name}>`),
].map((token) => ({
  method: 'GET',
  path: '/v1/customer-portal/customers/me',
  authorization: `Bearer ${token}`,
  contentType: null,
}));

/** Requests that reveal every fault that is not rare. */
export const requestBattery: readonly TestRequest[] = [
  byId(),
  byId(),
  byId({ return_url: 'https://one.example/' }),
  byId({ return_url: 'https://two.example/' }),
  ...['bare', 'kunde', 'sparse', 'mikko', 'bareTeam', 'hooli', 'umbrella'].map(
    (name): TestRequest => ({
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
  ...rawBodies,
  ...credentials,
  ...otherMethodsAndPaths,
  ...versions,
  ...portal,
  ...repeat(24, byId()),
  ...repeat(24, { body: {} }),
  { text: `{"customer_id":"<customerId>","n":"${'x'.repeat(4_500_000)}"}` },
];
