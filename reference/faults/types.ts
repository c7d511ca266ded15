import { isObject } from '../../spec/json.ts';
import { toObject } from '../json-object.ts';
import { mapAt, mapNonNullAt, mapStringAt, setAt } from '../transforms/json.ts';
import { customerClauses, individualClauses, sessionClauses, teamClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Faults with values of a type that the contract does not allow. */
export const types: readonly FaultDefinition[] = [
  {
    id: 'type-verified-text',
    description: '`email_verified` is the string "true" or "false"',
    violates: customerClauses('email_verified:type'),
    customer: mapAt('email_verified', String),
  },
  {
    id: 'type-verified-number',
    description: '`email_verified` is 0 or 1',
    violates: customerClauses('email_verified:type'),
    customer: mapAt('email_verified', Number),
  },
  {
    id: 'type-created-at-number',
    description: '`created_at` of the session is a number of milliseconds',
    violates: sessionClauses('created_at:type'),
    session: mapStringAt('created_at', Date.parse),
  },
  {
    id: 'type-expires-at-seconds',
    description: '`expires_at` is a number of seconds',
    violates: sessionClauses('expires_at:type'),
    session: mapStringAt('expires_at', (value) => Math.floor(Date.parse(value) / 1000)),
  },
  {
    id: 'type-customer-created-at-number',
    description: '`created_at` of the customer is a number of milliseconds',
    violates: customerClauses('created_at:type'),
    customer: mapStringAt('created_at', Date.parse),
  },
  {
    id: 'type-modified-at-number',
    description: '`modified_at` of the customer is a number of milliseconds',
    violates: customerClauses('modified_at:anyOf'),
    customer: mapStringAt('modified_at', Date.parse),
    rare: true,
  },
  {
    id: 'type-id-number',
    description: 'The session id is a number',
    violates: sessionClauses('id:type'),
    session: (body, context) => setAt('id', context.requestNumber)(body, context),
  },
  {
    id: 'type-token-object',
    description: '`token` is an object',
    violates: sessionClauses('token:type'),
    session: mapStringAt('token', (value) => ({ value })),
  },
  {
    id: 'type-portal-url-object',
    description: '`customer_portal_url` is an object',
    violates: sessionClauses('customer_portal_url:type'),
    session: mapStringAt('customer_portal_url', (href) => ({ href })),
  },
  {
    id: 'type-return-url-list',
    description: '`return_url` is an array',
    violates: sessionClauses('return_url:anyOf'),
    session: mapNonNullAt('return_url', (value) => [value]),
  },
  {
    id: 'type-metadata-list',
    description: '`metadata` is an array if it is empty',
    violates: customerClauses('metadata:type'),
    customer: mapAt('metadata', (value) => (isObject(value) && Object.keys(value).length === 0 ? [] : value)),
  },
  {
    id: 'type-metadata-text',
    description: '`metadata` is a string with JSON',
    violates: customerClauses('metadata:type'),
    customer: mapAt('metadata', (value) => JSON.stringify(value)),
  },
  {
    id: 'type-address-text',
    description: '`billing_address` is a string',
    violates: customerClauses('billing_address:anyOf'),
    customer: mapNonNullAt('billing_address', (value) => Object.values(toObject(value)).join(', ')),
  },
  {
    id: 'type-name-object',
    description: '`name` is an object',
    violates: customerClauses('name:anyOf'),
    customer: mapStringAt('name', (value) => ({
      first: value.split(' ')[0] ?? '',
      last: value.split(' ').at(-1) ?? '',
    })),
  },
  {
    id: 'type-locale-list',
    description: '`locale` is an array',
    violates: customerClauses('locale:anyOf'),
    customer: mapNonNullAt('locale', (value) => [value]),
  },
  {
    id: 'type-avatar-false',
    description: '`avatar_url` is false',
    violates: customerClauses('avatar_url:type'),
    customer: setAt('avatar_url', false),
  },
  {
    id: 'type-organization-object',
    description: '`organization_id` is an object',
    violates: customerClauses('organization_id:type'),
    customer: mapAt('organization_id', (id) => ({ id })),
  },
  {
    id: 'type-postal-code-number',
    description: '`postal_code` is a number if it has only digits',
    violates: customerClauses('billing_address@Address/postal_code:anyOf'),
    customer: mapStringAt('billing_address.postal_code', (value) =>
      /^\d+$/.test(value) ? Number(value) : value,
    ),
  },
  {
    id: 'type-external-id-number',
    description: '`external_id` is a number if it has only digits',
    violates: customerClauses('external_id:anyOf'),
    customer: mapStringAt('external_id', (value) => (/^\d+$/.test(value) ? Number(value) : value)),
    rare: true,
  },
  {
    id: 'type-email-list',
    description: '`email` is an array',
    violates: [...individualClauses('email:type'), ...teamClauses('email:anyOf')],
    customer: mapNonNullAt('email', (value) => [value]),
  },
];
