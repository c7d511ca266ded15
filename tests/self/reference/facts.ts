import type { Json } from '../../../spec/json.ts';
import type { Asked } from './ask.ts';

/** A request and what Polar's backend was observed to answer. */
export interface Fact {
  says: string;
  asked: Asked;
  status: number;
  /** Parts of the body that are equal. */
  body?: Json;
  /** Of a 422: type and location of every error, as `missing body.customer_id`. */
  errors?: readonly string[];
  /** Patterns that header fields match. */
  headers?: Readonly<Record<string, RegExp>>;
}

const A = 'CustomerSessionCustomerIDCreate';
const B = 'CustomerSessionCustomerExternalIDCreate';
const unauthorized = {
  status: 401,
  body: { error: 'Unauthorized', detail: 'Unauthorized' },
  headers: { 'www-authenticate': /^Bearer realm="polar"$/ },
};
const invalid = {
  status: 401,
  body: { error: 'invalid_token' },
  headers: { 'www-authenticate': /^Bearer realm="polar", error="invalid_token", error_description="/ },
};
const mine: Json = { customer_id: '<customerId>' };
const as = (authorization: string | null, rest: Asked = {}): Asked => ({
  body: mine,
  ...rest,
  authorization,
});
const notAnObject = [`model_attributes_type body.${A}`, `model_attributes_type body.${B}`];
const denied = (name: string): string[] => [`value_error body.${name}`];

const authentication: Fact[] = [
  { says: 'no header is unauthorized', asked: as(null), ...unauthorized },
  { says: 'an empty bearer is unauthorized', asked: as('Bearer '), ...unauthorized },
  { says: 'Basic is unauthorized', asked: as('Basic <accessToken>'), ...unauthorized },
  { says: 'a token beyond ASCII is unauthorized', asked: as('Bearer polar_oat_ü'), ...unauthorized },
  { says: "a customer session's token is unauthorized", asked: as('Bearer <sessionToken>'), ...unauthorized },
  { says: 'an unknown token is invalid', asked: as('Bearer polar_oat_unknown'), ...invalid },
  {
    says: 'a token without the scope is refused',
    asked: as('Bearer <unscopedAccessToken>'),
    status: 403,
    body: { error: 'insufficient_scope' },
    headers: { 'www-authenticate': /scope="customer_sessions:write", error="insufficient_scope"/ },
  },
  { says: 'the scheme is case-insensitive', asked: as('bEARER <accessToken>'), status: 201 },
  ...['/v1/nothing', '/v1/customer-sessions'].map((path) => ({
    says: `an unknown token comes before routing ${path}`,
    asked: as('Bearer nope', { path }),
    ...invalid,
  })),
  {
    says: 'an unknown token comes before the method',
    asked: as('Bearer nope', { method: 'PUT' }),
    ...invalid,
  },
  {
    says: 'unreadable JSON comes before a missing token',
    asked: { text: '{', authorization: null },
    status: 422,
  },
  {
    says: 'undecodable JSON comes before a missing token',
    asked: { body: Buffer.from('a2', 'hex'), authorization: null },
    status: 400,
  },
  {
    says: 'unreadable JSON comes before a missing scope',
    asked: { text: '{', authorization: 'Bearer <unscopedAccessToken>' },
    status: 422,
  },
  {
    says: 'a missing token comes before an empty body',
    asked: { text: '', authorization: null },
    ...unauthorized,
  },
  {
    says: 'a missing token comes before a body that is not JSON',
    asked: { text: 'x', type: 'text/plain', authorization: null },
    ...unauthorized,
  },
  {
    says: 'a missing token comes before an invalid body',
    asked: { body: {}, authorization: null },
    ...unauthorized,
  },
];

const bodies: Fact[] = [
  {
    says: 'an empty object lacks both ids',
    asked: { body: {} },
    status: 422,
    errors: [`missing body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'a bad URL is told under both branches, beside the missing id',
    asked: { body: { external_customer_id: 'x', return_url: 'nope' } },
    status: 422,
    errors: [
      `url_parsing body.${A}.return_url`,
      `missing body.${A}.customer_id`,
      `url_parsing body.${B}.return_url`,
    ],
  },
  ...[[1], 'text', null].map(
    (body): Fact => ({
      says: `${JSON.stringify(body)} is no object`,
      asked: { body },
      status: 422,
      errors: notAnObject,
    }),
  ),
  {
    says: 'an empty body is missing',
    asked: { text: '' },
    status: 422,
    errors: ['missing body'],
    body: { detail: [{ input: null }] },
  },
  {
    says: 'malformed JSON is told with its offset',
    asked: { text: '{"a": 1,}' },
    status: 422,
    errors: ['json_invalid body.8'],
    body: { detail: [{ input: {} }] },
  },
  {
    says: 'NaN is malformed',
    asked: { text: '{"customer_id": NaN}' },
    status: 422,
    errors: ['json_invalid body.20'],
  },
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml', null].map(
    (type): Fact => ({
      says: `${type} is echoed as text`,
      asked: { text: 'a=b', type },
      status: 422,
      errors: notAnObject,
      body: { detail: [{ input: 'a=b' }, { input: 'a=b' }] },
    }),
  ),
  ...['application/json; charset=utf-8', 'application/vnd.api+json'].map(
    (type): Fact => ({ says: `${type} is JSON`, asked: { body: mine, type }, status: 201 }),
  ),
  {
    says: 'extra fields are ignored',
    asked: { body: { customer_id: '<customerId>', more: [1], __proto__: null } },
    status: 201,
  },
  {
    says: 'the last of equal names wins',
    asked: { text: '{"customer_id":5,"customer_id":"<customerId>"}' },
    status: 201,
  },
  {
    says: 'UTF-16 is read',
    asked: { body: Buffer.from('\ufeff{}', 'utf16le') },
    status: 422,
    errors: [`missing body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'a byte-order mark is read over',
    asked: { text: '\ufeff{"customer_id":"<customerId>"}' },
    status: 201,
  },
  {
    says: 'invalid UTF-8 cannot be read',
    asked: { body: Buffer.from('7b22ff227d', 'hex') },
    status: 400,
    body: { detail: 'There was an error parsing the body' },
  },
  { says: '500 levels are read', asked: { text: `{"a":${'['.repeat(499)}${']'.repeat(499)}}` }, status: 422 },
  { says: '100,000 levels cannot be read', asked: { text: '['.repeat(100_000) }, status: 400 },
  {
    says: 'an integer of 5,000 digits cannot be read',
    asked: { text: `{"a":${'1'.repeat(5000)}}` },
    status: 400,
  },
  {
    says: 'a number beyond every float is refused without echo',
    asked: { text: '{"customer_id":1e999}' },
    status: 422,
  },
  {
    says: 'more than 10 MiB are too many',
    asked: { body: Buffer.alloc(10 * 1024 * 1024 + 1, 32) },
    status: 413,
  },
];

const values: Fact[] = [
  ...['<foreignCustomerId>', '5f0c9a6e-4a53-4d5e-9f43-0123456789ab'].map(
    (customer_id): Fact => ({
      says: `${customer_id} does not exist`,
      asked: { body: { customer_id } },
      status: 422,
      errors: denied('customer_id'),
      body: { error: 'PolarRequestValidationError' },
    }),
  ),
  ...['USR_1337', '', 'a\0b', 'globex-1'].map(
    (id): Fact => ({
      says: `${JSON.stringify(id)} does not exist`,
      asked: { body: { external_customer_id: id } },
      status: 422,
      errors: denied('external_customer_id'),
    }),
  ),
  { says: 'a lone surrogate is no text', asked: { text: '{"external_customer_id":"\\ud800"}' }, status: 422 },
  {
    says: 'the alias is accepted',
    asked: { body: { customer_external_id: '<externalCustomerId>' } },
    status: 201,
  },
  {
    says: 'errors of the alias name the field',
    asked: { body: { customer_external_id: 5 } },
    status: 422,
    errors: [`missing body.${A}.customer_id`, `string_type body.${B}.external_customer_id`],
  },
  {
    says: 'a UUID of version 1 is refused',
    asked: { body: { customer_id: '5f0c9a6e-4a53-1d5e-9f43-0123456789ab' } },
    status: 422,
    errors: [`uuid_version body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'a number is no UUID',
    asked: { body: { customer_id: 5 } },
    status: 422,
    errors: [`uuid_type body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'errors echo a UUID normalised',
    asked: { body: { customer_id: '{5F0C9A6E4A534D5E9F430123456789AB}' } },
    status: 422,
    body: { detail: [{ input: '5f0c9a6e-4a53-4d5e-9f43-0123456789ab' }] },
  },
  {
    says: 'both ids are taken',
    asked: { body: { customer_id: '<customerId>', external_customer_id: '<externalCustomerId>' } },
    status: 201,
    body: { customer_id: '<customerId>' },
  },
  {
    says: 'null is absent',
    asked: {
      body: { customer_id: '<customerId>', member_id: null, external_member_id: null, return_url: null },
    },
    status: 201,
    body: { return_url: null },
  },
];

const members: Fact[] = [
  {
    says: 'a team needs a member',
    asked: { body: { customer_id: '<teamCustomerId>' } },
    status: 422,
    errors: denied('member_id'),
    body: { detail: [{ input: null }] },
  },
  {
    says: 'a member of the team is taken',
    asked: { body: { customer_id: '<teamCustomerId>', member_id: '<memberId>' } },
    status: 201,
  },
  {
    says: 'an external member is taken',
    asked: {
      body: { external_customer_id: '<teamExternalCustomerId>', external_member_id: '<externalMemberId>' },
    },
    status: 201,
  },
  {
    says: '`member_id` wins',
    asked: {
      body: { customer_id: '<teamCustomerId>', member_id: '<memberId>', external_member_id: 'nobody' },
    },
    status: 201,
  },
  {
    says: "another customer's member is refused",
    asked: { body: { customer_id: '<customerId>', member_id: '<memberId>' } },
    status: 422,
    errors: denied('member_id'),
  },
  {
    says: 'an unknown external member is refused',
    asked: { body: { customer_id: '<teamCustomerId>', external_member_id: 'nobody' } },
    status: 422,
    errors: denied('external_member_id'),
  },
  {
    says: 'a null member id of a team is none',
    asked: { body: { customer_id: '<teamCustomerId>', member_id: null } },
    status: 422,
    errors: denied('member_id'),
  },
];

const protocol: Fact[] = [
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map(
    (method): Fact => ({
      says: `${method} is not allowed`,
      asked: { method, type: null },
      status: 405,
      body: { detail: 'Method Not Allowed' },
      headers: { allow: /^POST$/ },
    }),
  ),
  {
    says: 'HEAD is not allowed',
    asked: { method: 'HEAD', type: null },
    status: 405,
    headers: { allow: /^POST$/ },
  },
  {
    says: 'without the last slash there is a redirect',
    asked: { path: '/v1/customer-sessions', body: mine },
    status: 307,
    headers: { location: /\/v1\/customer-sessions\/$/ },
  },
  {
    says: 'an unknown path is not found',
    asked: { path: '/v1/nothing', method: 'GET', type: null },
    status: 404,
    body: { detail: 'Not Found' },
  },
  {
    says: 'JSON has no charset',
    asked: { body: mine },
    status: 201,
    headers: {
      'content-type': /^application\/json$/,
      'polar-version': /./,
      'cache-control': /^private, no-store$/,
    },
  },
  {
    says: 'customers are listed',
    asked: { path: '/v1/customers/?limit=2&page=2', method: 'GET', type: null },
    status: 200,
    body: { pagination: { total_count: 9, max_page: 5 } },
  },
  {
    says: 'members are listed',
    asked: { path: '/v1/members/?customer_id=<teamCustomerId>', method: 'GET', type: null },
    status: 200,
    body: { pagination: { total_count: 3, max_page: 1 } },
  },
  {
    says: 'listing needs a scope',
    asked: {
      path: '/v1/customers/',
      method: 'GET',
      type: null,
      authorization: 'Bearer <unscopedAccessToken>',
    },
    status: 403,
  },
  {
    says: 'a page of zero is refused',
    asked: { path: '/v1/customers/?page=0', method: 'GET', type: null },
    status: 422,
    errors: ['greater_than query.page'],
  },
];

/** What was observed, line by line. */
export const facts: readonly Fact[] = [...authentication, ...bodies, ...values, ...members, ...protocol];

const base = 'https://a.example/';

/** Return URLs, and what comes back. */
export const returnUrls: readonly [sent: string, returned: string | undefined][] = [
  ['HTTPS://A.Example', base],
  ['http://a.example:80/', 'http://a.example/'],
  ['https://a.example/b/../c', 'https://a.example/c'],
  ['https://a.example/a b', 'https://a.example/a%20b'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  [` ${base} `, base],
  ['http://user:pw@a.example/', 'http://user:pw@a.example/'],
  ['http://localhost:3000/', 'http://localhost:3000/'],
  ['http://127.0.0.1/', 'http://127.0.0.1/'],
  [base.padEnd(2083, 'a'), base.padEnd(2083, 'a')],
  [base.padEnd(2084, 'a'), undefined],
  [base.padEnd(800, 'ä'), undefined],
  ['', undefined],
  ['/path', undefined],
  ['https://', undefined],
  ['mailto:a@a.example', undefined],
];
