import { isObject } from '../../spec/json.ts';
import type { Ask, Lookup } from '../pipeline.ts';
import type { CustomerRecord } from '../store.ts';
import { byExternalId, byId, request } from './clause-ids.ts';
import { allow, given, ignore, rewrite, text } from './edits.ts';
import type { Row } from './fault.ts';

const isString = (value: unknown): value is string => typeof value === 'string';

const noString = (value: unknown): boolean => value !== undefined && value !== null && !isString(value);

/** An undefined condition leaves the query, so that the first customer matches. */
function first(lookup: Lookup<CustomerRecord>, ask: Ask): Lookup<CustomerRecord> {
  return isString(lookup.value) ? lookup : { ...lookup, found: ask.world.customers[0] };
}

/** Ids that the contract refuses and the server accepts. */
export const laxIds: readonly Row[] = [
  {
    id: 'lax-id-cut',
    says: 'what follows a customer id is ignored',
    violates: byId('customer_id:format'),
    reading: rewrite(text('customer_id', (was) => was.slice(0, 36))),
  },
  {
    id: 'lax-id-stripped',
    says: 'characters that no UUID has are taken out of a customer id',
    violates: byId('customer_id:format'),
    reading: rewrite(text('customer_id', (was) => was.replace(/[^0-9a-fA-F-]/g, ''))),
  },
  {
    id: 'lax-id-any-type',
    says: 'a customer id that is no string is left out of the query, so that the first customer matches',
    violates: byId('customer_id:type'),
    field: allow('customer_id', noString),
    found: first,
  },
  {
    id: 'lax-id-null',
    says: 'a null customer id matches the first customer',
    violates: byId('customer_id:type'),
    field: allow('customer_id', (value) => value === null),
    found: first,
  },
  {
    id: 'lax-external-id-any-type',
    says: 'an external id that is no string is left out of the query, so that the first customer matches',
    violates: byExternalId('external_customer_id:type'),
    field: allow('external_customer_id', noString),
    found: first,
  },
  {
    id: 'lax-external-id-null',
    says: 'a null external id matches the first customer',
    violates: byExternalId('external_customer_id:type'),
    field: allow('external_customer_id', (value) => value === null),
    found: first,
  },
  {
    id: 'lax-no-customer',
    says: 'without any id the first customer gets the session',
    violates: [...byId('customer_id:required'), ...byExternalId('external_customer_id:required')],
    errors: (errors, ask) =>
      (given(ask, 'customer_id') ?? given(ask, 'external_customer_id') ?? errors.length > 2) ? errors : [],
    found: first,
  },
  {
    id: 'lax-body-any-type',
    says: 'a body that is no object is read as an empty one, and the first customer gets the session',
    violates: request(':type'),
    errors: (errors, ask) => (isObject(ask.body) ? errors : []),
    found: first,
  },
  {
    id: 'lax-member-id-format',
    says: 'a member id that is no UUID is left out of account',
    violates: request('member_id@string:format'),
    reading: ignore(
      'member_id',
      (value) => isString(value) && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
    ),
  },
  {
    id: 'lax-member-id-version',
    says: 'without members, a member id of any UUID version is left out of account',
    violates: request('member_id@string:format'),
    settings: { memberModel: false, uuidVersions: [...'0123456789abcdef'] },
  },
  {
    id: 'lax-member-id-any-type',
    says: 'a member id that is no string is left out of account',
    violates: request('member_id:anyOf'),
    reading: ignore('member_id', noString),
  },
  {
    id: 'lax-external-member-id-any-type',
    says: 'an external member id that is no string is left out of account',
    violates: request('external_member_id:anyOf'),
    reading: ignore('external_member_id', noString),
  },
];
