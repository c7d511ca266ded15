import type { FixtureVariable, SeedTemplate } from '../../fixtures.ts';

/** The fixtures of customer sessions. The README's table lists them in this order. */
export const fixtureVariables = [
  {
    name: 'accessToken',
    variable: 'POLAR_ACCESS_TOKEN',
    secret: true,
    description: 'an access token with the scope customer_sessions:write',
  },
  {
    name: 'unscopedAccessToken',
    variable: 'POLAR_UNSCOPED_ACCESS_TOKEN',
    secret: true,
    description: 'a valid access token without that scope',
  },
  {
    name: 'customerId',
    variable: 'POLAR_CUSTOMER_ID',
    secret: false,
    description: 'id of an individual customer',
    dryRunValue: '3d6f0a52-8c1b-4e7a-9b40-000000000001',
  },
  {
    name: 'externalCustomerId',
    variable: 'POLAR_EXTERNAL_CUSTOMER_ID',
    secret: false,
    description: 'external id of an individual customer',
    dryRunValue: 'Stand-in-1',
  },
  {
    name: 'teamCustomerId',
    variable: 'POLAR_TEAM_CUSTOMER_ID',
    secret: false,
    description: 'id of a team customer',
    dryRunValue: '3d6f0a52-8c1b-4e7a-9b40-000000000002',
  },
  {
    name: 'teamExternalCustomerId',
    variable: 'POLAR_TEAM_EXTERNAL_CUSTOMER_ID',
    secret: false,
    description: 'external id of that team',
    dryRunValue: 'Stand-in-2',
  },
  {
    name: 'memberId',
    variable: 'POLAR_MEMBER_ID',
    secret: false,
    description: 'id of a member of that team',
    dryRunValue: '3d6f0a52-8c1b-4e7a-9b40-000000000003',
  },
  {
    name: 'externalMemberId',
    variable: 'POLAR_EXTERNAL_MEMBER_ID',
    secret: false,
    description: 'external id of that member',
    dryRunValue: 'Stand-in-3',
  },
  {
    name: 'foreignCustomerId',
    variable: 'POLAR_FOREIGN_CUSTOMER_ID',
    secret: false,
    description: "id of another organization's customer",
  },
] as const satisfies readonly FixtureVariable[];

export type FixtureName = (typeof fixtureVariables)[number]['name'];

/** Bodies for each combination of a branch of the request schema and a type of customer. */
export const seedTemplates: readonly SeedTemplate<FixtureName>[] = [
  {
    name: 'individual-by-id',
    description: 'an individual customer, by id',
    body: { customer_id: 'customerId' },
  },
  {
    name: 'individual-by-external-id',
    description: 'an individual customer, by external id',
    body: { external_customer_id: 'externalCustomerId' },
  },
  {
    name: 'team-by-id',
    description: 'a team, by id, with a member by id',
    body: { customer_id: 'teamCustomerId', member_id: 'memberId' },
  },
  {
    name: 'team-by-external-id',
    description: 'a team, by external id, with a member by external id',
    body: { external_customer_id: 'teamExternalCustomerId', external_member_id: 'externalMemberId' },
  },
  {
    name: 'team-by-both',
    description: 'a team, by id, with a member by both its ids',
    body: { customer_id: 'teamCustomerId', member_id: 'memberId', external_member_id: 'externalMemberId' },
  },
];

/** Properties of the request body that hold ids of resources: generated values for them would refer to nothing. */
export const resourceIdProperties: readonly string[] = [
  'customer_id',
  'external_customer_id',
  'member_id',
  'external_member_id',
];

/**
 * Names that generated additional properties must not have: Polar reads them although the document does not list them.
 */
export const reservedNames: readonly string[] = ['customer_external_id', ...resourceIdProperties];
