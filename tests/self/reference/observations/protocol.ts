import type { Json } from '../../../../spec/json.ts';
import type { Observation } from './observation.ts';

const ownCustomer: Json = { customer_id: '<customerId>' };

export const protocol: Observation[] = [
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map(
    (method): Observation => ({
      description: `${method} is not allowed`,
      request: { method, contentType: null },
      status: 405,
      body: { detail: 'Method Not Allowed' },
      headers: { allow: /^POST$/ },
    }),
  ),
  {
    description: 'HEAD is not allowed',
    request: { method: 'HEAD', contentType: null },
    status: 405,
    headers: { allow: /^POST$/ },
  },
  {
    description: 'a path without its trailing slash is redirected',
    request: { path: '/v1/customer-sessions', body: ownCustomer },
    status: 307,
    headers: { location: /\/v1\/customer-sessions\/$/ },
  },
  {
    description: 'an unknown path is not found',
    request: { path: '/v1/nothing', method: 'GET', contentType: null },
    status: 404,
    body: { detail: 'Not Found' },
  },
  {
    description: 'the media type of JSON has no charset',
    request: { body: ownCustomer },
    status: 201,
    headers: {
      'content-type': /^application\/json$/,
      'polar-version': /./,
      'cache-control': /^private, no-store$/,
    },
  },
  {
    description: 'customers are listed',
    request: { path: '/v1/customers/?limit=2&page=2', method: 'GET', contentType: null },
    status: 200,
    body: { pagination: { total_count: 9, max_page: 5 } },
  },
  {
    description: 'members are listed',
    request: { path: '/v1/members/?customer_id=<teamCustomerId>', method: 'GET', contentType: null },
    status: 200,
    body: { pagination: { total_count: 3, max_page: 1 } },
  },
  {
    description: 'a list requires a scope',
    request: {
      path: '/v1/customers/',
      method: 'GET',
      contentType: null,
      authorization: 'Bearer <unscopedAccessToken>',
    },
    status: 403,
  },
  {
    description: 'page 0 is rejected',
    request: { path: '/v1/customers/?page=0', method: 'GET', contentType: null },
    status: 422,
    errors: ['greater_than query.page'],
  },
];
