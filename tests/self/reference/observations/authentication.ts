import type { Json } from '../../../../spec/json.ts';
import type { TestRequest } from '../send-request.ts';
import type { Observation } from './observation.ts';

const unauthorized = {
  status: 401,
  body: { error: 'Unauthorized', detail: 'Unauthorized' },
  headers: { 'www-authenticate': /^Bearer realm="polar"$/ },
};

const invalidToken = {
  status: 401,
  body: { error: 'invalid_token' },
  headers: { 'www-authenticate': /^Bearer realm="polar", error="invalid_token", error_description="/ },
};

const ownCustomer: Json = { customer_id: '<customerId>' };

const withAuthorization = (authorization: string | null, rest: TestRequest = {}): TestRequest => ({
  body: ownCustomer,
  ...rest,
  authorization,
});

export const authentication: Observation[] = [
  { description: 'missing credentials are unauthorized', request: withAuthorization(null), ...unauthorized },
  {
    description: 'an empty bearer token is unauthorized',
    request: withAuthorization('Bearer '),
    ...unauthorized,
  },
  {
    description: 'the Basic scheme is unauthorized',
    request: withAuthorization('Basic <accessToken>'),
    ...unauthorized,
  },
  {
    description: 'a token with non-ASCII characters is unauthorized',
    request: withAuthorization('Bearer polar_oat_ü'),
    ...unauthorized,
  },
  {
    description: 'the token of a customer session is unauthorized',
    request: withAuthorization('Bearer <sessionToken>'),
    ...unauthorized,
  },
  {
    description: 'an unknown token is invalid',
    request: withAuthorization('Bearer polar_oat_unknown'),
    ...invalidToken,
  },
  {
    description: 'a token without the scope is rejected',
    request: withAuthorization('Bearer <unscopedAccessToken>'),
    status: 403,
    body: { error: 'insufficient_scope' },
    headers: { 'www-authenticate': /scope="customer_sessions:write", error="insufficient_scope"/ },
  },
  {
    description: 'the scheme is case-insensitive',
    request: withAuthorization('bEARER <accessToken>'),
    status: 201,
  },
  ...['/v1/nothing', '/v1/customer-sessions'].map(
    (path): Observation => ({
      description: `an unknown token is rejected before routing ${path}`,
      request: withAuthorization('Bearer nope', { path }),
      ...invalidToken,
    }),
  ),
  {
    description: 'an unknown token is rejected before the method',
    request: withAuthorization('Bearer nope', { method: 'PUT' }),
    ...invalidToken,
  },
  {
    description: 'invalid JSON is rejected before a missing token',
    request: { text: '{', authorization: null },
    status: 422,
  },
  {
    description: 'undecodable JSON is rejected before a missing token',
    request: { body: Buffer.from('a2', 'hex'), authorization: null },
    status: 400,
  },
  {
    description: 'invalid JSON is rejected before a missing scope',
    request: { text: '{', authorization: 'Bearer <unscopedAccessToken>' },
    status: 422,
  },
  {
    description: 'a missing token is rejected before an empty body',
    request: { text: '', authorization: null },
    ...unauthorized,
  },
  {
    description: 'a missing token is rejected before a body that is not JSON',
    request: { text: 'x', contentType: 'text/plain', authorization: null },
    ...unauthorized,
  },
  {
    description: 'a missing token is rejected before an invalid body',
    request: { body: {}, authorization: null },
    ...unauthorized,
  },
];
