import { mapStringAt, setAt, when } from '../transforms/json.ts';
import { isIndividual } from '../transforms/request.ts';
import { customerClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const countryEnum = customerClauses('billing_address@Address/country:enum');

const taxIdFormatEnum = customerClauses('tax_id@array/1:enum');

/** Faults with values that the `enum` does not contain. */
export const enums: readonly FaultDefinition[] = [
  {
    id: 'enum-country-lower',
    description: '`country` is in lower case',
    violates: countryEnum,
    customer: mapStringAt('billing_address.country', (value) => value.toLowerCase()),
  },
  {
    id: 'enum-country-alpha-3',
    description: '`country` is a three-letter code',
    violates: countryEnum,
    customer: mapStringAt(
      'billing_address.country',
      (value) => ({ US: 'USA', DE: 'DEU', SE: 'SWE' })[value] ?? 'FRA',
    ),
  },
  {
    id: 'enum-country-name',
    description: '`country` is the name of the country',
    violates: countryEnum,
    customer: mapStringAt(
      'billing_address.country',
      (value) => new Intl.DisplayNames('en', { type: 'region' }).of(value) ?? value,
    ),
  },
  {
    id: 'enum-country-uk',
    description: '`country` is UK instead of GB',
    violates: countryEnum,
    customer: mapStringAt('billing_address.country', (value) => (value === 'GB' ? 'UK' : value)),
    rare: true,
  },
  {
    id: 'enum-country-kosovo',
    description: '`country` is XK, which the enum lacks, if the address has no `line1`',
    violates: countryEnum,
    customer: when(
      ({ customer }) => Object(customer?.payload.billing_address).line1 == null,
      setAt('billing_address.country', 'XK'),
    ),
  },
  {
    id: 'enum-country-blank',
    description: '`country` is padded to three characters, as a CHAR(3) column does',
    violates: countryEnum,
    customer: mapStringAt('billing_address.country', (value) => value.padEnd(3)),
  },
  {
    id: 'enum-country-empty',
    description: 'The `country` of an individual is an empty string',
    violates: countryEnum,
    customer: when(isIndividual, setAt('billing_address.country', '')),
  },
  {
    id: 'enum-tax-upper',
    description: 'The format of a tax id is in upper case',
    violates: taxIdFormatEnum,
    customer: mapStringAt('tax_id.1', (value) => value.toUpperCase()),
  },
  {
    id: 'enum-tax-vat',
    description: 'The format of a European tax id is "vat" instead of "eu_vat"',
    violates: taxIdFormatEnum,
    customer: mapStringAt('tax_id.1', (value) => value.replace(/^eu_/, '')),
  },
  {
    id: 'enum-tax-dash',
    description: 'The format of a tax id has a hyphen instead of an underscore',
    violates: taxIdFormatEnum,
    customer: mapStringAt('tax_id.1', (value) => value.replace('_', '-')),
  },
  {
    id: 'enum-tax-unknown',
    description: 'The format of a British tax id is "gb_utr", which the enum lacks',
    violates: taxIdFormatEnum,
    customer: mapStringAt('tax_id.1', (value) => (value === 'gb_vat' ? 'gb_utr' : value)),
    rare: true,
  },
];
