import type { JsonObject } from '../spec/json.ts';
import { type Start, startCustomers } from './data/customers.ts';
import { secret, seeded, uuid4 } from './random.ts';
import type { Settings } from './settings.ts';

export interface Organization {
  id: string;
  slug: string;
}

export interface CustomerRecord {
  organization: Organization;
  /** The contract's Customer. */
  payload: JsonObject;
  members: JsonObject[];
}

/** What an access token may do. */
export interface Grant {
  organization: Organization;
  scopes: readonly string[];
}

/** Everything the server knows. */
export interface World {
  organization: Organization;
  customers: CustomerRecord[];
  grants: Map<string, Grant>;
  /** Tokens of the sessions made so far: they authenticate customers, never organizations. */
  sessionTokens: Set<string>;
  fixtures: Record<string, string>;
}

export interface WorldOptions {
  seed: number;
  settings: Settings;
  customers?: readonly JsonObject[] | undefined;
  tokens?: { accessToken?: string; unscopedAccessToken?: string } | undefined;
}

function memberOf(customer: JsonObject, member: JsonObject, random: () => number): JsonObject {
  const created = { created_at: customer.created_at ?? null, modified_at: null };
  return {
    id: uuid4(random),
    ...created,
    customer_id: customer.id ?? null,
    name: null,
    external_id: null,
    ...member,
  };
}

/** How records are made: ids from `random`, values that Polar never returns only where wanted. */
interface Making {
  random(): number;
  rareValues: boolean;
}

function recordOf(start: Start, organization: Organization, { random, rareValues }: Making): CustomerRecord {
  const payload: JsonObject = { ...start.customer, organization_id: organization.id };
  if (!rareValues) payload.deleted_at = null;
  payload.id ??= uuid4(random);
  return { organization, payload, members: start.members.map((member) => memberOf(payload, member, random)) };
}

function given(customers: readonly JsonObject[]): Start[] {
  const people = (at: number): JsonObject[] =>
    ['owner', 'member'].map((role) => ({
      email: `${role}${at}@team.example`,
      role,
      external_id: `${role}-${at}`,
    }));
  return customers.map((customer, at) => ({
    customer,
    members: customer.type === 'team' ? people(at) : [],
  }));
}

const text = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

function fixturesOf(
  own: readonly CustomerRecord[],
  foreign: CustomerRecord | undefined,
): Record<string, string> {
  const individual = own.find(({ payload }) => payload.type === 'individual');
  const team = own.find(({ payload }) => payload.type === 'team');
  const found = {
    customerId: text(individual?.payload.id),
    externalCustomerId: text(individual?.payload.external_id),
    teamCustomerId: text(team?.payload.id),
    teamExternalCustomerId: text(team?.payload.external_id),
    memberId: text(team?.members.at(0)?.id),
    externalMemberId: text(team?.members.at(0)?.external_id),
    foreignCustomerId: text(foreign?.payload.id),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, values]) => values.map((value) => [name, value])),
  );
}

/** Two organizations with their customers and tokens: ids follow from the seed, secrets are always new. */
export function createWorld(options: WorldOptions): World {
  const random = seeded(options.seed);
  const making = { random, rareValues: options.settings.rareValues };
  const organization = { id: uuid4(random), slug: 'acme' };
  const other = { id: uuid4(random), slug: 'globex' };
  const start = options.customers ? given(options.customers) : startCustomers.own;
  const own = start.map((item) => recordOf(item, organization, making));
  const others = startCustomers.foreign.map((item) => recordOf(item, other, making));
  const accessToken = options.tokens?.accessToken ?? secret('polar_oat_');
  const unscopedAccessToken = options.tokens?.unscopedAccessToken ?? secret('polar_oat_');
  return {
    organization,
    customers: [...own, ...others],
    grants: new Map([
      [accessToken, { organization, scopes: [options.settings.scope, 'customers:read', 'members:read'] }],
      [unscopedAccessToken, { organization, scopes: ['products:read'] }],
      [secret('polar_oat_'), { organization: other, scopes: [options.settings.scope] }],
    ]),
    sessionTokens: new Set(),
    fixtures: { accessToken, unscopedAccessToken, ...fixturesOf(own, others[0]) },
  };
}
