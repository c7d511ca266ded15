import type { Json, JsonObject } from '../spec/json.ts';
import { requireScope } from './authentication.ts';
import type { JsonResponse, Principal, RequestContext } from './pipeline.ts';
import { errorDetail, jsonResponse, validationError } from './responses.ts';
import type { CustomerRecord } from './store.ts';
import { showCustomer } from './versions.ts';

const pagingParameters = [
  { name: 'page', defaultValue: 1, maximum: Number.POSITIVE_INFINITY },
  { name: 'limit', defaultValue: 10, maximum: 100 },
];

function validatePaging(query: URLSearchParams): JsonObject[] {
  return pagingParameters.flatMap(({ name, maximum }) => {
    const value = query.get(name);
    if (value === null || (/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= maximum)) return [];
    const type = /^-?\d+$/.test(value) ? 'greater_than' : 'int_parsing';
    const msg = 'Input should be a valid integer greater than 0';
    return [errorDetail({ type, msg }, ['query', name], value)];
  });
}

function paginate(items: readonly Json[], query: URLSearchParams): Json {
  const [page = 1, limit = 10] = pagingParameters.map(({ name, defaultValue }) =>
    Number(query.get(name) ?? defaultValue),
  );
  return {
    items: items.slice((page - 1) * limit, page * limit),
    pagination: { total_count: items.length, max_page: Math.ceil(items.length / limit) },
  };
}

function respondWithPage(
  context: RequestContext,
  principal: Principal,
  scope: string,
  selectItems: (customers: CustomerRecord[]) => Json[],
): JsonResponse {
  const rejection = requireScope(principal, scope);
  if (rejection || principal.kind !== 'organization') return rejection ?? jsonResponse(401, null);
  const { searchParams } = context.url;
  const errors = validatePaging(searchParams);
  if (errors.length > 0) return validationError(context, 'RequestValidationError', errors);
  const customers = context.store.customers.filter(
    ({ organization }) => organization === principal.organization,
  );
  return jsonResponse(200, paginate(selectItems(customers), searchParams));
}

/** Handles `GET /v1/customers/`. */
export function listCustomers(context: RequestContext, principal: Principal): JsonResponse {
  return respondWithPage(context, principal, 'customers:read', (customers) =>
    customers.map(({ payload }) => showCustomer(payload, context.version)),
  );
}

/** Handles `GET /v1/members/`, with an optional `customer_id` in the query. */
export function listMembers(context: RequestContext, principal: Principal): JsonResponse {
  const id = context.url.searchParams.get('customer_id');
  return respondWithPage(context, principal, 'members:read', (customers) =>
    customers.filter(({ payload }) => id === null || payload.id === id).flatMap(({ members }) => members),
  );
}
