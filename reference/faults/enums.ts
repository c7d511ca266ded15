import { customer } from './clause-ids.ts';
import { isIndividual, set, text, when } from './edits.ts';
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
