import { mapNonNullAt, mapStringAt } from '../transforms/json.ts';
import { customerClauses, sessionClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const removeHyphens = (value: string): string => value.replaceAll('-', '');

/** Replaces the version digit of a UUID. */
const withVersion = (digit: string) => (value: string) => value.replace(/^(.{14})./, `$1${digit}`);

/** Faults with timestamps that RFC 3339 does not allow, and ids that are not version 4 UUIDs. */
export const formats: readonly FaultDefinition[] = [
  {
    id: 'format-created-at-local',
    description: '`created_at` lacks an offset',
    violates: sessionClauses('created_at:format'),
    session: mapStringAt('created_at', (value) => value.replace('Z', '')),
  },
  {
    id: 'format-expires-at-blank',
    description: '`expires_at` has a space instead of the T',
    violates: sessionClauses('expires_at:format'),
    session: mapStringAt('expires_at', (value) => value.replace('T', ' ')),
  },
  {
    id: 'format-expires-at-offset',
    description: 'The offset of `expires_at` lacks a colon',
    violates: sessionClauses('expires_at:format'),
    session: mapStringAt('expires_at', (value) => value.replace('Z', '+0000')),
  },
  {
    id: 'format-created-at-http',
    description: '`created_at` is an HTTP date',
    violates: sessionClauses('created_at:format'),
    session: mapStringAt('created_at', (value) => new Date(value).toUTCString()),
  },
  {
    id: 'format-created-at-digits',
    description: '`created_at` is a string with a Unix timestamp in milliseconds',
    violates: sessionClauses('created_at:format'),
    session: mapStringAt('created_at', (value) => String(Date.parse(value))),
    rare: true,
  },
  {
    id: 'format-created-at-comma',
    description: '`created_at` has a comma before the fraction',
    violates: sessionClauses('created_at:format'),
    session: mapStringAt('created_at', (value) => value.replace('.', ',')),
  },
  {
    id: 'format-expires-at-minutes',
    description: '`expires_at` lacks the seconds',
    violates: sessionClauses('expires_at:format'),
    session: mapStringAt('expires_at', (value) => value.replace(/:\d\d\.\d+/, '')),
  },
  {
    id: 'format-expires-at-hour-24',
    description: '`expires_at` has the hour 24 in one in eight responses',
    violates: sessionClauses('expires_at:format'),
    session: mapStringAt('expires_at', (value, context) =>
      context.random() < 1 / 8 ? value.replace(/T\d\d/, 'T24') : value,
    ),
    rare: true,
  },
  {
    id: 'format-customer-created-at-date',
    description: '`created_at` of the customer is a date without a time',
    violates: customerClauses('created_at:format'),
    customer: mapStringAt('created_at', (value) => value.slice(0, 10)),
  },
  {
    id: 'format-modified-at-basic',
    description: '`modified_at` of the customer is in the basic format of ISO 8601',
    violates: customerClauses('modified_at@string:format'),
    customer: mapStringAt('modified_at', (value) => value.replace(/[-:]/g, '')),
  },
  {
    id: 'format-deleted-at-date',
    description: '`deleted_at` is a date without a time',
    violates: customerClauses('deleted_at@string:format'),
    customer: mapNonNullAt('deleted_at', (value) => String(value).slice(0, 10)),
    rare: true,
  },
  {
    id: 'format-modified-at-zero',
    description: '`modified_at` of the session is the zero date of SQL instead of null',
    violates: sessionClauses('modified_at@string:format'),
    session: (body) => ({ ...Object(body), modified_at: '0000-00-00 00:00:00' }),
  },
  {
    id: 'format-id-undashed',
    description: 'The session id lacks hyphens',
    violates: sessionClauses('id:format'),
    session: mapStringAt('id', removeHyphens),
  },
  {
    id: 'format-id-prefixed',
    description: 'The session id has a prefix',
    violates: sessionClauses('id:format'),
    session: mapStringAt('id', (value) => `cs_${removeHyphens(value)}`),
  },
  {
    id: 'format-id-v1',
    description: 'The session id is a version 1 UUID',
    violates: sessionClauses('id:format'),
    session: mapStringAt('id', withVersion('1')),
  },
  {
    id: 'format-id-v7',
    description: 'The session id is a version 7 UUID',
    violates: sessionClauses('id:format'),
    session: mapStringAt('id', withVersion('7')),
  },
  {
    id: 'format-id-variant',
    description: 'The session id has a variant other than that of RFC 9562',
    violates: sessionClauses('id:format'),
    session: mapStringAt('id', (value) => value.replace(/^(.{19})./, '$1c')),
    rare: true,
  },
  {
    id: 'format-id-random-bits',
    description: 'The session id has a random version: it is rarely a version 4 UUID',
    violates: sessionClauses('id:format'),
    session: mapStringAt('id', (value, context) =>
      withVersion(Math.floor(context.random() * 16).toString(16))(value),
    ),
  },
  {
    id: 'format-id-braces',
    description: 'The session id is in braces',
    violates: sessionClauses('id:format'),
    session: mapStringAt('id', (value) => `{${value}}`),
  },
  {
    id: 'format-customer-id-undashed',
    description: 'Customer ids lack hyphens',
    violates: [...sessionClauses('customer_id:format'), ...customerClauses('id:format')],
    session: mapStringAt('customer_id', removeHyphens),
    customer: mapStringAt('id', removeHyphens),
  },
  {
    id: 'format-organization-slug',
    description: '`organization_id` is the slug of the organization',
    violates: customerClauses('organization_id:format'),
    customer: (body, context) => ({ ...Object(body), organization_id: context.store.organization.slug }),
  },
];
