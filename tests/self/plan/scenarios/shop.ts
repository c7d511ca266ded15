import { createActor, type ScenarioClient } from '../../../../plan/scenarios/actor.ts';
import { runLifecycle } from '../../../../plan/scenarios/run-lifecycle.ts';
import { runScenario, type ScenarioResult } from '../../../../plan/scenarios/run-scenarios.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../spec/json.ts';
import { memoize } from '../../../../spec/memoize.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import { findHeader, type HeaderList } from '../../../../spec/openapi/request.ts';
import { findResources } from '../../../../spec/openapi/resources.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { createContexts, createExchange, type FakeResponse, getJson } from '../library.ts';

const properties: JsonObject = {
  id: { type: 'string', readOnly: true },
  title: { type: 'string', minLength: 1, maxLength: 80 },
  pages: { type: 'integer', minimum: 1 },
  tag: { type: 'string', maxLength: 80 },
  note: { type: ['string', 'null'] },
};
const item: Json = { type: 'object', required: ['title'], properties };
const json = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });
const body: Json = { required: true, ...json(item) };
const describe = (...statuses: number[]): JsonObject =>
  Object.fromEntries(statuses.map((status) => [status, { description: 'an outcome' }]));
const shown: Json = { description: 'the item', ...json(item) };
const path = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });

export const query = (name: string, schema: JsonObject): Json => ({ name, in: 'query', schema });

const listParameters: Json[] = [
  query('limit', { type: 'integer', maximum: 50 }),
  query('page', { type: 'integer', minimum: 1 }),
  query('sort', { type: 'string', enum: ['title', '-title'] }),
  query('title', { type: 'string' }),
  query('tag', { type: 'array', items: { type: 'string' } }),
];

/** Books with reviews below them. Every kind of request of a scenario has an operation. */
const createDocument = (parameters: readonly Json[]): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  paths: {
    '/books': {
      get: {
        parameters: [...parameters],
        responses: { 200: { description: 'the items', ...json({ type: 'array', items: item }) } },
      },
      post: { requestBody: body, responses: { 201: shown, ...describe(401, 409, 422) } },
    },
    '/books/{id}': {
      parameters: [path('id')],
      get: { responses: { 200: shown, ...describe(304, 401, 404) } },
      patch: { requestBody: body, responses: { 200: shown, ...describe(401, 404, 412, 422) } },
      put: { requestBody: body, responses: { 200: shown, ...describe(401, 404, 409, 422) } },
      delete: { responses: describe(204, 401, 404) },
    },
    '/books/{id}/reviews': {
      parameters: [path('id')],
      post: { requestBody: body, responses: { 201: shown, ...describe(401, 404, 422) } },
    },
    '/books/{id}/reviews/{review_id}': {
      parameters: [path('id'), path('review_id')],
      get: { responses: { 200: shown, ...describe(401, 404) } },
      delete: { responses: describe(204, 401, 404) },
    },
  },
});

const filters = ['title', 'tag'];

interface Row {
  path: string;
  version: number;
  values: JsonObject;
}

const isValid = (sent: Json): sent is JsonObject =>
  isJsonObject(sent) &&
  typeof sent.title === 'string' &&
  sent.title !== '' &&
  (sent.pages === undefined || Number(sent.pages) > 0) &&
  (sent.tag === undefined || typeof sent.tag === 'string');

/** A conformant server of the document. It numbers items in the order of their creation, and rejects repeated ones. */
function createShop(): (theCase: Case) => FakeResponse {
  const rows = new Map<string, Row>();
  let created = 0;
  const toItem = ({ path: at, values }: Row): JsonObject => ({
    ...{ id: at.split('/').at(-1) ?? '', note: null },
    ...values,
  });
  const show = (status: number, row: Row): FakeResponse => ({
    ...{ status, json: toItem(row), headers: [['ETag', `"${row.version}"`]] },
  });
  const list = (search: URLSearchParams): FakeResponse => {
    const [limit, page, sort] = ['limit', 'page', 'sort'].map((name) => search.get(name));
    const start = Math.max(0, Number(page ?? 1) - 1) * Number(limit ?? 0);
    const items = [...rows.values()]
      .filter((row) => !row.path.includes('/reviews'))
      .map(toItem)
      .filter((each) =>
        filters.every((name) => !search.has(name) || search.getAll(name).includes(String(each[name]))),
      );
    if (sort) items.sort((a, b) => (String(a.title) < String(b.title) === (sort === 'title') ? -1 : 1));
    return { status: 200, json: items.slice(start, start + Number(limit ?? items.length)) };
  };
  const store = (row: Row): Row => {
    rows.set(row.path, row);
    return row;
  };
  const create = (at: string, values: JsonObject): FakeResponse => {
    created += 1;
    return show(201, store({ path: `${at}/${created}`, version: 1, values }));
  };
  return (theCase) => {
    const { method, credentials, headers } = theCase.request;
    const [at = '', search] = theCase.request.path.split('?');
    if (credentials === 'none') return { status: 401 };
    if (at === '/books' && method === 'GET')
      return credentials === 'other-user' ? { status: 200, json: [] } : list(new URLSearchParams(search));
    const row = rows.get(at);
    const isKnown = method === 'POST' ? at === '/books' || rows.has(at.replace('/reviews', '')) : row;
    if (credentials === 'other-user' || !isKnown) return { status: 404 };
    if (method === 'DELETE') {
      for (const key of rows.keys()) if (`${key}/`.startsWith(`${at}/`)) rows.delete(key);
      return { status: 204 };
    }
    if (row && method === 'GET')
      return findHeader(headers, 'if-none-match') === `"${row.version}"` ? { status: 304 } : show(200, row);
    const sent = getJson(theCase);
    if (!isValid(sent)) return { status: 422 };
    if (findHeader(headers, 'if-match')) return { status: 412 };
    if (!row) return theCase.step?.isRepeated ? { status: 409 } : create(at, sent);
    const values = method === 'PATCH' ? { ...row.values, ...sent } : sent;
    return show(200, store({ ...row, version: row.version + 1, values }));
  };
}

/** The resources of the document, and the contexts of its operations after the search for accepted requests. */
const loadShop = memoize(async (parameters: readonly Json[]) => {
  const contract = await loadDocument(createDocument(parameters));
  const contexts = await createContexts(contract, { allowChanges: true });
  for (const context of contexts.values()) context.isSeedAccepted = true;
  return { contexts, resources: findResources(contract.operations) };
});

interface ShopOptions {
  /** The query parameters of the list of books. */
  parameters?: readonly Json[];
  /** The header fields of all responses of the shop, instead of its own. */
  headers?: HeaderList;
}

/** A server that responds as the shop where `respond` returns undefined. */
async function openShop(
  resourcePath: string,
  respond: (theCase: Case) => FakeResponse | undefined,
  { parameters = listParameters, headers }: ShopOptions,
) {
  const { contexts, resources } = await loadShop(parameters);
  const resource = resources.find((each) => each.path === resourcePath);
  if (!resource) throw new Error(`no resource ${resourcePath}`);
  const respondAsShop = createShop();
  let sent = 0;
  const client: ScenarioClient = {
    async send(theCase) {
      sent += 1;
      const response = respond(theCase) ?? { ...respondAsShop(theCase), ...(headers && { headers }) };
      return createExchange(sent, theCase, response);
    },
    hasOtherUser: () => true,
  };
  return { contexts, resources, resource, client };
}

/** Sends the requests of the scenario of a resource, and returns the exchanges. */
export async function sendShopScenario(
  resourcePath: string,
  respond: (theCase: Case) => FakeResponse | undefined = () => undefined,
  options: ShopOptions = {},
): Promise<readonly Exchange[]> {
  const { contexts, resources, resource, client } = await openShop(resourcePath, respond, options);
  const actor = createActor(contexts, resource.path, client);
  await runLifecycle(actor, resource, resources);
  return actor.exchanges;
}

/** Runs and judges the scenario of books, and returns its failures. */
export async function findShopFailures(
  respond: (theCase: Case) => FakeResponse | undefined,
): Promise<ScenarioResult[]> {
  const { contexts, resources, resource, client } = await openShop('/books/{id}', respond, {});
  const results = await runScenario(contexts, resource, resources, client);
  return results.filter(({ observation }) => observation.finding);
}

/** The query of a request, with `…` for texts that are generated. */
const formatQuery = (path: string): string =>
  decodeURIComponent((path.split('?')[1] ?? '').replace(/\b(title|tag)=[^&]*/g, '$1=…'));

/** Describes a request of a scenario in one line: `update A 412 (invalid, If-Match)`. */
export function formatStep({ case: { request, step }, response }: Exchange): string {
  if (!step) throw new Error('no step of a scenario');
  const flags = [
    request.credentials === 'access' ? '' : request.credentials,
    step.isInvalid ? 'invalid' : '',
    step.isRepeated ? 'repeated' : '',
    ...request.headers.map(([name]) => name).filter((name) => name.startsWith('If-')),
  ].filter(Boolean);
  const subject = step.action === 'list' ? formatQuery(request.path) : step.item;
  const text = `${step.action} ${subject} ${response?.status}`;
  return flags.length > 0 ? `${text} (${flags.join(', ')})` : text;
}
