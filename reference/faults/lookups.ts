import type { Ask, Lookup } from '../pipeline.ts';
import type { CustomerRecord } from '../store.ts';
import { semantics } from './clause-ids.ts';
import type { Change } from './edits.ts';
import type { Row } from './fault.ts';

type Found = Lookup<CustomerRecord>;

const own = (ask: Ask): CustomerRecord[] =>
  ask.world.customers.filter(({ organization }) => organization === ask.world.organization);

/** Looks among the organization's customers for one that the server should not have found. */
const orElse =
  (matches: (external: string, asked: string) => boolean): Change<Found> =>
  (lookup, ask) =>
    lookup.found || lookup.field !== 'external_customer_id'
      ? lookup
      : {
          ...lookup,
          found: own(ask).find(
            ({ payload }) =>
              typeof payload.external_id === 'string' && matches(payload.external_id, String(lookup.value)),
          ),
        };

/** Who gets a session. */
export const lookups: readonly Row[] = [
  {
    id: 'customer-always-first',
    says: 'every session is about the first customer',
    violates: semantics('asked-customer'),
    found: (lookup, ask) => (lookup.found ? { ...lookup, found: own(ask)[0] } : lookup),
  },
  {
    id: 'customer-unknown-first',
    says: 'an unknown customer gets the first customer’s session',
    violates: semantics('unknown-customer'),
    found: (lookup, ask) => ({ ...lookup, found: lookup.found ?? own(ask)[0] }),
  },
  {
    id: 'customer-unknown-created',
    says: 'an unknown external id makes a customer',
    violates: semantics('unknown-external-customer'),
    found: (lookup, ask) => {
      const [model] = own(ask);
      if (lookup.found || lookup.field !== 'external_customer_id' || !model) return lookup;
      return {
        ...lookup,
        found: { ...model, payload: { ...model.payload, external_id: lookup.value, name: null } },
      };
    },
  },
  {
    id: 'customer-case',
    says: 'external ids match in any case',
    violates: semantics('external-id-case'),
    found: orElse((known, asked) => known.toLowerCase() === asked.toLowerCase()),
  },
  {
    id: 'customer-prefix',
    says: 'the beginning of an external id is enough',
    violates: semantics('external-id-prefix'),
    found: orElse((known, asked) => asked !== '' && known.startsWith(asked)),
  },
  {
    id: 'customer-longer',
    says: 'what follows an external id is ignored',
    violates: semantics('external-id-longer'),
    found: orElse((known, asked) => asked.startsWith(known)),
  },
  {
    id: 'customer-trimmed',
    says: 'blanks around an external id are ignored',
    violates: semantics('external-id-blank'),
    found: orElse((known, asked) => known === asked.trim()),
    rare: true,
  },
  {
    id: 'customer-empty',
    says: 'an empty external id matches the first customer without one',
    violates: semantics('empty-external-id'),
    found: orElse((_, asked) => asked === ''),
    rare: true,
  },
  {
    id: 'member-unknown-owner',
    says: 'an unknown member is replaced by the owner',
    violates: semantics('unknown-member'),
    member: (lookup, ask) => ({
      ...lookup,
      found: lookup.found ?? (lookup.value === null ? undefined : (ask.customer?.members[0] ?? {})),
    }),
  },
  {
    id: 'member-external-unknown',
    says: 'an unknown external member is left out of account',
    violates: semantics('unknown-external-member'),
    member: (lookup, ask) =>
      lookup.field === 'external_member_id' && !lookup.found
        ? { ...lookup, found: ask.customer?.members[0] ?? {} }
        : lookup,
  },
];
