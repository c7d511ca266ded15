import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Client, RequestBudget } from '../../../plan/client.ts';
import type { PlanContext, PlanInput } from '../../../plan/context.ts';
import { preparePlanContexts } from '../../../plan/prepare-contexts.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import type { Exchange, TransportFailure } from '../../../spec/openapi/exchange.ts';
import type { HeaderList } from '../../../spec/openapi/request.ts';
import type { Suite } from '../../../suites/suite.ts';

export const book: JsonObject = {
  type: 'object',
  required: ['title', 'genre'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 20 },
    genre: { enum: ['novel', 'poetry'] },
    pages: { type: ['integer', 'null'], minimum: 1 },
    homepage: { type: 'string', format: 'uri' },
    tags: { type: 'array', maxItems: 3, items: { type: 'string', pattern: '^[a-z]+$' } },
  },
};

const loan: JsonObject = {
  anyOf: [{ $ref: '#/components/schemas/ByCard' }, { $ref: '#/components/schemas/ByGuest' }],
};

const byCard: JsonObject = {
  type: 'object',
  required: ['card'],
  properties: {
    card: { type: 'string' },
    until: { type: 'string', maxLength: 10 },
    note: { type: ['string', 'null'] },
  },
};

const byGuest: JsonObject = {
  type: 'object',
  required: ['guest'],
  properties: { guest: { type: 'string', maxLength: 10 }, deposit: { type: ['number', 'null'] } },
};

const json = (schema: Json): Json => ({ 'application/json': { schema } });

/** A public library: `books:create` takes an object and needs a bearer token, `loans:create` takes a union. */
function createLibrary(schemas: JsonObject = {}): JsonObject {
  const body = (name: string): Json => ({
    required: true,
    content: json({ $ref: `#/components/schemas/${name}` }),
  });
  const errors: Json = { type: 'object', properties: { detail: { type: 'array', items: {} } } };
  const responses: Json = {
    201: { description: 'Created', content: json({ type: 'object' }) },
    401: { description: 'Unauthorized' },
    422: { description: 'Invalid', content: json(errors) },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Library', version: '1' },
    paths: {
      '/books': {
        get: { operationId: 'books:list', responses: { 200: { description: 'Books' } } },
        post: {
          operationId: 'books:create',
          security: [{ token: [] }],
          requestBody: body('Book'),
          responses,
        },
      },
      '/loans': { post: { operationId: 'loans:create', requestBody: body('Loan'), responses } },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Book: book, Loan: loan, ByCard: byCard, ByGuest: byGuest, ...schemas },
    },
  };
}

/** Loads the library's contract, with some schemas replaced. */
export const loadLibrary = (schemas: JsonObject = {}): Promise<Contract> =>
  loadContract({ file: 'library.yaml', text: JSON.stringify(createLibrary(schemas)) });

export const budget: RequestBudget = { requests: 400, discovery: 4, plan: 300, concurrency: 4 };

type ContextOptions = Partial<Omit<PlanInput, 'contract' | 'operations'>> & {
  operations?: readonly string[];
};

/** The plan contexts of some operations, all by default. Nothing is sent unless a suite discovers. */
export async function createContexts(
  contract: Contract,
  { operations, ...options }: ContextOptions = {},
): Promise<Map<string, PlanContext>> {
  const { contexts } = await preparePlanContexts({
    ...{ contract, suites: [], fixtures: {}, client: createFakeClient(() => ({ status: 500 })), budget },
    ...{ seed: 1, local: true, full: false },
    ...options,
    operations: contract.operations.filter(({ id }) => operations?.includes(id) ?? true),
  });
  return contexts;
}

/** The plan context of one operation. */
export async function createContext(
  operation: string,
  { schemas, ...options }: Omit<ContextOptions, 'operations'> & { schemas?: JsonObject } = {},
): Promise<PlanContext> {
  const contexts = await createContexts(await loadLibrary(schemas), { ...options, operations: [operation] });
  const context = contexts.get(operation);
  if (!context) throw new Error(`the library has no operation ${operation}`);
  return context;
}

/** A suite for `books:create` without fixtures and rules. */
export function createSuite(parts: Partial<Suite> = {}): Suite {
  return {
    operation: 'books:create',
    origin: 'the library as observed',
    strictErrors: true,
    ...{ fixtureVariables: [], seedTemplates: [], resourceIdProperties: [], reservedNames: [] },
    ...{ discoverySteps: [], sideEffects: [], rules: [], usualCauses: {}, missingFixtures: [] },
    createListedBody: () => undefined,
    updateContext: (_, context) => context,
    ...parts,
  };
}

/** A suite for `loans:create` with a seed message for each branch of its union; `loanFixtures` are its fixtures. */
export const loanSuite = createSuite({
  operation: 'loans:create',
  seedTemplates: [
    { name: 'by-guest', description: 'a loan by a guest', body: { guest: 'guest' } },
    { name: 'by-card', description: 'a loan by card', body: { card: 'card' } },
  ],
});
export const loanFixtures = { card: 'C-1', guest: 'Ann' };

/** What a fake server answers: a status with JSON and header fields, or a transport failure. */
export type FakeResponse = { status: number; json?: Json; headers?: HeaderList } | TransportFailure;

export const refusedConnection: TransportFailure = {
  ...{ kind: 'refused', message: 'connect ECONNREFUSED', answered: false },
};

/** The exchange in which a case got this response. */
export function createExchange(id: number, theCase: Case, response: FakeResponse): Exchange {
  const shared = {
    ...{ id, case: theCase, startedAt: 0, durationMs: 1, attempts: 1 },
    sent: { method: theCase.request.method, url: `http://library${theCase.request.path}`, headers: [] },
  };
  if ('kind' in response) return { ...shared, failure: response };
  const { status, json: value, headers = [] } = response;
  const text = value === undefined ? '' : JSON.stringify(value);
  const body = {
    text,
    bytes: text.length,
    truncated: false,
    ...(value !== undefined && { json: { value } }),
  };
  const type = value === undefined ? [] : [['content-type', 'application/json'] as const];
  return { ...shared, response: { status, headers: [['date', 'now'], ...type, ...headers], body } };
}

export interface FakeClient extends Client {
  /** The cases sent, in order. */
  readonly sent: Case[];
}

/**
 * Creates a client whose server responds at once.
 * @param requestsPerSend above 1 simulates retries
 */
export function createFakeClient(
  respond: (theCase: Case, id: number) => FakeResponse,
  {
    requestsPerSend = 1,
    rateLimitError = (): string | undefined => undefined,
    limitedOperations = (): readonly string[] => [],
  } = {},
): FakeClient {
  const sent: Case[] = [];
  let [requests, answered] = [0, 0];
  return {
    sent,
    async send(theCase, id) {
      sent.push(theCase);
      await Promise.resolve();
      requests += requestsPerSend;
      const exchange = createExchange(id, theCase, respond(theCase, id));
      if (exchange.response) answered += 1;
      return exchange;
    },
    hasCredentials: () => true,
    stats: () => {
      const error = rateLimitError();
      const limits = { limitedOperations: limitedOperations() };
      return { requests, answered, ...limits, ...(error !== undefined && { rateLimitError: error }) };
    },
    redactor: { publicPrefix: () => undefined },
  };
}

/**
 * Creates a server that responds as the contract requires.
 * @param accepts the server's own validation of the body
 */
export function createServer(
  contexts: ReadonlyMap<string, PlanContext>,
  accepts: (value: Json) => boolean = () => false,
): (theCase: Case) => FakeResponse {
  return ({ operation, request }) => {
    const context = contexts.get(operation);
    const node = context?.model.request;
    const isSecured = (context?.model.operation.security.length ?? 0) > 0;
    if (isSecured && !['access', 'lowercase'].includes(request.credentials)) return { status: 401 };
    if (request.method !== context?.model.operation.method) return { status: 405 };
    if (!node) return { status: 200 };
    const value = readJson(request.body);
    const isValid =
      value !== undefined &&
      node.message.contract.getValidator(node.schemaPointer, 'request')(value).length === 0;
    const isAccepted = isValid || (value !== undefined && accepts(value));
    return isAccepted ? { status: 201, json: {} } : { status: 422, json: { detail: [{}] } };
  };
}

function readJson(body: Case['request']['body']): Json | undefined {
  if (body === undefined) return undefined;
  if ('json' in body) return body.json;
  try {
    return 'text' in body ? JSON.parse(body.text) : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON body of a case. */
export function getJson({ id, request: { body } }: Case): Json {
  if (!body || !('json' in body)) throw new Error(`${id} has no JSON body`);
  return body.json;
}

/**
 * Creates a validator of a component that shares no code with the plan: ajv over the whole document, reporting all
 * errors.
 */
export function createValidator(name: string, schemas: JsonObject = {}): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(createLibrary(schemas), 'library');
  return ajv.compile({ $ref: `library#/components/schemas/${name}` });
}

/** Object schemas with up to four properties of common kinds. */
export const objectSchemas: fc.Arbitrary<JsonObject> = fc
  .record({
    properties: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), createPropertySchemas(), { minKeys: 1 }),
    isClosed: fc.boolean(),
  })
  .chain(({ properties, isClosed }) =>
    fc.subarray(Object.keys(properties)).map(
      (required): JsonObject => ({
        ...{ type: 'object', required, properties: { ...properties } },
        ...(isClosed && { additionalProperties: false }),
      }),
    ),
  );

function createPropertySchemas(): fc.Arbitrary<JsonObject> {
  const types = (type: string) => fc.constantFrom<Json>(type, [type, 'null']);
  return fc.oneof(
    types('boolean').map((type) => ({ type })),
    fc
      .tuple(fc.nat(3), fc.nat(9))
      .map(([minLength, more]) => ({ type: 'string', minLength, maxLength: minLength + more })),
    fc
      .tuple(types('integer'), fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .map(([type, minimum, more]) => ({ type, minimum, maximum: minimum + more })),
    fc.constant<JsonObject>({ type: 'string', format: 'uri' }),
    fc.constant<JsonObject>({ enum: ['x', 'y', 3] }),
    fc.nat(3).map((maxItems) => ({ type: 'array', items: { type: 'number' }, maxItems })),
  );
}
