import { randomInt, randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../spec/json.ts';
import type { RequestContext } from './pipeline.ts';
import { generateToken } from './random.ts';
import type { CustomerRecord } from './store.ts';
import { showCustomer } from './versions.ts';

const frontendUrl = 'https://polar.example';

/** Microseconds since the epoch. A double represents them exactly until the year 2255. */
const currentMicroseconds = (): number => Date.now() * 1000 + randomInt(1000);

/** An RFC 3339 timestamp with microseconds. */
function formatTimestamp(microseconds: number): string {
  const fraction = String(microseconds % 1_000_000).padStart(6, '0');
  return new Date(Math.floor(microseconds / 1000)).toISOString().replace(/\.\d+/, `.${fraction}`);
}

function buildPortalUrl({ organization }: CustomerRecord, token: string, email: Json | undefined): string {
  const query = new URLSearchParams({ customer_session_token: token });
  if (typeof email === 'string') query.set('email', email);
  return `${frontendUrl}/${organization.slug}/portal?${query}`;
}

function createToken(customer: CustomerRecord, context: RequestContext): string {
  const prefix = context.settings.memberModel ? 'polar_mst_' : 'polar_cst_';
  const token = context.pipe('token', generateToken(prefix), context);
  if (!context.store.grants.has(token)) context.store.sessions.set(token, customer);
  return token;
}

/** A new CustomerSession of the customer. Its token is added to the store. */
export function buildSession(
  customer: CustomerRecord,
  member: JsonObject | undefined,
  { return_url = null }: JsonObject,
  context: RequestContext,
): JsonObject {
  const created = currentMicroseconds();
  const token = createToken(customer, context);
  return {
    created_at: formatTimestamp(created),
    // Polar's backend always returns null; see `rareValues`.
    modified_at: customer.payload.deleted_at == null ? null : formatTimestamp(created),
    id: randomUUID(),
    token,
    // Polar's backend adds a few microseconds less than the lifetime.
    expires_at: formatTimestamp(created + context.settings.sessionLifetimeMs * 1000 - randomInt(1, 40)),
    return_url,
    customer_portal_url: buildPortalUrl(customer, token, member?.email ?? customer.payload.email),
    customer_id: customer.payload.id ?? null,
    customer: context.pipe('customer', showCustomer(customer.payload, context.version), context),
  };
}
