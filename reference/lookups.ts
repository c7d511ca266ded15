import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../spec/json.ts';
import type { Lookup, RequestContext } from './pipeline.ts';
import type { CustomerRecord, Organization } from './store.ts';
import type { AcceptedBody } from './validate-body.ts';

/** Finds the customer of the organization to which the body refers. */
export function findCustomer(
  { key, values }: AcceptedBody,
  organization: Organization,
  context: RequestContext,
): CustomerRecord | undefined {
  const value = values[key] ?? null;
  const property = key === 'customer_id' ? 'id' : 'external_id';
  const found = context.store.customers.find(
    (customer) => customer.organization === organization && customer.payload[property] === value,
  );
  return context.pipe('customerLookup', { field: key, value, found }, context).found;
}

/** Returns the owner of an individual's customer record, which is created when it is first needed. */
function findOrCreateOwner(customer: CustomerRecord): JsonObject {
  const { id = null, email = null, name = null, created_at = null } = customer.payload;
  const existing = customer.members.find(({ role }) => role === 'owner');
  if (existing) return existing;
  const owner = {
    id: randomUUID(),
    created_at,
    modified_at: null,
    customer_id: id,
    email,
    name,
    external_id: null,
    role: 'owner',
  };
  customer.members.push(owner);
  return owner;
}

/**
 * Finds the member to which the body refers, and the field that refers to it. For an individual, it is the owner by
 * default. `member_id` takes precedence over `external_member_id`.
 */
export function findMember(
  customer: CustomerRecord,
  { values }: AcceptedBody,
  context: RequestContext,
): Lookup<JsonObject> {
  const owner = customer.payload.type === 'individual' ? findOrCreateOwner(customer) : undefined;
  const named = ['member_id', 'external_member_id'].find((name) => values[name] !== undefined);
  const field = named ?? 'member_id';
  const value = values[field] ?? null;
  const property = field === 'member_id' ? 'id' : 'external_id';
  const member = customer.members.find((candidate) => candidate[property] === value);
  return context.pipe('memberLookup', { field, value, found: named === undefined ? owner : member }, context);
}
