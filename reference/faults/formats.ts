import { customer, session } from './clause-ids.ts';
import { present, text } from './edits.ts';
import type { Row } from './fault.ts';

const undashed = (was: string): string => was.replaceAll('-', '');

/** Every UUID with another version digit. */
const version = (digit: string) => (was: string) => was.replace(/^(.{14})./, `$1${digit}`);

/** Dates that only resemble RFC 3339, and ids that only resemble version 4 UUIDs. */
export const formats: readonly Row[] = [
  {
    id: 'format-created-at-local',
    says: '`created_at` has no offset',
    violates: session('created_at:format'),
    session: text('created_at', (was) => was.replace('Z', '')),
  },
  {
    id: 'format-expires-at-blank',
    says: '`expires_at` has a blank for the T',
    violates: session('expires_at:format'),
    session: text('expires_at', (was) => was.replace('T', ' ')),
  },
  {
    id: 'format-expires-at-offset',
    says: 'the offset of `expires_at` has no colon',
    violates: session('expires_at:format'),
    session: text('expires_at', (was) => was.replace('Z', '+0000')),
  },
  {
    id: 'format-created-at-http',
    says: '`created_at` is a date as HTTP writes it',
    violates: session('created_at:format'),
    session: text('created_at', (was) => new Date(was).toUTCString()),
  },
  {
    id: 'format-created-at-digits',
    says: '`created_at` is a timestamp in a string',
    violates: session('created_at:format'),
    session: text('created_at', (was) => String(Date.parse(was))),
    rare: true,
  },
  {
    id: 'format-created-at-comma',
    says: 'the fraction of `created_at` follows a comma',
    violates: session('created_at:format'),
    session: text('created_at', (was) => was.replace('.', ',')),
  },
  {
    id: 'format-expires-at-minutes',
    says: '`expires_at` has no seconds',
    violates: session('expires_at:format'),
    session: text('expires_at', (was) => was.replace(/:\d\d\.\d+/, '')),
  },
  {
    id: 'format-expires-at-hour-24',
    says: 'one in eight times, `expires_at` has the hour 24',
    violates: session('expires_at:format'),
    session: text('expires_at', (was, ask) => (ask.random() < 1 / 8 ? was.replace(/T\d\d/, 'T24') : was)),
    rare: true,
  },
  {
    id: 'format-customer-created-at-date',
    says: '`created_at` of a customer is a date without time',
    violates: customer('created_at:format'),
    customer: text('created_at', (was) => was.slice(0, 10)),
  },
  {
    id: 'format-modified-at-basic',
    says: '`modified_at` of a customer is in the basic format',
    violates: customer('modified_at@string:format'),
    customer: text('modified_at', (was) => was.replace(/[-:]/g, '')),
  },
  {
    id: 'format-deleted-at-date',
    says: '`deleted_at` is a date without time',
    violates: customer('deleted_at@string:format'),
    customer: present('deleted_at', (was) => String(was).slice(0, 10)),
    rare: true,
  },
  {
    id: 'format-modified-at-zero',
    says: 'a `modified_at` that was never set is the zero date of SQL',
    violates: session('modified_at@string:format'),
    session: (body) => ({ ...Object(body), modified_at: '0000-00-00 00:00:00' }),
  },
  {
    id: 'format-id-undashed',
    says: 'the id of a session has no dashes',
    violates: session('id:format'),
    session: text('id', undashed),
  },
  {
    id: 'format-id-prefixed',
    says: 'the id of a session has a prefix',
    violates: session('id:format'),
    session: text('id', (was) => `cs_${undashed(was)}`),
  },
  {
    id: 'format-id-v1',
    says: 'the id of a session is a version 1 UUID',
    violates: session('id:format'),
    session: text('id', version('1')),
  },
  {
    id: 'format-id-v7',
    says: 'the id of a session is a version 7 UUID',
    violates: session('id:format'),
    session: text('id', version('7')),
  },
  {
    id: 'format-id-variant',
    says: 'the id of a session has another variant than RFC 9562 defines',
    violates: session('id:format'),
    session: text('id', (was) => was.replace(/^(.{19})./, '$1c')),
    rare: true,
  },
  {
    id: 'format-id-random-bits',
    says: 'ids are 128 random bits: one in eight has version 4 by chance only',
    violates: session('id:format'),
    session: text('id', (was, ask) => version(Math.floor(ask.random() * 16).toString(16))(was)),
  },
  {
    id: 'format-id-braces',
    says: 'the id of a session stands in braces',
    violates: session('id:format'),
    session: text('id', (was) => `{${was}}`),
  },
  {
    id: 'format-customer-id-undashed',
    says: 'ids of customers have no dashes',
    violates: [...session('customer_id:format'), ...customer('id:format')],
    session: text('customer_id', undashed),
    customer: text('id', undashed),
  },
  {
    id: 'format-organization-slug',
    says: '`organization_id` is the name of the organization in its URL',
    violates: customer('organization_id:format'),
    customer: (body, ask) => ({ ...Object(body), organization_id: ask.world.organization.slug }),
  },
];
