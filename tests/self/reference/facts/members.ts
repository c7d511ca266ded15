import type { Fact } from './fact.ts';

const denied = (name: string): string[] => [`value_error body.${name}`];

/** Members. */
export const members: Fact[] = [
  {
    says: 'a team needs a member',
    asked: { body: { customer_id: '<teamCustomerId>' } },
    status: 422,
    errors: denied('member_id'),
    body: { detail: [{ input: null }] },
  },
  {
    says: 'a member of the team is taken',
    asked: { body: { customer_id: '<teamCustomerId>', member_id: '<memberId>' } },
    status: 201,
  },
  {
    says: 'an external member is taken',
    asked: {
      body: { external_customer_id: '<teamExternalCustomerId>', external_member_id: '<externalMemberId>' },
    },
    status: 201,
  },
  {
    says: '`member_id` wins',
    asked: {
      body: { customer_id: '<teamCustomerId>', member_id: '<memberId>', external_member_id: 'nobody' },
    },
    status: 201,
  },
  {
    says: "another customer's member is refused",
    asked: { body: { customer_id: '<customerId>', member_id: '<memberId>' } },
    status: 422,
    errors: denied('member_id'),
  },
  {
    says: 'an unknown external member is refused',
    asked: { body: { customer_id: '<teamCustomerId>', external_member_id: 'nobody' } },
    status: 422,
    errors: denied('external_member_id'),
  },
  {
    says: 'a null member id of a team is none',
    asked: { body: { customer_id: '<teamCustomerId>', member_id: null } },
    status: 422,
    errors: denied('member_id'),
  },
];
