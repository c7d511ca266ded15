import type { Lookup, RequestContext, Transform } from '../pipeline.ts';
import type { CustomerRecord } from '../store.ts';
import { semanticsClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const listOwnCustomers = ({ store }: RequestContext): CustomerRecord[] =>
  store.customers.filter(({ organization }) => organization === store.organization);

/** If no customer has the requested external id, finds one whose id matches by a weaker comparison. */
const matchExternalId =
  (matches: (externalId: string, requested: string) => boolean): Transform<Lookup<CustomerRecord>> =>
  (lookup, context) =>
    lookup.found || lookup.field !== 'external_customer_id'
      ? lookup
      : {
          ...lookup,
          found: listOwnCustomers(context).find(
            ({ payload }) =>
              typeof payload.external_id === 'string' && matches(payload.external_id, String(lookup.value)),
          ),
        };

/** Faults that find the wrong customer or member. */
export const lookups: readonly FaultDefinition[] = [
  {
    id: 'customer-always-first',
    description: 'Every session is for the first customer',
    violates: semanticsClauses('asked-customer'),
    customerLookup: (lookup, context) =>
      lookup.found ? { ...lookup, found: listOwnCustomers(context)[0] } : lookup,
  },
  {
    id: 'customer-unknown-first',
    description: 'An unknown customer selects the first customer',
    violates: semanticsClauses('unknown-customer'),
    customerLookup: (lookup, context) => ({ ...lookup, found: lookup.found ?? listOwnCustomers(context)[0] }),
  },
  {
    id: 'customer-unknown-created',
    description: 'An unknown external id creates a customer',
    violates: semanticsClauses('unknown-external-customer'),
    customerLookup: (lookup, context) => {
      const [model] = listOwnCustomers(context);
      if (lookup.found || lookup.field !== 'external_customer_id' || !model) return lookup;
      return {
        ...lookup,
        found: { ...model, payload: { ...model.payload, external_id: lookup.value, name: null } },
      };
    },
  },
  {
    id: 'customer-case',
    description: 'External ids are compared without case',
    violates: semanticsClauses('external-id-case'),
    customerLookup: matchExternalId(
      (externalId, requested) => externalId.toLowerCase() === requested.toLowerCase(),
    ),
  },
  {
    id: 'customer-prefix',
    description: 'A prefix of an external id is enough',
    violates: semanticsClauses('external-id-prefix'),
    customerLookup: matchExternalId(
      (externalId, requested) => requested !== '' && externalId.startsWith(requested),
    ),
  },
  {
    id: 'customer-longer',
    description: 'Characters after an external id are ignored',
    violates: semanticsClauses('external-id-longer'),
    customerLookup: matchExternalId((externalId, requested) => requested.startsWith(externalId)),
  },
  {
    id: 'customer-trimmed',
    description: 'Spaces around an external id are ignored',
    violates: semanticsClauses('external-id-blank'),
    customerLookup: matchExternalId((externalId, requested) => externalId === requested.trim()),
    rare: true,
  },
  {
    id: 'customer-empty',
    description: 'An empty external id selects the first customer that has an external id',
    violates: semanticsClauses('empty-external-id'),
    customerLookup: matchExternalId((_, requested) => requested === ''),
    rare: true,
  },
  {
    id: 'member-unknown-owner',
    description: 'An unknown member id selects the first member',
    violates: semanticsClauses('unknown-member'),
    memberLookup: (lookup, context) => ({
      ...lookup,
      found: lookup.found ?? (lookup.value === null ? undefined : (context.customer?.members[0] ?? {})),
    }),
  },
  {
    id: 'member-external-unknown',
    description: 'An unknown external member id selects the first member',
    violates: semanticsClauses('unknown-external-member'),
    memberLookup: (lookup, context) =>
      lookup.field === 'external_member_id' && !lookup.found
        ? { ...lookup, found: context.customer?.members[0] ?? {} }
        : lookup,
  },
];
