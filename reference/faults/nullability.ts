import { isObject } from '../../spec/json.ts';
import { mapAt, mapNonNullAt, setAt, when } from '../transforms/json.ts';
import { isIndividual, isTeam } from '../transforms/request.ts';
import { customerClauses, individualClauses, sessionClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Faults with null where the contract does not allow it, or another value instead of null. */
export const nullability: readonly FaultDefinition[] = [
  {
    id: 'null-avatar-of-team',
    description: '`avatar_url` is null for a team without email (as in the August 2026 build)',
    violates: customerClauses('avatar_url:type').filter((id) => id.includes('@team')),
    customer: when(
      (context) => isTeam(context) && context.customer?.payload.email == null,
      setAt('avatar_url', null),
    ),
  },
  {
    id: 'null-avatar',
    description: '`avatar_url` is null if the email is not verified',
    violates: customerClauses('avatar_url:type'),
    customer: when(
      (context) => context.customer?.payload.email_verified === false,
      setAt('avatar_url', null),
    ),
  },
  {
    id: 'null-email',
    description: '`email` of an individual is null',
    violates: individualClauses('email:type'),
    customer: when(isIndividual, setAt('email', null)),
  },
  {
    id: 'null-email-unverified',
    description: '`email` of an individual is null if it is not verified',
    violates: individualClauses('email:type'),
    customer: when(
      (context) => isIndividual(context) && context.customer?.payload.email_verified === false,
      setAt('email', null),
    ),
    rare: true,
  },
  {
    id: 'null-verified',
    description: '`email_verified` is null instead of false',
    violates: customerClauses('email_verified:type'),
    customer: mapAt('email_verified', (value) => value || null),
  },
  {
    id: 'null-metadata',
    description: '`metadata` is null instead of empty',
    violates: customerClauses('metadata:type'),
    customer: mapAt('metadata', (value) =>
      isObject(value) && Object.keys(value).length === 0 ? null : value,
    ),
  },
  {
    id: 'null-country',
    description: '`country` of an address without `line1` is null',
    violates: customerClauses('billing_address@Address/country:type'),
    customer: when(
      ({ customer }) => Object(customer?.payload.billing_address).line1 == null,
      setAt('billing_address.country', null),
    ),
  },
  {
    id: 'null-expires-at',
    description: '`expires_at` is null',
    violates: sessionClauses('expires_at:type'),
    session: setAt('expires_at', null),
  },
  {
    id: 'null-portal-url',
    description: '`customer_portal_url` is null if the session has no return URL',
    violates: sessionClauses('customer_portal_url:type'),
    session: (body, context) =>
      Object(body).return_url === null ? setAt('customer_portal_url', null)(body, context) : body,
  },
  {
    id: 'null-token',
    description: '`token` is null',
    violates: sessionClauses('token:type'),
    session: setAt('token', null),
  },
  {
    id: 'null-created-at',
    description: '`created_at` of the customer is null',
    violates: customerClauses('created_at:type'),
    customer: setAt('created_at', null),
  },
  {
    id: 'null-organization',
    description: '`organization_id` is null',
    violates: customerClauses('organization_id:type'),
    customer: setAt('organization_id', null),
  },
  {
    id: 'null-session-id',
    description: 'The session id is null in one in eight responses',
    violates: sessionClauses('id:type'),
    session: when((context) => context.random() < 1 / 8, setAt('id', null)),
    rare: true,
  },
  {
    id: 'null-text',
    description: '`billing_address` is the string "null" instead of null',
    violates: customerClauses('billing_address:anyOf'),
    customer: mapAt('billing_address', (value) => value ?? 'null'),
    rare: true,
  },
  {
    id: 'null-empty-list',
    description: '`tax_id` is an empty array instead of null',
    violates: customerClauses('tax_id@array:minItems'),
    customer: mapAt('tax_id', (value) => value ?? []),
  },
  {
    id: 'null-empty-date',
    description: '`modified_at` and `deleted_at` of the customer are empty strings instead of null',
    violates: customerClauses('modified_at@string:format', 'deleted_at@string:format'),
    customer: (body, context) =>
      mapAt('deleted_at', (value) => value ?? '')(
        mapAt('modified_at', (value) => value ?? '')(body, context),
        context,
      ),
  },
  {
    id: 'null-tax-number',
    description: 'The number of a tax id is null',
    violates: customerClauses('tax_id@array/0:type'),
    customer: mapNonNullAt('tax_id', (value) => [null, Array.isArray(value) ? (value[1] ?? null) : null]),
  },
];
