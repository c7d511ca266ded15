import type { Observation } from './observation.ts';

const portal = { method: 'GET', path: '/v1/customer-portal/customers/me', contentType: null } as const;
const ownCustomer = { customer_id: '<customerId>' };

/** The dated versions, and the customer portal. */
export const versions: Observation[] = [
  ...['2026-04', '2026-10'].map(
    (version): Observation => ({
      description: `version ${version} shows the billing name, and is named by the response`,
      request: { body: ownCustomer, version },
      status: 201,
      body: {
        customer: {
          billing_name: 'Ada King, Countess of Lovelace',
          first_user_event_at: '2026-02-27T23:59:59.999999Z',
        },
      },
      headers: { 'polar-version': new RegExp(`^${version}$`) },
    }),
  ),
  {
    description: 'a 422 response names its version',
    request: { body: {}, version: '2026-04' },
    status: 422,
    headers: { 'polar-version': /^2026-04$/ },
  },
  ...['2001-01', 'latest', ''].map(
    (version): Observation => ({
      description: `version ${JSON.stringify(version)} is not found`,
      request: { body: ownCustomer, version },
      status: 404,
      body: { detail: 'Not Found' },
      headers: { 'cache-control': /^private, no-store$/ },
    }),
  ),
  {
    description: 'a list shows customers of its version',
    request: { method: 'GET', path: '/v1/customers/?limit=1', contentType: null, version: '2026-10' },
    status: 200,
    body: { items: [{ billing_name: 'Ada King, Countess of Lovelace' }] },
  },
  {
    description: 'the portal shows the customer of the session',
    request: { ...portal, authorization: 'Bearer <sessionToken>' },
    status: 200,
    body: { id: '<customerId>', type: 'individual', oauth_accounts: {} },
  },
  {
    description: 'the portal shows a team to its member',
    request: { ...portal, authorization: 'Bearer <teamSessionToken>', version: '2026-04' },
    status: 200,
    body: { id: '<teamCustomerId>', type: 'team' },
  },
  {
    description: 'the portal rejects a truncated token',
    request: { ...portal, authorization: 'Bearer <truncatedSessionToken>' },
    status: 401,
    body: { error: 'invalid_token' },
  },
  {
    description: 'the portal rejects an access token',
    request: { ...portal, authorization: 'Bearer <accessToken>' },
    status: 401,
    body: { error: 'Unauthorized' },
  },
];
