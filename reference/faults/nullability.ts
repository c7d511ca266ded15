import { isObject } from '../../spec/json.ts';
import { customer, individual, session } from './clause-ids.ts';
import { isIndividual, isTeam, present, replace, set, when } from './edits.ts';
import type { Row } from './fault.ts';

/** Null where the contract has none. */
export const nullability: readonly Row[] = [
  {
    id: 'null-avatar-of-team',
    says: '`avatar_url` is null for a team without e-mail (as in the August 2026 build)',
    violates: customer('avatar_url:type').filter((id) => id.includes('@team')),
    customer: when((ask) => isTeam(ask) && ask.customer?.payload.email == null, set('avatar_url', null)),
  },
  {
    id: 'null-avatar',
    says: '`avatar_url` is null where the e-mail is not verified',
    violates: customer('avatar_url:type'),
    customer: when((ask) => ask.customer?.payload.email_verified === false, set('avatar_url', null)),
  },
  {
    id: 'null-email',
    says: "an individual's `email` is null",
    violates: individual('email:type'),
    customer: when(isIndividual, set('email', null)),
  },
  {
    id: 'null-email-unverified',
    says: "an individual's `email` is null until it is verified",
    violates: individual('email:type'),
    customer: when(
      (ask) => isIndividual(ask) && ask.customer?.payload.email_verified === false,
      set('email', null),
    ),
    rare: true,
  },
  {
    id: 'null-verified',
    says: '`email_verified` is null until it is true',
    violates: customer('email_verified:type'),
    customer: replace('email_verified', (was) => was || null),
  },
  {
    id: 'null-metadata',
    says: 'empty metadata is null',
    violates: customer('metadata:type'),
    customer: replace('metadata', (was) => (isObject(was) && Object.keys(was).length === 0 ? null : was)),
  },
  {
    id: 'null-country',
    says: "an address's `country` is null where the rest is",
    violates: customer('billing_address@Address/country:type'),
    customer: when(
      ({ customer: found }) => Object(found?.payload.billing_address).line1 == null,
      set('billing_address.country', null),
    ),
  },
  {
    id: 'null-expires-at',
    says: '`expires_at` is null: sessions never expire',
    violates: session('expires_at:type'),
    session: set('expires_at', null),
  },
  {
    id: 'null-portal-url',
    says: 'without a return URL `customer_portal_url` is null',
    violates: session('customer_portal_url:type'),
    session: (body, ask) =>
      Object(body).return_url === null ? set('customer_portal_url', null)(body, ask) : body,
  },
  {
    id: 'null-token',
    says: 'the token is null',
    violates: session('token:type'),
    session: set('token', null),
  },
  {
    id: 'null-created-at',
    says: "a customer's `created_at` is null",
    violates: customer('created_at:type'),
    customer: set('created_at', null),
  },
  {
    id: 'null-organization',
    says: '`organization_id` is null',
    violates: customer('organization_id:type'),
    customer: set('organization_id', null),
  },
  {
    id: 'null-session-id',
    says: 'one session in eight has a null id: it was not stored yet',
    violates: session('id:type'),
    session: when((ask) => ask.random() < 1 / 8, set('id', null)),
    rare: true,
  },
  {
    id: 'null-text',
    says: 'a name that is not set is the text "null"',
    violates: customer('billing_address:anyOf'),
    customer: replace('billing_address', (was) => was ?? 'null'),
    rare: true,
  },
  {
    id: 'null-empty-list',
    says: 'a tax id that is not set is an empty list',
    violates: customer('tax_id@array:minItems'),
    customer: replace('tax_id', (was) => was ?? []),
  },
  {
    id: 'null-empty-date',
    says: '`modified_at` and `deleted_at` that are not set are empty texts',
    violates: customer('modified_at@string:format', 'deleted_at@string:format'),
    customer: (body, ask) =>
      replace('deleted_at', (was) => was ?? '')(replace('modified_at', (was) => was ?? '')(body, ask), ask),
  },
  {
    id: 'null-tax-number',
    says: 'the number of a tax id is null',
    violates: customer('tax_id@array/0:type'),
    customer: present('tax_id', (was) => [null, Array.isArray(was) ? (was[1] ?? null) : null]),
  },
];
