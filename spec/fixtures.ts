import { isObject, type Json, type JsonObject } from './json.ts';

/** One fixture: its name in a `--fixtures` file, its variable, and what it is. */
export interface FixtureVariable {
  name: string;
  variable: string;
  secret: boolean;
  says: string;
  /** Stands in a dry run for what discovery would find. */
  standIn?: string;
}

/** What a run knows of the target's real resources, by the names of the table. */
export type Fixtures = Readonly<Record<string, string | undefined>>;

/** The fixtures of customer sessions. */
export const fixtureVariables = [
  {
    name: 'accessToken',
    variable: 'POLAR_ACCESS_TOKEN',
    secret: true,
    says: 'an access token with the scope customer_sessions:write',
  },
  {
    name: 'unscopedAccessToken',
    variable: 'POLAR_UNSCOPED_ACCESS_TOKEN',
    secret: true,
    says: 'a valid access token without that scope',
  },
  {
    name: 'customerId',
    variable: 'POLAR_CUSTOMER_ID',
    secret: false,
    says: 'id of an individual customer',
    standIn: '3d6f0a52-8c1b-4e7a-9b40-000000000001',
  },
  {
    name: 'externalCustomerId',
    variable: 'POLAR_EXTERNAL_CUSTOMER_ID',
    secret: false,
    says: 'external id of an individual customer',
    standIn: 'Stand-in-1',
  },
  {
    name: 'teamCustomerId',
    variable: 'POLAR_TEAM_CUSTOMER_ID',
    secret: false,
    says: 'id of a team customer',
    standIn: '3d6f0a52-8c1b-4e7a-9b40-000000000002',
  },
  {
    name: 'teamExternalCustomerId',
    variable: 'POLAR_TEAM_EXTERNAL_CUSTOMER_ID',
    secret: false,
    says: 'external id of that team',
    standIn: 'Stand-in-2',
  },
  {
    name: 'memberId',
    variable: 'POLAR_MEMBER_ID',
    secret: false,
    says: 'id of a member of that team',
    standIn: '3d6f0a52-8c1b-4e7a-9b40-000000000003',
  },
  {
    name: 'externalMemberId',
    variable: 'POLAR_EXTERNAL_MEMBER_ID',
    secret: false,
    says: 'external id of that member',
    standIn: 'Stand-in-3',
  },
  {
    name: 'foreignCustomerId',
    variable: 'POLAR_FOREIGN_CUSTOMER_ID',
    secret: false,
    says: "id of another organization's customer",
  },
] as const satisfies readonly FixtureVariable[];

export type FixtureName = (typeof fixtureVariables)[number]['name'];

/** A valid body to start from, made of fixtures: it is accepted wherever all of them are right. */
export interface BaseRow {
  name: string;
  says: string;
  body: Readonly<Record<string, FixtureName>>;
}

/** The valid starting points of `customer-sessions:create`, each request branch with each kind of customer. */
export const baseRows: readonly BaseRow[] = [
  { name: 'individual-by-id', says: 'an individual customer, by id', body: { customer_id: 'customerId' } },
  {
    name: 'individual-by-external-id',
    says: 'an individual customer, by external id',
    body: { external_customer_id: 'externalCustomerId' },
  },
  {
    name: 'team-by-id',
    says: 'a team, by id, with a member by id',
    body: { customer_id: 'teamCustomerId', member_id: 'memberId' },
  },
  {
    name: 'team-by-external-id',
    says: 'a team, by external id, with a member by external id',
    body: { external_customer_id: 'teamExternalCustomerId', external_member_id: 'externalMemberId' },
  },
  {
    name: 'team-by-both',
    says: 'a team, by id, with a member by both its ids',
    body: { customer_id: 'teamCustomerId', member_id: 'memberId', external_member_id: 'externalMemberId' },
  },
];

/** The properties of a request body that name resources: a generated value names none. */
export const boundProperties: readonly string[] = [
  'customer_id',
  'external_customer_id',
  'member_id',
  'external_member_id',
];

/** Names that a backend reads although the document does not list them: no extra property may be called so. */
export const reservedNames: readonly string[] = ['customer_external_id', ...boundProperties];

/** What a target has told of itself. */
export interface Known {
  fixtures: Fixtures;
  /** Customers, as the contract describes them. */
  customers: readonly JsonObject[];
  /** Members, each with the id of its customer. */
  members: readonly JsonObject[];
}

/** One question to the target about what it holds. */
export interface DiscoveryStep {
  /** What it finds, for messages. */
  says: string;
  /** Where to ask, given what is known so far; undefined when there is nothing to ask. */
  path(known: Known): string | undefined;
  /** What is known with the answer. */
  read(answer: JsonObject, known: Known): Known;
}

const itemsOf = (answer: JsonObject): JsonObject[] =>
  Array.isArray(answer.items) ? answer.items.filter((item): item is JsonObject => isObject(item)) : [];

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The fixtures with what was found, where nothing was given. */
function completed(given: Fixtures, found: Record<string, Json | undefined>): Fixtures {
  const entries = Object.entries(found).map(([name, value]) => [name, given[name] ?? text(value)]);
  return { ...given, ...Object.fromEntries(entries) };
}

/** Ids belong together: an external id is taken from the list only where the id is the list's, or was given beside it. */
function withCustomer(known: Known, type: string, id: FixtureName, externalId: FixtureName): Known {
  const { fixtures, customers } = known;
  const own = customers.filter((one) => one.type === type);
  const isGiven = (value: Json | undefined, name: FixtureName) =>
    text(value) !== undefined && value === fixtures[name];
  const given = own.find((one) => isGiven(one.id, id) || isGiven(one.external_id, externalId));
  const asked = fixtures[id] !== undefined || fixtures[externalId] !== undefined;
  const chosen = given ?? (asked ? undefined : (own.find((one) => text(one.external_id)) ?? own[0]));
  return chosen
    ? { ...known, fixtures: completed(fixtures, { [id]: chosen.id, [externalId]: chosen.external_id }) }
    : known;
}

function withMembers(known: Known, members: readonly JsonObject[]): Known {
  const { fixtures } = known;
  const ours = members.filter((one) => one.customer_id === fixtures.teamCustomerId);
  const [chosen] = [...ours.filter((one) => text(one.external_id)), ...ours];
  const asked = fixtures.memberId !== undefined || fixtures.externalMemberId !== undefined;
  const found = chosen && !asked ? { memberId: chosen.id, externalMemberId: chosen.external_id } : {};
  return { ...known, members: [...known.members, ...members], fixtures: completed(fixtures, found) };
}

/** How customers and members are found where the token may read them (`customers:read`, `members:read`). */
export const discoverySteps: readonly DiscoveryStep[] = [
  {
    says: 'customers',
    path: () => '/v1/customers/?limit=100',
    read: (answer, known) => {
      const listed = { ...known, customers: itemsOf(answer) };
      const individual = withCustomer(listed, 'individual', 'customerId', 'externalCustomerId');
      return withCustomer(individual, 'team', 'teamCustomerId', 'teamExternalCustomerId');
    },
  },
  {
    says: 'members',
    path: ({ customers }) =>
      customers.some((one) => one.type === 'team') ? '/v1/members/?limit=100' : undefined,
    read: (answer, known) => withMembers(known, itemsOf(answer)),
  },
  {
    says: 'members of the team',
    path: ({ fixtures: { teamCustomerId, memberId } }) =>
      teamCustomerId && !memberId
        ? `/v1/members/?customer_id=${encodeURIComponent(teamCustomerId)}&limit=100`
        : undefined,
    read: (answer, known) => withMembers(known, itemsOf(answer)),
  },
];

/** A request body for a listed customer: by external id where that is the more telling; a team needs a member. */
export function listedBody(customer: JsonObject, members: readonly JsonObject[]): JsonObject | undefined {
  const { id, external_id: externalId, type } = customer;
  if (typeof id !== 'string') return undefined;
  const named: JsonObject =
    typeof externalId === 'string' && /[^\w-]/.test(externalId)
      ? { external_customer_id: externalId }
      : { customer_id: id };
  if (type === 'individual') return named;
  const member = members.find((one) => one.customer_id === id);
  return typeof member?.id === 'string' ? { ...named, member_id: member.id } : undefined;
}
