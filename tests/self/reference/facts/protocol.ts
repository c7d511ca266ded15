import type { Json } from '../../../../spec/json.ts';
import type { Fact } from './fact.ts';

const mine: Json = { customer_id: '<customerId>' };

/** Methods, paths and lists. */
export const protocol: Fact[] = [
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
