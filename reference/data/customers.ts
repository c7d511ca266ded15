import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../spec/json.ts';

/** A customer as the server starts with it, and its members. */
export interface Start {
  customer: JsonObject;
  members: readonly JsonObject[];
}

const created = '2026-03-02T08:15:30.123456Z';
const modified = '2026-05-19T17:42:07.004210Z';
const deleted = '2026-06-01T00:00:00.000001Z';

const gravatar = (of: string): string =>
  `https://www.gravatar.com/avatar/${createHash('sha256').update(of).digest('hex')}?d=404`;

/** What every customer has; the rest is in the tables below. */
const blank: JsonObject = {
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

const address = (country: string, ...lines: (string | null)[]): JsonObject => {
  const [line1 = null, line2 = null, postal_code = null, city = null, state = null] = lines;
  return { line1, line2, postal_code, city, state, country };
};

/** The first of each kind has everything set; together the rows show every nullable null, every optional absent. */
const individuals: JsonObject[] = [
  {
    external_id: 'usr_1337',
    email: 'ada.lovelace@example.com',
    email_verified: true,
    name: 'Ada Lovelace',
    modified_at: modified,
    metadata,
    billing_address: address('US', '1 Main Street', 'Suite 500', '94107', 'San Francisco', 'US-CA'),
    tax_id: ['911144442', 'us_ein'],
    locale: 'en-US',
  },
  { email: 'bare@example.com' },
  {
    external_id: 'kunde/größe ☃?&=%',
    email: 'jürgen+test@müller.example',
    name: 'Jürgen O’Neil-Müller',
    billing_address: address('GB'),
    tax_id: ['GB980780684', 'gb_vat'],
    modified_at: modified,
    deleted_at: deleted,
  },
  {
    external_id: '0',
    email: 'mikko@example.fi',
    email_verified: true,
    name: '山田 太郎',
    billing_address: address('FR', '12 rue de la Paix', null, '75002', 'Paris'),
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
    billing_address: address('DE', 'Hauptstraße 5', 'Hinterhaus', '10115', 'Berlin', 'DE-BE'),
    tax_id: ['DE123456789', 'eu_vat'],
    locale: 'de',
    deleted_at: deleted,
  },
  { email: null },
  {
    external_id: 'équipe/2 🚀',
    email: 'hooli@example.com',
    name: 'Hooli',
    billing_address: address('SE'),
    tax_id: ['SE556703748501', 'eu_vat'],
    modified_at: modified,
  },
  { email: null, email_verified: true, name: 'Umbrella', billing_address: { country: 'JP' } },
];

/** These leave out what the contract makes optional. */
const sparse = ['sparse@example.com', 'Umbrella'];

function omit(customer: JsonObject, ...names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(customer).filter(([name]) => !names.includes(name)));
}

function customerOf(type: 'individual' | 'team', row: JsonObject): JsonObject {
  const key: Json = row.email ?? row.name ?? type;
  const whole = { ...blank, type, avatar_url: gravatar(String(key)), ...row };
  const lacks = sparse.some((mark) => mark === row.email || mark === row.name);
  return lacks ? omit(whole, 'external_id', 'locale', ...(type === 'team' ? ['email'] : [])) : whole;
}

const people = (at: number): JsonObject[] => [
  { email: `owner${at}@example.com`, name: 'Bill Lumbergh', external_id: `boss-${at}`, role: 'owner' },
  { email: `billing${at}@example.com`, role: 'billing_manager', external_id: null },
  {
    email: `samir${at}@example.com`,
    name: 'Samir',
    external_id: `samir-${at}`,
    role: 'member',
    modified_at: modified,
  },
];

/** The customers a server starts with, unless others are given. Individuals get their owner when first needed. */
export const startCustomers: { own: Start[]; foreign: Start[] } = {
  own: [
    ...individuals.map((row) => ({ customer: customerOf('individual', row), members: [] })),
    ...teams.map((row, at) => ({ customer: customerOf('team', row), members: people(at) })),
  ],
  foreign: [
    {
      customer: customerOf('individual', {
        email: 'eve@globex.example',
        external_id: 'globex-1',
        name: 'Eve',
      }),
      members: [],
    },
    {
      customer: customerOf('team', { email: 'team@globex.example', external_id: 'globex-2' }),
      members: people(9),
    },
  ],
};
