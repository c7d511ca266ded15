import fc from 'fast-check';
import type { Json } from '../../../spec/json.ts';
import { companies, domains, locales, mailboxes, people } from './people.ts';
import { type Place, places } from './places.ts';

/** Values for a customer's properties that agree with each other, by the names that the contract gives them. */
export type Profile = Readonly<Record<string, Json>>;

const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();

interface Somebody {
  name: string;
  mailbox: string;
}

const individuals: fc.Arbitrary<Somebody> = fc
  .constantFrom(...people)
  .map(([first, last]) => ({ name: `${first} ${last}`, mailbox: ascii(`${first}.${last}`) }));

const teams: fc.Arbitrary<Somebody> = fc
  .constantFrom(...companies)
  .map((name) => ({ name, mailbox: `billing.${ascii(name)}` }));

const mailboxOf = (own: string, other: string): string => (/^[a-z]+(?:\.[a-z]+)+$/.test(own) ? own : other);

/** Microseconds, as servers keep them, or none. */
const instant: fc.Arbitrary<string> = fc
  .tuple(
    fc.date({
      min: new Date('2023-02-27T00:00:00Z'),
      max: new Date('2026-06-30T23:59:59Z'),
      noInvalidDate: true,
    }),
    fc.option(fc.nat(999), { nil: undefined }),
  )
  .map(([date, micros]) =>
    micros === undefined
      ? date.toISOString().replace(/\.\d+/, '')
      : date.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`),
  );

const history = (instants: readonly string[]): Profile => {
  const [created_at = '', modified_at = '', deleted_at = ''] = [...instants].sort();
  return { created_at, modified_at, deleted_at };
};

/** Without bias: two customers have two ids. */
const id = fc.noBias(fc.uuid({ version: 4 }));

/** Keys and values of all four types, as merchants attach them. */
const metadata: fc.Arbitrary<Json> = fc.dictionary(
  fc.constantFrom('plan', 'seats', 'discount', 'beta', 'crm id', 'größe', 'x-ref', '0'),
  fc.oneof(
    fc.constantFrom('', 'pro', 'true', '42', 'Größe ☃ 🧊'),
    fc.constantFrom(0, 1, -1, 12, 2 ** 31, 2 ** 53 - 1),
    fc.constantFrom(0.5, -0.25, 19.99, 1e-7, 1e21),
    fc.boolean(),
  ),
  { maxKeys: 6, noNullPrototype: true },
);

function address(place: Place, whole: boolean): Json {
  const { country, line1, line2 = null, postal = null, city = null, state = null } = place;
  if (!whole) return { country };
  return { line1, line2, postal_code: postal, city, state, country };
}

const externalId = fc.oneof(
  fc.nat(99_999).map((number) => `usr_${number}`),
  fc.constantFrom('1', '0', 'a/b?c=d&e#f', 'kunde größe ☃', '00000000-0000-4000-8000-000000000000'),
);

/** Individuals or teams, each of one place. */
export const profiles = (kind: 'individual' | 'team'): fc.Arbitrary<Profile> =>
  fc
    .record({
      somebody: kind === 'team' ? teams : individuals,
      place: fc.constantFrom(...places),
      mailbox: fc.constantFrom(...mailboxes),
      domain: fc.constantFrom(...domains),
      external_id: externalId,
      locale: fc.constantFrom(...locales),
      whole: fc.boolean(),
      digest: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
      id,
      organization_id: id,
      instants: fc.tuple(instant, instant, instant),
      metadata,
    })
    .map(({ somebody, place, mailbox, domain, whole, digest, instants, ...own }) => ({
      ...own,
      ...history(instants),
      name: somebody.name,
      email: `${mailboxOf(somebody.mailbox, mailbox)}@${domain}`,
      billing_address: address(place, whole),
      ...(place.taxId && { tax_id: [...place.taxId] }),
      avatar_url: `https://www.gravatar.com/avatar/${digest}?d=404`,
    }));
