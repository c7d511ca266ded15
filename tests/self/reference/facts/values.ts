import type { Fact } from './fact.ts';

const A = 'CustomerSessionCustomerIDCreate';

const B = 'CustomerSessionCustomerExternalIDCreate';

const denied = (name: string): string[] => [`value_error body.${name}`];

/** Values of the fields. */
export const values: Fact[] = [
  ...['<foreignCustomerId>', '5f0c9a6e-4a53-4d5e-9f43-0123456789ab'].map(
    (customer_id): Fact => ({
      says: `${customer_id} does not exist`,
      asked: { body: { customer_id } },
      status: 422,
      errors: denied('customer_id'),
      body: { error: 'PolarRequestValidationError' },
    }),
  ),
  ...['USR_1337', '', 'a\0b', 'globex-1'].map(
    (id): Fact => ({
      says: `${JSON.stringify(id)} does not exist`,
      asked: { body: { external_customer_id: id } },
      status: 422,
      errors: denied('external_customer_id'),
    }),
  ),
  { says: 'a lone surrogate is no text', asked: { text: '{"external_customer_id":"\\ud800"}' }, status: 422 },
  {
    says: 'the alias is accepted',
    asked: { body: { customer_external_id: '<externalCustomerId>' } },
    status: 201,
  },
  {
    says: 'errors of the alias name the field',
    asked: { body: { customer_external_id: 5 } },
    status: 422,
    errors: [`missing body.${A}.customer_id`, `string_type body.${B}.external_customer_id`],
  },
  {
    says: 'a UUID of version 1 is refused',
    asked: { body: { customer_id: '5f0c9a6e-4a53-1d5e-9f43-0123456789ab' } },
    status: 422,
    errors: [`uuid_version body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'a number is no UUID',
    asked: { body: { customer_id: 5 } },
    status: 422,
    errors: [`uuid_type body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'errors echo a UUID normalised',
    asked: { body: { customer_id: '{5F0C9A6E4A534D5E9F430123456789AB}' } },
    status: 422,
    body: { detail: [{ input: '5f0c9a6e-4a53-4d5e-9f43-0123456789ab' }] },
  },
  {
    says: 'both ids are taken',
    asked: { body: { customer_id: '<customerId>', external_customer_id: '<externalCustomerId>' } },
    status: 201,
    body: { customer_id: '<customerId>' },
  },
  {
    says: 'null is absent',
    asked: {
      body: { customer_id: '<customerId>', member_id: null, external_member_id: null, return_url: null },
    },
    status: 201,
    body: { return_url: null },
  },
];
