import type { Json, JsonObject } from '../spec/json.ts';
import { rejectAnonymous } from './authentication.ts';
import type { JsonResponse, Principal, RequestContext } from './pipeline.ts';
import { jsonResponse } from './responses.ts';

const pick = (object: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name): [string, Json] => [name, object[name] ?? null]));

/** The properties of a customer that the portal shows in every version. */
const portalProperties = [
  ...['created_at', 'modified_at', 'id', 'email', 'email_verified', 'name', 'billing_name'],
  ...['billing_address', 'tax_id', 'type', 'locale'],
];

/** Handles `GET /v1/customer-portal/customers/me`: the customer of the session, also for members of a team. */
export function showPortalCustomer(context: RequestContext, principal: Principal): JsonResponse {
  if (principal.kind !== 'customer') return rejectAnonymous();
  context.customer = principal.customer;
  const customer = { ...pick(principal.customer.payload, portalProperties), oauth_accounts: {} };
  return jsonResponse(200, context.pipe('portalCustomer', customer, context));
}
