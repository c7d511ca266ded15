import fc from 'fast-check';
import type { Json } from '../../../spec/json.ts';
import { type Address, addresses } from './addresses.ts';
import { companies, domains, locales, mailboxes, people } from './people.ts';

/** Consistent values for one customer, such as name, e-mail and address, by the property names of the contract. */
export type Profile = Readonly<Record<string, Json>>;

const toAsciiLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();

interface NameAndMailbox {
  name: string;
  mailbox: string;
}

const individuals: fc.Arbitrary<NameAndMailbox> = fc
  .constantFrom(...people)
  .map(([first, last]) => ({ name: `${first} ${last}`, mailbox: toAsciiLetters(`${first}.${last}`) }));

const teams: fc.Arbitrary<NameAndMailbox> = fc
  .constantFrom(...companies)
  .map((name) => ({ name, mailbox: `billing.${toAsciiLetters(name)}` }));

/** Returns `other` if the name has no ASCII letters to derive an e-mail address from. */
const selectMailbox = (fromName: string, other: string): string =>
  /^[a-z]+(?:\.[a-z]+)+$/.test(fromName) ? fromName : other;

/** Timestamps with microseconds, or without fractional seconds. */
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

const toTimestamps = (instants: readonly string[]): Profile => {
  const [created_at = '', modified_at = '', deleted_at = ''] = [...instants].sort();
  return { created_at, modified_at, deleted_at };
};

/** Without bias towards small values, because two customers must not have the same id. */
const id = fc.noBias(fc.uuid({ version: 4 }));

/** Metadata with values of all four allowed types. */
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

function toBillingAddress(address: Address, isComplete: boolean): Json {
  const { country, line1, line2 = null, postal = null, city = null, state = null } = address;
  if (!isComplete) return { country };
  return { line1, line2, postal_code: postal, city, state, country };
}

const externalId = fc.oneof(
  fc.nat(99_999).map((number) => `usr_${number}`),
  fc.constantFrom('1', '0', 'a/b?c=d&e#f', 'kunde größe ☃', '00000000-0000-4000-8000-000000000000'),
);

/** An arbitrary of individuals or teams, each with an address and a tax id of the same country. */
export const profiles = (kind: 'individual' | 'team'): fc.Arbitrary<Profile> =>
  fc
    .record({
      person: kind === 'team' ? teams : individuals,
      address: fc.constantFrom(...addresses),
      mailbox: fc.constantFrom(...mailboxes),
      domain: fc.constantFrom(...domains),
      external_id: externalId,
      locale: fc.constantFrom(...locales),
      isComplete: fc.boolean(),
      digest: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
      id,
      organization_id: id,
      instants: fc.tuple(instant, instant, instant),
      metadata,
    })
    .map(({ person, address, mailbox, domain, isComplete, digest, instants, ...rest }) => ({
      ...rest,
      ...toTimestamps(instants),
      name: person.name,
      email: `${selectMailbox(person.mailbox, mailbox)}@${domain}`,
      billing_address: toBillingAddress(address, isComplete),
      ...(address.taxId && { tax_id: [...address.taxId] }),
      avatar_url: `https://www.gravatar.com/avatar/${digest}?d=404`,
    }));
