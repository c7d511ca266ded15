import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../spec/json.ts';
import { omit } from '../json-object.ts';

/** A customer in the initial data of the server, and its members. */
export interface SeedCustomer {
  customer: JsonObject;
  members: readonly JsonObject[];
}

const created = '2026-03-02T08:15:30.123456Z';
const modified = '2026-05-19T17:42:07.004210Z';
const deleted = '2026-06-01T00:00:00.000001Z';

const gravatarUrl = (key: string): string =>
  `https://www.gravatar.com/avatar/${createHash('sha256').update(key).digest('hex')}?d=404`;

const customerDefaults: JsonObject = {
  created_at: created,
  modified_at: null,
  metadata: {},
  external_id: null,
  email_verified: false,
  name: null,
  billing_address: null,
  tax_id: null,
  locale: null,
  deleted_at: null,
};

const metadata: JsonObject = { plan: 'pro', seats: 12, discount: 0.25, beta: true, note: 'Größe ☃ 🧊' };

const createAddress = (country: string, ...lines: (string | null)[]): JsonObject => {
  const [line1 = null, line2 = null, postal_code = null, city = null, state = null] = lines;
  return { line1, line2, postal_code, city, state, country };
};

/**
 * Individuals. The first has all properties set; the others have every property that may be null or absent without a
 * value.
 */
const individuals: JsonObject[] = [
  {
    external_id: 'usr_1337',
    email: 'ada.lovelace@example.com',
    email_verified: true,
    name: 'Ada Lovelace',
    modified_at: modified,
    metadata,
    billing_address: createAddress('US', '1 Main Street', 'Suite 500', '94107', 'San Francisco', 'US-CA'),
    tax_id: ['911144442', 'us_ein'],
    locale: 'en-US',
    billing_name: 'Ada King, Countess of Lovelace',
    first_user_event_at: '2026-02-27T23:59:59.999999Z',
    default_payment_method_id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  },
  { email: 'bare@example.com' },
  {
    external_id: 'kunde/größe ☃?&=%',
    email: 'jürgen+test@müller.example',
    name: 'Jürgen O’Neil-Müller',
    billing_address: createAddress('GB'),
    tax_id: ['GB980780684', 'gb_vat'],
    modified_at: modified,
    deleted_at: deleted,
  },
  {
    external_id: '0',
    email: 'mikko@example.fi',
    email_verified: true,
    name: '山田 太郎',
    billing_address: createAddress('FR', '12 rue de la Paix', null, '75002', 'Paris'),
    locale: 'fr',
    metadata: { 'clé é': '', zero: 0, negative: -1.5, off: false },
  },
  { email: 'sparse@example.com', billing_address: { country: 'NO' } },
];

const teams: JsonObject[] = [
  {
    external_id: 'team_42',
    email: 'billing@initech.example',
    email_verified: true,
    name: 'Initech, Inc.',
    modified_at: modified,
    metadata,
    billing_address: createAddress('DE', 'Hauptstraße 5', 'Hinterhaus', '10115', 'Berlin', 'DE-BE'),
    tax_id: ['DE123456789', 'eu_vat'],
    locale: 'de',
    deleted_at: deleted,
    billing_name: 'Initech, Inc.',
    first_user_event_at: modified,
    default_payment_method_id: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
  },
  { email: null, default_payment_method_id: null },
  {
    external_id: 'équipe/2 🚀',
    email: 'hooli@example.com',
    name: 'Hooli',
    billing_address: createAddress('SE'),
    tax_id: ['SE556703748501', 'eu_vat'],
    modified_at: modified,
  },
  { email: null, email_verified: true, name: 'Umbrella', billing_address: { country: 'JP' } },
];

/** The emails or names of the customers that lack the optional properties. */
const withoutOptional: readonly Json[] = ['sparse@example.com', 'Umbrella'];

function createCustomer(type: 'individual' | 'team', row: JsonObject): JsonObject {
  const key: Json = row.email ?? row.name ?? type;
  const customer = { ...customerDefaults, type, avatar_url: gravatarUrl(String(key)), ...row };
  return withoutOptional.includes(key)
    ? omit(customer, 'external_id', 'locale', ...(type === 'team' ? ['email'] : []))
    : customer;
}

const createMembers = (index: number): JsonObject[] => [
  { email: `owner${index}@example.com`, name: 'Bill Lumbergh', external_id: `boss-${index}`, role: 'owner' },
  { email: `billing${index}@example.com`, role: 'billing_manager', external_id: null },
  {
    email: `samir${index}@example.com`,
    name: 'Samir',
    external_id: `samir-${index}`,
    role: 'member',
    modified_at: modified,
  },
];

/** The built-in customers. Individuals have no members; their owner is created when it is first needed. */
export const seedCustomers: { own: SeedCustomer[]; foreign: SeedCustomer[] } = {
  own: [
    ...individuals.map((row) => ({ customer: createCustomer('individual', row), members: [] })),
    ...teams.map((row, index) => ({ customer: createCustomer('team', row), members: createMembers(index) })),
  ],
  foreign: [
    {
      customer: createCustomer('individual', {
        email: 'eve@globex.example',
        external_id: 'globex-1',
        name: 'Eve',
      }),
      members: [],
    },
    {
      customer: createCustomer('team', { email: 'team@globex.example', external_id: 'globex-2' }),
      members: createMembers(9),
    },
  ],
};
