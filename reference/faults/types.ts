import { isObject, type JsonObject } from '../../spec/json.ts';
import { customer, individual, session, team } from './clause-ids.ts';
import { present, replace, set, text } from './edits.ts';
import type { Row } from './fault.ts';

const milliseconds = (was: string): number => Date.parse(was);

/** Values of another type than the contract's. */
export const types: readonly Row[] = [
  {
    id: 'type-verified-text',
    says: '`email_verified` is the text "true" or "false"',
    violates: customer('email_verified:type'),
    customer: replace('email_verified', String),
  },
  {
    id: 'type-verified-number',
    says: '`email_verified` is 0 or 1',
    violates: customer('email_verified:type'),
    customer: replace('email_verified', Number),
  },
  {
    id: 'type-created-at-number',
    says: '`created_at` of a session is a number of milliseconds',
    violates: session('created_at:type'),
    session: text('created_at', milliseconds),
  },
  {
    id: 'type-expires-at-seconds',
    says: '`expires_at` is a number of seconds',
    violates: session('expires_at:type'),
    session: text('expires_at', (was) => Math.floor(milliseconds(was) / 1000)),
  },
  {
    id: 'type-customer-created-at-number',
    says: '`created_at` of a customer is a number of milliseconds',
    violates: customer('created_at:type'),
    customer: text('created_at', milliseconds),
  },
  {
    id: 'type-modified-at-number',
    says: '`modified_at` of a customer is a number of milliseconds',
    violates: customer('modified_at:anyOf'),
    customer: text('modified_at', milliseconds),
    rare: true,
  },
  {
    id: 'type-id-number',
    says: 'the id of a session is a number',
    violates: session('id:type'),
    session: (body, ask) => set('id', ask.number)(body, ask),
  },
  {
    id: 'type-token-object',
    says: 'the token is an object with a value',
    violates: session('token:type'),
    session: text('token', (value) => ({ value })),
  },
  {
    id: 'type-portal-url-object',
    says: 'the portal URL is an object with a `href`',
    violates: session('customer_portal_url:type'),
    session: text('customer_portal_url', (href) => ({ href })),
  },
  {
    id: 'type-return-url-list',
    says: 'a return URL comes back as a list',
    violates: session('return_url:anyOf'),
    session: present('return_url', (was) => [was]),
  },
  {
    id: 'type-metadata-list',
    says: 'empty metadata is an empty list',
    violates: customer('metadata:type'),
    customer: replace('metadata', (was) => (isObject(was) && Object.keys(was).length === 0 ? [] : was)),
  },
  {
    id: 'type-metadata-text',
    says: 'metadata is JSON in a string',
    violates: customer('metadata:type'),
    customer: replace('metadata', (was) => JSON.stringify(was)),
  },
  {
    id: 'type-address-text',
    says: 'an address is one string',
    violates: customer('billing_address:anyOf'),
    customer: present('billing_address', (was) => Object.values(was as JsonObject).join(', ')), // an address that is not null
  },
  {
    id: 'type-name-object',
    says: 'a name has parts',
    violates: customer('name:anyOf'),
    customer: text('name', (was) => ({ first: was.split(' ')[0] ?? '', last: was.split(' ').at(-1) ?? '' })),
  },
  {
    id: 'type-locale-list',
    says: 'a locale is a list of languages',
    violates: customer('locale:anyOf'),
    customer: present('locale', (was) => [was]),
  },
  {
    id: 'type-avatar-false',
    says: '`avatar_url` is false',
    violates: customer('avatar_url:type'),
    customer: set('avatar_url', false),
  },
  {
    id: 'type-organization-object',
    says: '`organization_id` is an object',
    violates: customer('organization_id:type'),
    customer: replace('organization_id', (id) => ({ id })),
  },
  {
    id: 'type-postal-code-number',
    says: 'a postal code of digits is a number',
    violates: customer('billing_address@Address/postal_code:anyOf'),
    customer: text('billing_address.postal_code', (was) => (/^\d+$/.test(was) ? Number(was) : was)),
  },
  {
    id: 'type-external-id-number',
    says: 'an external id of digits is a number',
    violates: customer('external_id:anyOf'),
    customer: text('external_id', (was) => (/^\d+$/.test(was) ? Number(was) : was)),
    rare: true,
  },
  {
    id: 'type-email-list',
    says: '`email` is a list',
    violates: [...individual('email:type'), ...team('email:anyOf')],
    customer: present('email', (was) => [was]),
  },
];
