import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import type { DiscoveryResult, DiscoveryStep, Fixtures } from '../../fixtures.ts';
import type { FixtureName } from './fixtures.ts';

/** Finds customers and members. The token needs the scopes `customers:read` and `members:read`. */
export const discoverySteps: readonly DiscoveryStep[] = [
  {
    resources: 'customers',
    path: () => '/v1/customers/?limit=100',
    read: (response, result) => {
      const listed = { ...result, customers: listItems(response) };
      const individual = selectCustomer(listed, 'individual', 'customerId', 'externalCustomerId');
      return selectCustomer(individual, 'team', 'teamCustomerId', 'teamExternalCustomerId');
    },
  },
  {
    resources: 'members',
    path: ({ customers }) =>
      customers.some(({ type }) => type === 'team') ? '/v1/members/?limit=100' : undefined,
    read: (response, result) => addMembers(result, listItems(response)),
  },
  {
    resources: 'members of the team',
    path: ({ fixtures: { teamCustomerId, memberId } }) =>
      teamCustomerId && !memberId
        ? `/v1/members/?customer_id=${encodeURIComponent(teamCustomerId)}&limit=100`
        : undefined,
    read: (response, result) => addMembers(result, listItems(response)),
  },
];

function listItems({ items }: JsonObject): JsonObject[] {
  return Array.isArray(items) ? items.filter((item): item is JsonObject => isObject(item)) : [];
}

const toNonEmptyString = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function addMissingFixtures(fixtures: Fixtures, found: Record<string, Json | undefined>): Fixtures {
  const entries = Object.entries(found).map(([name, value]) => [
    name,
    fixtures[name] ?? toNonEmptyString(value),
  ]);
  return { ...fixtures, ...Object.fromEntries(entries) };
}

/**
 * Sets the fixtures of a customer of the given type. If the user supplied one of its two ids, the other is taken only
 * from the listed customer that has that id, so that both always belong to the same customer.
 */
function selectCustomer(
  result: DiscoveryResult,
  type: string,
  id: FixtureName,
  externalId: FixtureName,
): DiscoveryResult {
  const { fixtures, customers } = result;
  const candidates = customers.filter((customer) => customer.type === type);
  const isSupplied = (value: Json | undefined, name: FixtureName) =>
    toNonEmptyString(value) !== undefined && value === fixtures[name];
  const supplied = candidates.find(
    (customer) => isSupplied(customer.id, id) || isSupplied(customer.external_id, externalId),
  );
  const hasFixture = fixtures[id] !== undefined || fixtures[externalId] !== undefined;
  const preferred = candidates.find(({ external_id }) => toNonEmptyString(external_id)) ?? candidates[0];
  const selected = supplied ?? (hasFixture ? undefined : preferred);
  if (!selected) return result;
  const found = { [id]: selected.id, [externalId]: selected.external_id };
  return { ...result, fixtures: addMissingFixtures(fixtures, found) };
}

function addMembers(result: DiscoveryResult, members: readonly JsonObject[]): DiscoveryResult {
  const { fixtures } = result;
  const teamMembers = members.filter(({ customer_id }) => customer_id === fixtures.teamCustomerId);
  const selected = teamMembers.find(({ external_id }) => toNonEmptyString(external_id)) ?? teamMembers[0];
  const hasFixture = fixtures.memberId !== undefined || fixtures.externalMemberId !== undefined;
  const found =
    selected && !hasFixture ? { memberId: selected.id, externalMemberId: selected.external_id } : {};
  return {
    ...result,
    members: [...result.members, ...members],
    fixtures: addMissingFixtures(fixtures, found),
  };
}

/**
 * Returns a request body for a listed customer; undefined for a team without a listed member. An external id with
 * characters other than letters, digits, `_` and `-` is used in preference to the id, to test how it is matched.
 */
export function createListedBody(
  customer: JsonObject,
  members: readonly JsonObject[],
): JsonObject | undefined {
  const { id, external_id: externalId, type } = customer;
  if (typeof id !== 'string') return undefined;
  const body: JsonObject =
    typeof externalId === 'string' && /[^\w-]/.test(externalId)
      ? { external_customer_id: externalId }
      : { customer_id: id };
  if (type === 'individual') return body;
  const member = members.find(({ customer_id }) => customer_id === id);
  return typeof member?.id === 'string' ? { ...body, member_id: member.id } : undefined;
}
