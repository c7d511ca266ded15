import type { JsonObject } from '../../../spec/json.ts';
import type { SuiteContext, SuiteRule } from '../../suite.ts';
import type { FixtureName } from './fixtures.ts';

/** A request body that the target has to reject. */
export interface RejectionCase {
  name: SuiteRule['name'];
  /** The property that makes the target reject the body. */
  property: 'customer_id' | 'external_customer_id' | 'member_id' | 'external_member_id';
  description: string;
  /** Fixtures that the request body needs. */
  needs?: FixtureName[];
  /**
   * Set if the case applies only to targets whose sessions belong to members. Others ignore the properties of members.
   */
  needsMembers?: true;
  createBody(context: SuiteContext, fixture: (name: FixtureName) => string): JsonObject;
}

const changeLastDigit = (id: string): string => id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
const swapCase = (text: string): string =>
  text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();

/**
 * Bodies with an id of no resource that the token may use. The target must respond with a validation error (422) at the
 * property, never with 404.
 */
export const rejectionCases: readonly RejectionCase[] = [
  {
    name: 'semantics:unknown-customer',
    property: 'customer_id',
    description: 'an unknown `customer_id` is rejected with 422',
    createBody: ({ unknownIds }) => ({ customer_id: unknownIds.uuid }),
  },
  {
    name: 'semantics:unknown-external-customer',
    property: 'external_customer_id',
    description: 'an unknown `external_customer_id` is rejected with 422',
    createBody: ({ unknownIds }) => ({ external_customer_id: unknownIds.text }),
  },
  {
    name: 'semantics:almost-customer',
    property: 'customer_id',
    description: 'an id that differs from a known `customer_id` in its last digit is rejected with 422',
    needs: ['customerId'],
    createBody: (_, fixture) => ({ customer_id: changeLastDigit(fixture('customerId')) }),
  },
  {
    name: 'semantics:external-id-longer',
    property: 'external_customer_id',
    description: 'a known external id with one more character is rejected with 422',
    needs: ['externalCustomerId'],
    createBody: (_, fixture) => ({ external_customer_id: `${fixture('externalCustomerId')}0` }),
  },
  {
    name: 'semantics:external-id-prefix',
    property: 'external_customer_id',
    description: 'a known external id without its last character is rejected with 422',
    needs: ['externalCustomerId'],
    createBody: (_, fixture) => ({
      external_customer_id: [...fixture('externalCustomerId')].slice(0, -1).join(''),
    }),
  },
  {
    name: 'semantics:external-id-case',
    property: 'external_customer_id',
    description: 'a known external id in another case is rejected with 422',
    needs: ['externalCustomerId'],
    createBody: (_, fixture) => ({ external_customer_id: swapCase(fixture('externalCustomerId')) }),
  },
  {
    name: 'semantics:external-id-blank',
    property: 'external_customer_id',
    description: 'a known external id with a trailing space is rejected with 422',
    needs: ['externalCustomerId'],
    createBody: (_, fixture) => ({ external_customer_id: `${fixture('externalCustomerId')} ` }),
  },
  {
    name: 'semantics:empty-external-id',
    property: 'external_customer_id',
    description: 'an empty `external_customer_id` is rejected with 422',
    createBody: () => ({ external_customer_id: '' }),
  },
  {
    name: 'semantics:foreign-customer',
    property: 'customer_id',
    description: "another organization's customer is rejected with 422",
    needs: ['foreignCustomerId'],
    createBody: (_, fixture) => ({ customer_id: fixture('foreignCustomerId') }),
  },
  {
    name: 'semantics:team-needs-member',
    property: 'member_id',
    description: 'a team customer without a member is rejected with 422 at `member_id`',
    needs: ['teamCustomerId'],
    needsMembers: true,
    createBody: (_, fixture) => ({ customer_id: fixture('teamCustomerId') }),
  },
  {
    name: 'semantics:unknown-member',
    property: 'member_id',
    description: 'an unknown `member_id` is rejected with 422',
    needs: ['customerId'],
    needsMembers: true,
    createBody: ({ unknownIds }, fixture) => ({
      customer_id: fixture('customerId'),
      member_id: unknownIds.uuid,
    }),
  },
  {
    name: 'semantics:unknown-external-member',
    property: 'external_member_id',
    description: 'an unknown `external_member_id` is rejected with 422',
    needs: ['customerId'],
    needsMembers: true,
    createBody: ({ unknownIds }, fixture) => ({
      customer_id: fixture('customerId'),
      external_member_id: unknownIds.text,
    }),
  },
  {
    name: 'semantics:foreign-member',
    property: 'member_id',
    description: "the `member_id` of another customer's member is rejected with 422",
    needs: ['customerId', 'memberId'],
    needsMembers: true,
    createBody: (_, fixture) => ({ customer_id: fixture('customerId'), member_id: fixture('memberId') }),
  },
  {
    name: 'semantics:foreign-external-member',
    property: 'external_member_id',
    description: "the `external_member_id` of another customer's member is rejected with 422",
    needs: ['customerId', 'externalMemberId'],
    needsMembers: true,
    createBody: (_, fixture) => ({
      customer_id: fixture('customerId'),
      external_member_id: fixture('externalMemberId'),
    }),
  },
];
