import type { Json, JsonObject } from '../spec/json.ts';
import { entry, json, refusal } from './answers.ts';
import { refuseUnscoped } from './credentials.ts';
import type { Answer, Ask, Subject } from './pipeline.ts';
import type { CustomerRecord } from './store.ts';

/** `limit` and `page` with their defaults; a refusal names the first that is no natural number in bounds. */
const paging = [
  { name: 'page', fallback: 1, most: Number.POSITIVE_INFINITY },
  { name: 'limit', fallback: 10, most: 100 },
];

function pagingErrors(query: URLSearchParams): JsonObject[] {
  return paging.flatMap(({ name, most }) => {
    const value = query.get(name);
    if (value === null || (/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= most)) return [];
    const type = /^-?\d+$/.test(value) ? 'greater_than' : 'int_parsing';
    return [entry({ type, msg: 'Input should be a valid integer greater than 0' }, ['query', name], value)];
  });
}

function page(items: readonly Json[], query: URLSearchParams): Json {
  const [at = 1, limit = 10] = paging.map(({ name, fallback }) => Number(query.get(name) ?? fallback));
  return {
    items: items.slice((at - 1) * limit, at * limit),
    pagination: { total_count: items.length, max_page: Math.ceil(items.length / limit) },
  };
}

function list(ask: Ask, subject: Subject, scope: string, items: (own: CustomerRecord[]) => Json[]): Answer {
  const refused = refuseUnscoped(subject, scope);
  if (refused || subject.kind !== 'organization') return refused ?? json(401, null);
  const errors = pagingErrors(ask.url.searchParams);
  if (errors.length > 0) return refusal(ask, 'RequestValidationError', errors);
  const own = ask.world.customers.filter(({ organization }) => organization === subject.organization);
  return json(200, page(items(own), ask.url.searchParams));
}

/** Answers `GET /v1/customers/`. */
export function listCustomers(ask: Ask, subject: Subject): Answer {
  return list(ask, subject, 'customers:read', (own) => own.map(({ payload }) => payload));
}

/** Answers `GET /v1/members/`, of one customer where `customer_id` is given. */
export function listMembers(ask: Ask, subject: Subject): Answer {
  const wanted = ask.url.searchParams.get('customer_id');
  return list(ask, subject, 'members:read', (own) =>
    own.filter(({ payload }) => wanted === null || payload.id === wanted).flatMap(({ members }) => members),
  );
}
