import type { Json } from '../../../../spec/json.ts';
import type { Asked } from '../ask.ts';
import type { Fact } from './fact.ts';

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

/** Credentials. */
export const authentication: Fact[] = [
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
