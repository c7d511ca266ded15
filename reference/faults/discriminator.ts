import { session } from './clause-ids.ts';
import { drop, isIndividual, isTeam, present, replace, set, text, when } from './edits.ts';
import type { Row } from './fault.ts';

const tag = session('customer:discriminator');

/** Tags that lead to no schema, or to the wrong one. */
export const discriminator: readonly Row[] = [
  { id: 'tag-missing', says: 'a customer has no `type`', violates: tag, customer: drop('type') },
  {
    id: 'tag-missing-of-team',
    says: 'a team has no `type`',
    violates: tag,
    customer: when(isTeam, drop('type')),
  },
  { id: 'tag-null', says: "a customer's `type` is null", violates: tag, customer: set('type', null) },
  {
    id: 'tag-person',
    says: 'an individual is tagged "person"',
    violates: tag,
    customer: when(isIndividual, set('type', 'person')),
  },
  {
    id: 'tag-company',
    says: 'a team is tagged "company"',
    violates: tag,
    customer: when(isTeam, set('type', 'company')),
  },
  {
    id: 'tag-upper',
    says: 'tags are written in upper case',
    violates: tag,
    customer: text('type', (was) => was.toUpperCase()),
  },
  {
    id: 'tag-title',
    says: 'tags are the names of the schemas',
    violates: tag,
    customer: text('type', (was) => (was === 'team' ? 'CustomerTeam' : 'CustomerIndividual')),
  },
  {
    id: 'tag-list',
    says: 'the tag is a list of one',
    violates: tag,
    customer: present('type', (was) => [was]),
  },
  {
    id: 'tag-number',
    says: 'tags are numbers: 0 and 1',
    violates: tag,
    customer: replace('type', (was) => (was === 'team' ? 1 : 0)),
  },
  {
    id: 'tag-renamed',
    says: 'the tag is called `customer_type`',
    violates: tag,
    customer: (body) => {
      const { type, ...rest } = Object(body);
      return { ...rest, customer_type: type };
    },
  },
  {
    id: 'tag-individual-team',
    says: 'a team without e-mail is tagged "individual"',
    violates: session('customer@individual/email:type', 'customer@individual/email:required'),
    customer: when((ask) => ask.customer?.payload.email == null, set('type', 'individual')),
  },
  {
    id: 'tag-empty',
    says: 'one tag in eight is empty',
    violates: tag,
    customer: when((ask) => ask.number % 8 === 5, set('type', '')),
    rare: true,
  },
];
