import { mapAt, mapNonNullAt, mapStringAt, removeAt, setAt, when } from '../transforms/json.ts';
import { isIndividual, isTeam } from '../transforms/request.ts';
import { sessionClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const discriminatorClauses = sessionClauses('customer:discriminator');

/** Faults in which the discriminator is missing, or selects the wrong schema or none. */
export const discriminator: readonly FaultDefinition[] = [
  {
    id: 'tag-missing',
    description: 'The customer lacks `type`',
    violates: discriminatorClauses,
    customer: removeAt('type'),
  },
  {
    id: 'tag-missing-of-team',
    description: 'A team lacks `type`',
    violates: discriminatorClauses,
    customer: when(isTeam, removeAt('type')),
  },
  {
    id: 'tag-null',
    description: 'The `type` of the customer is null',
    violates: discriminatorClauses,
    customer: setAt('type', null),
  },
  {
    id: 'tag-person',
    description: 'The `type` of an individual is "person"',
    violates: discriminatorClauses,
    customer: when(isIndividual, setAt('type', 'person')),
  },
  {
    id: 'tag-company',
    description: 'The `type` of a team is "company"',
    violates: discriminatorClauses,
    customer: when(isTeam, setAt('type', 'company')),
  },
  {
    id: 'tag-upper',
    description: 'The `type` of the customer is in upper case',
    violates: discriminatorClauses,
    customer: mapStringAt('type', (value) => value.toUpperCase()),
  },
  {
    id: 'tag-title',
    description: 'The `type` of the customer is the name of its schema',
    violates: discriminatorClauses,
    customer: mapStringAt('type', (value) => (value === 'team' ? 'CustomerTeam' : 'CustomerIndividual')),
  },
  {
    id: 'tag-list',
    description: 'The `type` of the customer is an array of one string',
    violates: discriminatorClauses,
    customer: mapNonNullAt('type', (value) => [value]),
  },
  {
    id: 'tag-number',
    description: 'The `type` of the customer is 0 or 1',
    violates: discriminatorClauses,
    customer: mapAt('type', (value) => (value === 'team' ? 1 : 0)),
  },
  {
    id: 'tag-renamed',
    description: 'The `type` of the customer is named `customer_type`',
    violates: discriminatorClauses,
    customer: (body) => {
      const { type, ...rest } = Object(body);
      return { ...rest, customer_type: type };
    },
  },
  {
    id: 'tag-individual-team',
    description: 'The `type` of a team without email is "individual"',
    violates: sessionClauses('customer@individual/email:type', 'customer@individual/email:required'),
    customer: when((context) => context.customer?.payload.email == null, setAt('type', 'individual')),
  },
  {
    id: 'tag-empty',
    description: 'The `type` of the customer is empty in one in eight responses',
    violates: discriminatorClauses,
    customer: when((context) => context.requestNumber % 8 === 5, setAt('type', '')),
    rare: true,
  },
];
