import type { Json, JsonObject } from '../../../spec/json.ts';
import { array, object } from '../../bookshop/values/containers.ts';
import { integer, string } from '../../bookshop/values/scalars.ts';
import type { Issue } from '../../bookshop/values/value-type.ts';
import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Application, StyleRequest } from '../application.ts';
import { createRecords, type Records } from '../records.ts';
import { stringMap } from '../string-map.ts';
import { defineStyle } from '../style.ts';
import { asFields, nestFields } from './nest-fields.ts';
import { defaultSettings, type Settings, variants } from './settings.ts';

const address = object({
  properties: { city: string({ maxLength: 100 }), country: string({ minLength: 2, maxLength: 2 }) },
});
const newCustomer = nestFields(
  object({
    properties: {
      name: string({ maxLength: 256 }),
      email: string({ maxLength: 512 }),
      balance: integer(),
      tax_exempt: string({ values: ['exempt', 'none', 'reverse'] }),
      address: asFields(address),
      metadata: asFields(stringMap),
    },
    closedBy: 'additionalProperties',
  }),
);
const created = object({ properties: { gte: integer(), lt: integer() } });
const parameters = [{ name: 'customer', in: 'path', type: string({ maxLength: 5000 }) }] as const;
const listParameters = [
  { name: 'email', in: 'query', type: string({ maxLength: 512 }) },
  { name: 'limit', in: 'query', type: integer({ minimum: 1, maximum: 100 }) },
  { name: 'starting_after', in: 'query', type: string({ maxLength: 5000 }) },
  { name: 'created', in: 'query', style: 'deepObject', type: created },
  { name: 'expand', in: 'query', type: array(string({ maxLength: 5000 })) },
] as const;

const toRemoved = (id: Json): JsonObject => ({ id, object: 'customer', deleted: true });

function listCustomers(customers: Records, settings: Settings, request: StyleRequest): Json[] {
  const { email, starting_after: after, created: range, expand } = request.message.query;
  const { gte = Number.NEGATIVE_INFINITY, lt = Number.POSITIVE_INFINITY } = toObject(range);
  const existing = customers.list().filter(({ deleted }) => deleted !== true);
  const start = existing.findIndex(({ id }) => id === after) + 1;
  const isExpanded = settings.expands && Array.isArray(expand) && expand.includes('data.default_source');
  return existing
    .slice(start)
    .filter((customer) => email === undefined || customer.email === email)
    .filter((customer) => Number(customer.created) >= Number(gte) && Number(customer.created) < Number(lt))
    .map((customer) =>
      isExpanded ? { ...customer, default_source: { id: 'src_1', object: 'source' } } : customer,
    );
}

function createApplication(settings: Readonly<Settings>, random: () => number): Application {
  const customers = createRecords();
  const fail = (status: number, message: string, param?: string): JsonResponse => {
    const more = settings.isTerse ? {} : { message, ...(param && { param }) };
    return jsonResponse(status, { error: { type: 'invalid_request_error', ...more } });
  };
  const create = (body: Json | undefined): JsonObject => {
    const id = `cus_${Math.floor(random() * 1e15).toString(36)}`;
    const empty = settings.hidesEmpty ? {} : { name: null, email: null, address: null, default_source: null };
    const given = toObject(body);
    return customers.add(id, {
      ...{ id, object: 'customer', created: Math.floor(Date.now() / 1000), livemode: false },
      ...{ balance: 0, tax_exempt: 'none', metadata: {} },
      ...{ ...empty, ...given },
    });
  };
  const findExisting = ({ message: { path } }: StyleRequest): JsonObject | undefined => {
    const found = customers.find(path.customer);
    return found?.deleted === true && !settings.showsRemoved ? undefined : found;
  };
  const unknown = (): JsonResponse => fail(404, 'No such customer', 'id');
  create({ email: 'ada@example.com', metadata: { plan: 'gold' } });
  return {
    reject: ([first]: readonly Issue[]) =>
      fail(settings.invalidStatus, first?.message ?? '', String(first?.location[1] ?? '')),
    rejectMediaType: () => fail(400, 'Send a form'),
    operations: [
      {
        ...{ method: 'GET', path: '/v1/customers', parameters: listParameters },
        handle: (request) => {
          const { limit = 10, starting_after: after } = request.message.query;
          if (settings.checksCursor && after !== undefined && !customers.find(after)) return unknown();
          const found = listCustomers(customers, settings, request);
          const data = found.slice(0, Number(limit));
          const list = { object: 'list', url: '/v1/customers', data, has_more: data.length < found.length };
          return jsonResponse(200, list);
        },
      },
      {
        ...{ method: 'POST', path: '/v1/customers' },
        body: { required: false, content: { 'application/x-www-form-urlencoded': newCustomer } },
        handle: ({ message: { body } }) => jsonResponse(200, create(body)),
      },
      {
        ...{ method: 'GET', path: '/v1/customers/{customer}', parameters },
        handle: (request) => {
          const found = findExisting(request);
          return found ? jsonResponse(200, found) : unknown();
        },
      },
      {
        ...{ method: 'DELETE', path: '/v1/customers/{customer}', parameters },
        handle: (request) => {
          const { id } = findExisting(request) ?? {};
          if (id === undefined) return unknown();
          return jsonResponse(200, customers.add(String(id), toRemoved(id)));
        },
      },
    ],
  };
}

/** Stripe: bodies are forms with nested fields, lists are objects, and `default` documents errors. */
export const stripe = defineStyle<Settings>({
  id: 'stripe',
  document: 'reference/styles/stripe/openapi.yaml',
  http: { unknownPath: () => jsonResponse(404, { error: { type: 'invalid_request_error' } }) },
  settings: defaultSettings,
  variants,

  createApplication,
});
