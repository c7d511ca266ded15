import { judgeScenario } from '../../../../oracles/resources/judge-scenario.ts';
import type { ScenarioContext } from '../../../../oracles/resources/judgement.ts';
import { resourceRules } from '../../../../spec/clauses/resource-rules.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import type { HeaderList } from '../../../../spec/openapi/request.ts';
import type { ResourceAction } from '../../../../spec/openapi/resources.ts';
import { loadDocument } from '../../spec/create-document.ts';

/** An exchange of a scenario on `/books/{id}`, or below it on `/books/{id}/reviews/{review_id}`. */
export interface Step {
  action: ResourceAction;
  /** Its id is 1 for `A`, 2 for `B`, 9 for `child`. */
  item?: string;
  status?: number;
  sent?: JsonObject;
  json?: Json;
  query?: string;
  requestHeaders?: HeaderList;
  headers?: HeaderList;
  isInvalid?: true;
  isRepeated?: true;
  credentials?: 'none' | 'other-user';
  /** The time at which the request is sent, in milliseconds. */
  startedAt?: number;
  /** The runtime expression by which requests on the item find its id. */
  expression?: string;
}

const ids: Readonly<Record<string, number>> = { A: 1, B: 2, child: 9 };

const properties: Json = {
  id: { type: 'integer', readOnly: true },
  title: { type: 'string' },
  pages: { type: 'integer' },
  note: { type: ['string', 'null'] },
  edition: { type: 'integer', default: 1 },
  sold_at: { type: 'string', format: 'date-time' },
  net_price: { type: 'string', format: 'decimal' },
  cost: { type: 'number' },
};
const book: Json = { 'application/json': { schema: { type: 'object', properties } } };
const books: Json = { type: 'array', items: { type: 'object', properties } };
const query = (name: string, schema: Json): Json => ({ name, in: 'query', schema });
const idParameters: Json = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
const responses: JsonObject = { 200: { description: 'OK', content: book } };

const limit = query('limit', { type: 'integer', maximum: 100 });
const createDocument = (parameters: readonly Json[], list: Json): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Books', version: '1' },
  paths: {
    '/books': {
      get: {
        operationId: 'list',
        parameters: [...parameters],
        responses: { 200: { description: 'OK', content: { 'application/json': { schema: list } } } },
      },
      post: {
        operationId: 'create',
        requestBody: { content: book },
        responses: { ...responses, 409: { description: 'The title is taken' } },
      },
    },
    '/books/{id}': {
      parameters: idParameters,
      get: { operationId: 'read', responses },
      patch: { operationId: 'update', requestBody: { content: book }, responses },
      put: { operationId: 'replace', requestBody: { content: book }, responses },
      delete: { operationId: 'delete', responses: { 204: { description: 'Deleted' } } },
    },
    '/books/{id}/withdrawal': {
      parameters: idParameters,
      post: {
        operationId: 'transition',
        responses: {
          204: { description: 'Withdrawn' },
          409: { description: 'The book is withdrawn already' },
        },
      },
    },
  },
});

/** What is known of the books of an API whose list has these parameters and this schema. */
async function createContext(parameters: readonly Json[], schema = books): Promise<ScenarioContext> {
  const { operations } = await loadDocument(createDocument(parameters, schema));
  return {
    settable: new Set(['title', 'pages', 'note']),
    removable: new Map([
      ['note', null],
      ['language', 'en'],
    ]),
    idNames: ['book_id', 'id'],
    findOperation: (id) => operations.find((operation) => operation.id === id),
  };
}

export const context = await createContext([
  limit,
  query('page', { type: 'integer', minimum: 1 }),
  query('sort', { type: 'string', enum: ['pages', '-pages', 'title', '-title'] }),
  query('title', { type: 'string' }),
  query('pages', { type: 'integer' }),
]);

const integer: JsonObject = { type: 'integer' };
const time: JsonObject = { type: 'string', format: 'date-time' };
const envelope: JsonObject = {
  type: 'object',
  properties: {
    items: books,
    meta: { type: 'object', properties: { page: integer, offset: integer, limit: integer } },
  },
};

/** The same with other ways to select pages and items. */
export const contexts = {
  anyPage: await createContext([limit, query('page', { type: 'integer' })]),
  offset: await createContext([limit, query('offset', { type: 'integer' })]),
  cursor: await createContext([limit, query('cursor', { type: 'string' })]),
  pageStated: await createContext([limit, query('page', integer)], envelope),
  offsetStated: await createContext([limit, query('offset', integer)], envelope),
  selecting: await createContext([
    limit,
    query('page', { ...integer, minimum: 1 }),
    { ...Object(query('title', { type: 'array', items: { type: 'string' } })), explode: false },
    query('note', { type: 'array', items: { type: 'string' } }),
    query('pages', { type: 'array', items: integer }),
    query('min_pages', integer),
    query('pages[gte]', integer),
    query('pages[lt]', integer),
    query('max_price', { type: 'string', format: 'decimal' }),
    query('max_cost', { type: 'number' }),
    {
      ...Object(query('sold', { type: 'object', properties: { from: time, to: time } })),
      style: 'deepObject',
    },
  ]),
};

const isChild = (item: string): boolean => item === 'child';

export function createExchange(step: Step, index: number, steps: readonly Step[]): Exchange {
  const { action, item = '', status = 200, sent, json, requestHeaders = [], headers = [] } = step;
  const path = action === 'list' || action === 'create' ? '/books' : `/books/${ids[item]}`;
  const bind = (name: string, of: string) => {
    const created = steps.findIndex((each) => each.action === 'create' && each.item === of);
    const expression = steps[created]?.expression ?? '$response.body#/id';
    return {
      ...({ in: 'path', name, expression, value: ids[of] ?? 0 } as const),
      source: `step ${created + 1}`,
    };
  };
  const own =
    action === 'list' || action === 'create' ? [] : [bind(isChild(item) ? 'review_id' : 'id', item)];
  const text = json === undefined ? '' : JSON.stringify(json);
  return {
    id: index + 1,
    case: {
      ...{ id: `step ${index + 1}`, operation: action, kind: 'valid', description: action, covers: [] },
      request: {
        ...{
          method: 'GET',
          path: `${path}${step.query ?? ''}`,
          headers: requestHeaders,
          credentials: step.credentials ?? 'access',
        },
        ...(sent && { body: { json: sent } }),
      },
      step: {
        ...{ scenario: '/books/{id}', action, item },
        resource: isChild(item) ? '/books/{id}/reviews/{review_id}' : '/books/{id}',
        bindings: [...(isChild(item) ? [bind('id', 'A')] : []), ...own],
        ...(step.isInvalid && { isInvalid: true }),
        ...(step.isRepeated && { isRepeated: true }),
      },
    },
    sent: { method: 'GET', url: `http://127.0.0.1${path}`, headers: [] },
    response: {
      ...{ status, headers },
      body: {
        ...{ text, bytes: text.length, truncated: false },
        ...(json !== undefined && { json: { value: json } }),
      },
    },
    ...{ startedAt: step.startedAt ?? 0, durationMs: 1, attempts: 1 },
  };
}

/** Judges the steps. Returns the observations of a rule for the operation that has the action. */
export const judgeSteps = (steps: readonly Step[], own = context) =>
  judgeScenario(steps.map(createExchange), own);

/** Throws if an observation is about a rule that the operation cannot have. Operations are named after their actions. */
function checkRules(clauses: readonly string[]): void {
  const known = new Set(resourceRules.map(({ action, name }) => `${action}/${name}`));
  const wrong = clauses.find((clause) => !known.has(clause));
  if (wrong !== undefined) throw new Error(`no rule ${wrong}`);
}

/** The result of a rule: `fail` if any observation is a failure, `undecided` if there is no observation. */
export function judgeRule(
  clause: string,
  steps: readonly Step[],
  rules = context,
): 'pass' | 'fail' | 'undecided' {
  const all = judgeSteps(steps, rules);
  checkRules(all.map(({ observation }) => observation.clause));
  const own = all.filter(({ observation }) => observation.clause === clause);
  if (own.length === 0) return 'undecided';
  return own.some(({ observation }) => observation.finding) ? 'fail' : 'pass';
}

export const dune: JsonObject = { title: 'Dune', pages: 412, note: 'Signed' };

/** A creation of an item with an accepted response. */
export const create = (item = 'A', rest: Partial<Step> = {}): Step => ({
  ...{ action: 'create', item, status: 201, sent: dune, json: { id: ids[item] ?? 0, ...dune } },
  ...rest,
});

/** A read that shows the item with these properties. */
export const read = (item = 'A', shown: JsonObject = {}, rest: Partial<Step> = {}): Step => ({
  ...{ action: 'read', item, json: { id: ids[item] ?? 0, ...dune, ...shown } },
  ...rest,
});

export const missing = (item = 'A', status = 404): Step => ({ action: 'read', item, status });

export const list = (items: readonly Json[], query = '?limit=100', rest: Partial<Step> = {}): Step => ({
  ...{ action: 'list', query, json: [...items] },
  ...rest,
});

export const remove = (rest: Partial<Step> = {}): Step => ({
  action: 'delete',
  item: 'A',
  status: 204,
  ...rest,
});
