import { customer, session, team } from './clause-ids.ts';
import { drop, isIndividual, isTeam, present, replace, set, text, when } from './edits.ts';
import type { Row } from './fault.ts';

const country = customer('billing_address@Address/country:enum');
const format = customer('tax_id@array/1:enum');

/** Values that an enumeration does not list. */
export const enums: readonly Row[] = [
  {
    id: 'enum-country-lower',
    says: 'countries are written in lower case',
    violates: country,
    customer: text('billing_address.country', (was) => was.toLowerCase()),
  },
  {
    id: 'enum-country-alpha-3',
    says: 'countries are written with three letters',
    violates: country,
    customer: text('billing_address.country', (was) => ({ US: 'USA', DE: 'DEU', SE: 'SWE' })[was] ?? 'FRA'),
  },
  {
    id: 'enum-country-name',
    says: 'countries are written out',
    violates: country,
    customer: text(
      'billing_address.country',
      (was) => new Intl.DisplayNames('en', { type: 'region' }).of(was) ?? was,
    ),
  },
  {
    id: 'enum-country-uk',
    says: 'GB is called UK',
    violates: country,
    customer: text('billing_address.country', (was) => (was === 'GB' ? 'UK' : was)),
    rare: true,
  },
  {
    id: 'enum-country-kosovo',
    says: 'where only the country is known it is XK, which the list lacks',
    violates: country,
    customer: when(
      ({ customer: found }) => Object(found?.payload.billing_address).line1 == null,
      set('billing_address.country', 'XK'),
    ),
  },
  {
    id: 'enum-country-blank',
    says: 'countries are padded as the column CHAR(3) pads them',
    violates: country,
    customer: text('billing_address.country', (was) => was.padEnd(3)),
  },
  {
    id: 'enum-country-empty',
    says: 'an unknown country is an empty text',
    violates: country,
    customer: when(isIndividual, set('billing_address.country', '')),
  },
  {
    id: 'enum-tax-upper',
    says: 'the format of a tax id is written in upper case',
    violates: format,
    customer: text('tax_id.1', (was) => was.toUpperCase()),
  },
  {
    id: 'enum-tax-vat',
    says: 'the format of European tax ids is "vat"',
    violates: format,
    customer: text('tax_id.1', (was) => was.replace(/^eu_/, '')),
  },
  {
    id: 'enum-tax-dash',
    says: 'the format of a tax id is written with a dash',
    violates: format,
    customer: text('tax_id.1', (was) => was.replace('_', '-')),
  },
  {
    id: 'enum-tax-unknown',
    says: 'the format of British tax ids is none of the list',
    violates: format,
    customer: text('tax_id.1', (was) => (was === 'gb_vat' ? 'gb_utr' : was)),
    rare: true,
  },
];

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

const items = (was: unknown): [string, string] =>
  Array.isArray(was) ? [String(was[0]), String(was[1])] : ['', ''];

/** A tax id is a pair: number, then format. */
export const tuples: readonly Row[] = [
  {
    id: 'tuple-swapped',
    says: 'a tax id has the format first',
    violates: format,
    customer: present('tax_id', (was) => items(was).reverse()),
  },
  {
    id: 'tuple-three',
    says: 'a tax id has a third item',
    violates: customer('tax_id@array:maxItems'),
    customer: present('tax_id', (was) => [...items(was), 'verified']),
  },
  {
    id: 'tuple-one',
    says: 'a tax id is a list of the number alone',
    violates: customer('tax_id@array:minItems'),
    customer: present('tax_id', (was) => items(was).slice(0, 1)),
  },
  {
    id: 'tuple-empty',
    says: 'the tax id of a team is an empty list',
    violates: team('tax_id@array:minItems'),
    customer: when(isTeam, set('tax_id', [])),
  },
  {
    id: 'tuple-object',
    says: 'a tax id is an object of number and format',
    violates: customer('tax_id:anyOf'),
    customer: present('tax_id', (was) => ({ value: items(was)[0], type: items(was)[1] })),
  },
  {
    id: 'tuple-text',
    says: 'a tax id is the number alone',
    violates: customer('tax_id:anyOf'),
    customer: present('tax_id', (was) => items(was)[0]),
  },
  {
    id: 'tuple-list-of-pairs',
    says: 'a tax id is a list of pairs',
    violates: customer('tax_id@array:minItems'),
    customer: present('tax_id', (was) => [items(was)]),
  },
  {
    id: 'tuple-number',
    says: 'the number of a tax id of digits is a number',
    violates: customer('tax_id@array/0:type'),
    customer: text('tax_id.0', (was) => (/^\d+$/.test(was) ? Number(was) : was)),
  },
  {
    id: 'tuple-null-format',
    says: 'the format of a tax id is null',
    violates: customer('tax_id@array/1:type'),
    customer: set('tax_id.1', null),
  },
  {
    id: 'tuple-object-format',
    says: 'the format of a tax id is an object',
    violates: customer('tax_id@array/1:type'),
    customer: text('tax_id.1', (code) => ({ code })),
    rare: true,
  },
];
