import type { Json } from '../../spec/json.ts';
import { isJsonObject } from '../json-object.ts';
import { addProperties, compose, mapAt, removeAt, removeNullAt, setAt, when } from '../transforms/json.ts';
import { isTeam } from '../transforms/request.ts';
import { customerClauses, individualClauses, sessionClauses, teamClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const toCamelCase = (name: string): string =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const renameProperties = (body: Json, rename: (name: string) => string): Json =>
  isJsonObject(body)
    ? Object.fromEntries(Object.entries(body).map(([name, value]) => [rename(name), value]))
    : body;

/** Omits empty values as `omitempty` does in Go. */
const omitEmpty = (value: Json): Json => {
  if (!isJsonObject(value)) return value;
  const properties = Object.entries(value).filter(
    ([, item]) => item !== null && item !== false && item !== '',
  );
  return Object.fromEntries(properties.map(([name, item]) => [name, omitEmpty(item)]));
};

const missingProperties: readonly FaultDefinition[] = [
  ...['created_at', 'id', 'token', 'expires_at', 'customer_portal_url', 'customer_id', 'customer'].map(
    (name): FaultDefinition => ({
      id: `shape-session-without-${name.replaceAll('_', '-')}`,
      description: `The session lacks \`${name}\``,
      violates: sessionClauses(`${name}:required`),
      session: removeAt(name),
    }),
  ),
  ...['id', 'created_at', 'metadata', 'email_verified', 'organization_id', 'avatar_url'].map(
    (name): FaultDefinition => ({
      id: `shape-customer-without-${name.replaceAll('_', '-')}`,
      description: `The customer lacks \`${name}\``,
      violates: customerClauses(`${name}:required`),
      customer: removeAt(name),
    }),
  ),
];

/** Faults in which properties of a session or its customer are missing, renamed or in the wrong object. */
export const shape: readonly FaultDefinition[] = [
  ...missingProperties,
  {
    id: 'shape-return-url-omitted',
    description: 'The session lacks `return_url` if it is null',
    violates: sessionClauses('return_url:required'),
    session: removeNullAt('return_url'),
  },
  {
    id: 'shape-modified-at-omitted',
    description: 'The session lacks `modified_at` if it is null',
    violates: sessionClauses('modified_at:required'),
    session: removeNullAt('modified_at'),
  },
  {
    id: 'shape-customer-nulls-omitted',
    description: 'The customer lacks properties that are null',
    violates: customerClauses('name:required', 'billing_address:required'),
    customer: removeNullAt('name', 'billing_address', 'tax_id', 'deleted_at', 'modified_at'),
  },
  {
    id: 'shape-deleted-at-omitted',
    description: 'The customer lacks `deleted_at` if it is null',
    violates: customerClauses('deleted_at:required'),
    customer: removeNullAt('deleted_at'),
  },
  {
    id: 'shape-tax-id-omitted',
    description: 'The customer lacks `tax_id` if it is null',
    violates: customerClauses('tax_id:required'),
    customer: removeNullAt('tax_id'),
    rare: true,
  },
  {
    id: 'shape-email-omitted',
    description: 'An individual lacks `email`',
    violates: individualClauses('email:required'),
    customer: when((context) => !isTeam(context), removeAt('email')),
  },
  {
    id: 'shape-team-name-omitted',
    description: 'A team lacks `name`',
    violates: teamClauses('name:required'),
    customer: when(isTeam, removeAt('name')),
  },
  {
    id: 'shape-country-omitted',
    description: 'The address lacks `country`',
    violates: customerClauses('billing_address@Address/country:required'),
    customer: removeAt('billing_address.country'),
  },
  {
    id: 'shape-empty-omitted',
    description: 'Properties that are null, false or empty are missing',
    violates: customerClauses('email_verified:required', 'name:required'),
    session: omitEmpty,
  },
  {
    id: 'shape-wrapped',
    description: 'The session is wrapped in `data`',
    violates: sessionClauses('id:required', 'token:required'),
    session: (body) => ({ data: body }),
  },
  {
    id: 'shape-list',
    description: 'The session is in an array',
    violates: sessionClauses(':type'),
    session: (body) => [body],
  },
  {
    id: 'shape-camel-case',
    description: 'The properties of the session are in camel case',
    violates: sessionClauses('created_at:required', 'expires_at:required'),
    session: (body) => renameProperties(body, toCamelCase),
  },
  {
    id: 'shape-customer-camel-case',
    description: 'The properties of the customer are in camel case',
    violates: customerClauses('email_verified:required'),
    customer: (body) => renameProperties(body, toCamelCase),
  },
  {
    id: 'shape-customer-id-only',
    description: '`customer` is the id of the customer',
    violates: sessionClauses('customer:oneOf', 'customer:discriminator'),
    session: mapAt('customer', (value) => (isJsonObject(value) ? (value.id ?? null) : value)),
  },
  {
    id: 'shape-address-flat',
    description: 'The properties of the address are properties of the customer',
    violates: customerClauses('billing_address:required'),
    customer: compose(removeAt('billing_address'), addProperties({ country: 'US', line1: null })),
  },
  {
    id: 'shape-empty-body',
    description: 'The session is an empty object',
    violates: sessionClauses('id:required', 'customer:required'),
    session: () => ({}),
  },
  {
    id: 'shape-null-customer',
    description: '`customer` is null',
    violates: sessionClauses('customer:oneOf', 'customer:discriminator'),
    session: setAt('customer', null),
  },
];
