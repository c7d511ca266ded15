import type { JsonObject } from '../spec/json.ts';
import { type SeedCustomer, seedCustomers } from './data/seed-customers.ts';
import { createRandom, generateToken, generateUuid } from './random.ts';
import type { Settings } from './settings.ts';

export interface Organization {
  id: string;
  slug: string;
}

export interface CustomerRecord {
  organization: Organization;
  /** The properties of the document's Customer schema. */
  payload: JsonObject;
  members: JsonObject[];
}

/** What an access token permits. */
export interface Grant {
  organization: Organization;
  scopes: readonly string[];
}

/** The server's data. */
export interface Store {
  /** The organization to which the fixtures belong. */
  organization: Organization;
  customers: CustomerRecord[];
  grants: Map<string, Grant>;
  /** The customers of all sessions by token. These tokens authenticate customers, not organizations. */
  sessions: Map<string, CustomerRecord>;
  fixtures: Record<string, string>;
}

export interface StoreOptions {
  seed: number;
  settings: Settings;
  customers?: readonly JsonObject[] | undefined;
  tokens?: { accessToken?: string; unscopedAccessToken?: string } | undefined;
}

interface RecordOptions {
  random(): number;
  rareValues: boolean;
}

function createMember(customer: JsonObject, member: JsonObject, random: () => number): JsonObject {
  return {
    id: generateUuid(random),
    created_at: customer.created_at ?? null,
    modified_at: null,
    customer_id: customer.id ?? null,
    name: null,
    external_id: null,
    ...member,
  };
}

function createRecord(
  { customer, members }: SeedCustomer,
  organization: Organization,
  { random, rareValues }: RecordOptions,
): CustomerRecord {
  const payload: JsonObject = { ...customer, organization_id: organization.id };
  if (!rareValues) payload.deleted_at = null;
  payload.id ??= generateUuid(random);
  return { organization, payload, members: members.map((member) => createMember(payload, member, random)) };
}

/** Adds an owner and a member to each given team. */
function addMembers(customers: readonly JsonObject[]): SeedCustomer[] {
  const createMembers = (index: number): JsonObject[] =>
    ['owner', 'member'].map((role) => ({
      email: `${role}${index}@team.example`,
      role,
      external_id: `${role}-${index}`,
    }));
  return customers.map((customer, index) => ({
    customer,
    members: customer.type === 'team' ? createMembers(index) : [],
  }));
}

function collectFixtures(
  own: readonly CustomerRecord[],
  foreign: CustomerRecord | undefined,
): Record<string, string> {
  const individual = own.find(({ payload }) => payload.type === 'individual');
  const team = own.find(({ payload }) => payload.type === 'team');
  const fixtures = {
    customerId: individual?.payload.id,
    externalCustomerId: individual?.payload.external_id,
    teamCustomerId: team?.payload.id,
    teamExternalCustomerId: team?.payload.external_id,
    memberId: team?.members.at(0)?.id,
    externalMemberId: team?.members.at(0)?.external_id,
    foreignCustomerId: foreign?.payload.id,
  };
  return Object.fromEntries(
    Object.entries(fixtures).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** Creates two organizations with customers and tokens. Ids are derived from the seed; tokens differ at every start. */
export function createStore({ seed, settings, customers, tokens }: StoreOptions): Store {
  const random = createRandom(seed);
  const options = { random, rareValues: settings.rareValues };
  const organization = { id: generateUuid(random), slug: 'acme' };
  const foreignOrganization = { id: generateUuid(random), slug: 'globex' };
  const ownSeeds = customers ? addMembers(customers) : seedCustomers.own;
  const own = ownSeeds.map((customer) => createRecord(customer, organization, options));
  const foreign = seedCustomers.foreign.map((customer) =>
    createRecord(customer, foreignOrganization, options),
  );
  const accessToken = tokens?.accessToken ?? generateToken('polar_oat_');
  const unscopedAccessToken = tokens?.unscopedAccessToken ?? generateToken('polar_oat_');
  const { requiredScope } = settings;
  return {
    organization,
    customers: [...own, ...foreign],
    grants: new Map([
      [accessToken, { organization, scopes: [requiredScope, 'customers:read', 'members:read'] }],
      [unscopedAccessToken, { organization, scopes: ['products:read'] }],
      [generateToken('polar_oat_'), { organization: foreignOrganization, scopes: [requiredScope] }],
    ]),
    sessions: new Map(),
    fixtures: { accessToken, unscopedAccessToken, ...collectFixtures(own, foreign[0]) },
  };
}
