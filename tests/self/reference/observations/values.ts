import type { Observation } from './observation.ts';

const byId = 'CustomerSessionCustomerIDCreate';
const byExternalId = 'CustomerSessionCustomerExternalIDCreate';

const valueErrors = (name: string): string[] => [`value_error body.${name}`];

export const values: Observation[] = [
  ...['<foreignCustomerId>', '5f0c9a6e-4a53-4d5e-9f43-0123456789ab'].map(
    (customer_id): Observation => ({
      description: `${customer_id} does not exist`,
      request: { body: { customer_id } },
      status: 422,
      errors: valueErrors('customer_id'),
      body: { error: 'PolarRequestValidationError' },
    }),
  ),
  ...['USR_1337', '', 'a\0b', 'globex-1'].map(
    (id): Observation => ({
      description: `${JSON.stringify(id)} does not exist`,
      request: { body: { external_customer_id: id } },
      status: 422,
      errors: valueErrors('external_customer_id'),
    }),
  ),
  {
    description: 'a lone surrogate is rejected',
    request: { text: '{"external_customer_id":"\\ud800"}' },
    status: 422,
  },
  {
    description: 'the alias is accepted',
    request: { body: { customer_external_id: '<externalCustomerId>' } },
    status: 201,
  },
  {
    description: 'errors in the alias have the name of the field',
    request: { body: { customer_external_id: 5 } },
    status: 422,
    errors: [`missing body.${byId}.customer_id`, `string_type body.${byExternalId}.external_customer_id`],
  },
  {
    description: 'a version 1 UUID is rejected',
    request: { body: { customer_id: '5f0c9a6e-4a53-1d5e-9f43-0123456789ab' } },
    status: 422,
    errors: [`uuid_version body.${byId}.customer_id`, `missing body.${byExternalId}.external_customer_id`],
  },
  {
    description: 'a number is not a UUID',
    request: { body: { customer_id: 5 } },
    status: 422,
    errors: [`uuid_type body.${byId}.customer_id`, `missing body.${byExternalId}.external_customer_id`],
  },
  {
    description: 'errors echo a UUID in canonical form',
    request: { body: { customer_id: '{5F0C9A6E4A534D5E9F430123456789AB}' } },
    status: 422,
    body: { detail: [{ input: '5f0c9a6e-4a53-4d5e-9f43-0123456789ab' }] },
  },
  {
    description: 'both ids together are accepted',
    request: { body: { customer_id: '<customerId>', external_customer_id: '<externalCustomerId>' } },
    status: 201,
    body: { customer_id: '<customerId>' },
  },
  {
    description: 'null means the same as an absent field',
    request: {
      body: { customer_id: '<customerId>', member_id: null, external_member_id: null, return_url: null },
    },
    status: 201,
    body: { return_url: null },
  },
];
