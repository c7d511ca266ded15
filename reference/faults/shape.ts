import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { customer, individual, session, team } from './clause-ids.ts';
import { add, all, drop, dropNull, isTeam, replace, set, when } from './edits.ts';
import type { Row } from './fault.ts';

const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const renamed = (value: Json, rename: (name: string) => string): Json =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value as JsonObject).map(([name, item]) => [rename(name), item])) // a Json that is an object
    : value;

/** What a serialiser does that leaves out empty values (Go's `omitempty`). */
const withoutEmpty = (value: Json): Json => {
  if (!isObject(value)) return value;
  const full = Object.entries(value as JsonObject).filter(
    ([, item]) => item !== null && item !== false && item !== '',
  );
  return Object.fromEntries(full.map(([name, item]) => [name, withoutEmpty(item)]));
};

/** Properties that a session, or its customer, lacks. */
const lacking: readonly Row[] = [
  ...['created_at', 'id', 'token', 'expires_at', 'customer_portal_url', 'customer_id', 'customer'].map(
    (name): Row => ({
      id: `shape-session-without-${name.replaceAll('_', '-')}`,
      says: `a session lacks \`${name}\``,
      violates: session(`${name}:required`),
      session: drop(name),
    }),
  ),
  ...['id', 'created_at', 'metadata', 'email_verified', 'organization_id', 'avatar_url'].map(
    (name): Row => ({
      id: `shape-customer-without-${name.replaceAll('_', '-')}`,
      says: `a customer lacks \`${name}\``,
      violates: customer(`${name}:required`),
      customer: drop(name),
    }),
  ),
];

/** Missing and misplaced properties. */
export const shape: readonly Row[] = [
  ...lacking,
  {
    id: 'shape-return-url-omitted',
    says: 'a session without return URL lacks the property instead of having it null',
    violates: session('return_url:required'),
    session: dropNull('return_url'),
  },
  {
    id: 'shape-modified-at-omitted',
    says: 'a null `modified_at` of a session is left out',
    violates: session('modified_at:required'),
    session: dropNull('modified_at'),
  },
  {
    id: 'shape-customer-nulls-omitted',
    says: 'null properties of a customer are left out',
    violates: customer('name:required', 'billing_address:required'),
    customer: dropNull('name', 'billing_address', 'tax_id', 'deleted_at', 'modified_at'),
  },
  {
    id: 'shape-deleted-at-omitted',
    says: 'a customer that is not deleted has no `deleted_at`',
    violates: customer('deleted_at:required'),
    customer: dropNull('deleted_at'),
  },
  {
    id: 'shape-tax-id-omitted',
    says: 'a customer without tax id has no `tax_id`',
    violates: customer('tax_id:required'),
    customer: dropNull('tax_id'),
    rare: true,
  },
  {
    id: 'shape-email-omitted',
    says: 'an individual has no `email`',
    violates: individual('email:required'),
    customer: when((ask) => !isTeam(ask), drop('email')),
  },
  {
    id: 'shape-team-name-omitted',
    says: 'a team has no `name`',
    violates: team('name:required'),
    customer: when(isTeam, drop('name')),
  },
  {
    id: 'shape-country-omitted',
    says: 'an address has no `country`',
    violates: customer('billing_address@Address/country:required'),
    customer: drop('billing_address.country'),
  },
  {
    id: 'shape-empty-omitted',
    says: 'null, false and empty values are left out',
    violates: customer('email_verified:required', 'name:required'),
    session: withoutEmpty,
  },
  {
    id: 'shape-wrapped',
    says: 'a session is wrapped in `data`',
    violates: session('id:required', 'token:required'),
    session: (body) => ({ data: body }),
  },
  {
    id: 'shape-list',
    says: 'a session comes as a list of one',
    violates: session(':type'),
    session: (body) => [body],
  },
  {
    id: 'shape-camel-case',
    says: "a session's properties are written in camel case",
    violates: session('created_at:required', 'expires_at:required'),
    session: (body) => renamed(body, camel),
  },
  {
    id: 'shape-customer-camel-case',
    says: "a customer's properties are written in camel case",
    violates: customer('email_verified:required'),
    customer: (body) => renamed(body, camel),
  },
  {
    id: 'shape-customer-id-only',
    says: 'the customer is given by its id',
    violates: session('customer:oneOf', 'customer:discriminator'),
    session: replace('customer', (was) => (isObject(was) ? ((was as JsonObject).id ?? null) : was)), // a Json that is an object
  },
  {
    id: 'shape-address-flat',
    says: "a customer's address stands in the customer itself",
    violates: customer('billing_address:required'),
    customer: all(drop('billing_address'), add({ country: 'US', line1: null })),
  },
  {
    id: 'shape-empty-body',
    says: 'a session is an empty object',
    violates: session('id:required', 'customer:required'),
    session: () => ({}),
  },
  {
    id: 'shape-null-customer',
    says: 'the customer of a session is null',
    violates: session('customer:oneOf', 'customer:discriminator'),
    session: set('customer', null),
  },
];
