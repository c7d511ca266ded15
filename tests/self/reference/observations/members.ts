import type { Observation } from './observation.ts';

const valueErrors = (name: string): string[] => [`value_error body.${name}`];

export const members: Observation[] = [
  {
    description: 'a team needs a member',
    request: { body: { customer_id: '<teamCustomerId>' } },
    status: 422,
    errors: valueErrors('member_id'),
    body: { detail: [{ input: null }] },
  },
  {
    description: 'a member of the team is accepted',
    request: { body: { customer_id: '<teamCustomerId>', member_id: '<memberId>' } },
    status: 201,
  },
  {
    description: 'an external member id is accepted',
    request: {
      body: { external_customer_id: '<teamExternalCustomerId>', external_member_id: '<externalMemberId>' },
    },
    status: 201,
  },
  {
    description: '`member_id` takes precedence over `external_member_id`',
    request: {
      body: { customer_id: '<teamCustomerId>', member_id: '<memberId>', external_member_id: 'nobody' },
    },
    status: 201,
  },
  {
    description: 'a member of another customer is rejected',
    request: { body: { customer_id: '<customerId>', member_id: '<memberId>' } },
    status: 422,
    errors: valueErrors('member_id'),
  },
  {
    description: 'an unknown external member id is rejected',
    request: { body: { customer_id: '<teamCustomerId>', external_member_id: 'nobody' } },
    status: 422,
    errors: valueErrors('external_member_id'),
  },
  {
    description: 'a null member id is rejected for a team',
    request: { body: { customer_id: '<teamCustomerId>', member_id: null } },
    status: 422,
    errors: valueErrors('member_id'),
  },
];
