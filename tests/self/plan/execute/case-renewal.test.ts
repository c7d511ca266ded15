import { beforeEach, describe, expect, it } from 'vitest';
import type { AcceptanceSearch } from '../../../../plan/acceptance-search.ts';
import { uniqueSuffix } from '../../../../plan/cases/unique-values.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import { createCaseRenewal } from '../../../../plan/execute/case-renewal.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { RequestSpec } from '../../../../spec/openapi/request.ts';
import type { SeedMessage } from '../../../../suites/suite.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContexts, createExchange, type FakeResponse } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const done: Json = { description: 'Done' };
const text: Json = { type: 'string' };
const shelf: Json = { name: 'shelf', in: 'path', required: true, schema: text };
const isbn: Json = { name: 'isbn', in: 'path', required: true, schema: text };
const created: Json = {
  description: 'Created',
  content: { 'application/json': { schema: { type: 'object', properties: { isbn: text } } } },
};
const document: JsonObject = createDocument(
  {},
  {
    paths: {
      '/shelves/{shelf}/books': {
        parameters: [shelf],
        put: { operationId: 'replace', responses: { 201: created } },
        post: { operationId: 'add', responses: { 201: created } },
      },
      '/shelves/{shelf}/books/{isbn}': {
        parameters: [shelf, isbn],
        delete: { operationId: 'remove', responses: { 204: done, 404: done } },
        get: { operationId: 'read', responses: { 200: done, 404: done } },
      },
    },
  },
);
const contract = await loadDocument(document);
const secured = await loadDocument({
  ...document,
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
});
const part = { in: 'path', name: 'isbn' } as const;

const seed = (path: JsonObject): SeedMessage => ({
  ...{ name: 'seed', description: 'a seed', fixtures: [], isKnownValid: true },
  message: { path, query: {}, header: {}, cookie: {} },
});
const acceptance: AcceptanceSearch = {
  accepted: [seed({ shelf: 'B', isbn: 'seed' })],
  ...{ needsUniqueValues: false, singleUse: [part], sentProbes: [] },
};

let contexts: Map<string, PlanContext>;
let sent: Case[];
let respond: (each: Case) => FakeResponse | undefined;

beforeEach(async () => {
  contexts = await createContexts(contract);
  sent = [];
  respond = () => ({ status: 201, json: { isbn: `new-${sent.length}` } });
  const add = get('add');
  add.isSeedAccepted = true;
  add.acceptance = { ...acceptance, accepted: [seed({ shelf: 'A' })], singleUse: [] };
  get('remove').acceptance = acceptance;
  get('read').acceptance = { ...acceptance, singleUse: [] };
});

function get(operation: string): PlanContext {
  const context = contexts.get(operation);
  if (!context) throw new Error(`the document has no operation ${operation}`);
  return context;
}

const create = () =>
  createCaseRenewal(contexts, async (each) => {
    sent.push(each);
    const response = respond(each);
    return response && createExchange(sent.length, each, response);
  });

/** Adds resources that a list of the target contained. */
const collect = (...values: string[]): void =>
  get('remove').pool.collect(
    '/shelves/B/books',
    createExchange(1, createCase('list'), { status: 200, json: { items: values.map((isbn) => ({ isbn })) } }),
  );

const removal = (parts: Partial<Case> = {}, value = 'seed'): Case => ({
  ...createCase('removal', { kind: 'valid', ...parts, operation: 'remove' }),
  request: { method: 'DELETE', path: `/shelves/B/books/${value}`, headers: [], credentials: 'access' },
});

describe('a resource that no other case needs', () => {
  it('is created with the parent ids of the operation that needs it', async () => {
    expect(await create().takeResource(get('remove'), part)).toBe('new-1');
    expect(sent.map(({ operation, request }) => `${operation} ${request.path}`)).toEqual([
      'add /shelves/B/books',
    ]);
  });

  it('has the parent ids of the creator where the operation has none', async () => {
    get('remove').acceptance = { ...acceptance, accepted: [seed({ isbn: 'seed' })] };
    await create().takeResource(get('remove'), part);
    expect(sent[0]?.request.path).toBe('/shelves/A/books');
  });

  it('is not created by an operation that no request of was accepted, or that is no POST', async () => {
    get('add').isSeedAccepted = false;
    const replace = get('replace');
    replace.isSeedAccepted = true;
    replace.acceptance = get('add').acceptance;
    expect(await create().takeResource(get('remove'), part)).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('is the latest known one if none can be created, each once, if changes are allowed', async () => {
    respond = () => undefined;
    collect('old', 'seed', 'late');
    const renewal = create();
    const remove = get('remove');
    remove.allowChanges = true;
    expect(await renewal.takeResource(remove, part)).toBe('late');
    expect(await renewal.takeResource(remove, part)).toBe('old');
    expect(await renewal.takeResource(remove, part)).toBeUndefined(); // `seed` is that of the seed message
    remove.allowChanges = false;
    expect(await create().takeResource(remove, part)).toBeUndefined();
  });

  it('is never one that was taken before', async () => {
    respond = () => ({ status: 201, json: { isbn: 'same' } });
    const renewal = create();
    expect(await renewal.takeResource(get('remove'), part)).toBe('same');
    expect(await renewal.takeResource(get('remove'), part)).toBeUndefined();
  });
});

describe('a renewed case', () => {
  it('of another operation, or without single-use parts, is the same', async () => {
    const other = createCase('other', { operation: 'unknown' });
    expect(await create().renew(other, 1)).toBe(other);
    get('remove').acceptance = { ...acceptance, singleUse: [] };
    const same = removal();
    expect(await create().renew(same, 1)).toBe(same);
    expect(sent).toEqual([]);
  });

  it('gets a resource of its own if a correct target accepts it', async () => {
    const renewal = create();
    const paths = [];
    for (const position of [1, 2]) paths.push((await renewal.renew(removal(), position)).request.path);
    expect(paths).toEqual(['/shelves/B/books/new-1', '/shelves/B/books/new-2']);
  });

  it.each<[string, Partial<Case>]>([['an invalid request', { kind: 'invalid' }]])(
    'shares a resource as %s, until the target accepts one',
    async (_, parts) => {
      const renewal = create();
      const renew = async () => (await renewal.renew(removal(parts), 1)).request.path;
      expect(await renew()).toBe('/shelves/B/books/new-1');
      expect(await renew()).toBe('/shelves/B/books/new-1');
      renewal.forgetUsedResource(createExchange(1, removal(parts), { status: 404 }));
      renewal.forgetUsedResource(createExchange(1, removal(), { status: 204 }));
      expect(await renew()).toBe('/shelves/B/books/new-1');
      renewal.forgetUsedResource(createExchange(1, removal(parts), { status: 204 }));
      expect(await renew()).toBe('/shelves/B/books/new-2');
    },
  );

  it.each<[string, isSecured: boolean, parts: Partial<RequestSpec>, isShared: boolean]>([
    ['the right credentials', true, {}, false],
    ['the right credentials in another form', true, { credentials: 'lowercase' }, false],
    ['no credentials', true, { credentials: 'none' }, true],
    ['no credentials, if none are needed', false, { credentials: 'none' }, false],
    ['another method', true, { method: 'PATCH' }, true],
  ])(
    'with %s (secured: %s) shares a resource if no target may accept it',
    async (_, isSecured, parts, isShared) => {
      if (isSecured) contexts = await createContexts(secured);
      get('remove').acceptance = acceptance;
      collect('new-1', 'new-2');
      get('remove').allowChanges = true;
      const renewal = create();
      const theCase = removal({ kind: 'probe' });
      const probe = { ...theCase, request: { ...theCase.request, ...parts } };
      const [first, second] = [await renewal.renew(probe, 1), await renewal.renew(probe, 2)];
      expect(first.request.path).not.toBe(probe.request.path);
      expect(second.request.path === first.request.path).toBe(isShared);
    },
  );

  it('may be rejected if no resource is left', async () => {
    respond = () => undefined;
    const renewed = await create().renew(removal(), 1);
    expect(renewed).toEqual({ ...removal(), mayBeRejected: true });
  });

  it('keeps the id of the item above if it is a creation of a scenario', async () => {
    const creation = removal({
      step: {
        scenario: '/books/{isbn}',
        resource: '/books/{isbn}',
        action: 'create',
        item: 'A',
        bindings: [],
      },
    });
    expect(await create().renew(creation, 1)).toBe(creation);
  });

  it('has unique values if the target needs them', async () => {
    const add = get('add');
    add.acceptance = {
      ...acceptance,
      accepted: [seed({ shelf: 'A' })],
      needsUniqueValues: true,
      singleUse: [],
    };
    const theCase = createCase('add', { kind: 'valid', operation: 'add' });
    const composed = `lamp-${uniqueSuffix(add.seed)}`;
    const path = `/shelves/${composed}/books`; // the shelf was created before
    const request = { ...theCase.request, path, body: { json: { note: composed } } };
    const renewed = await create().renew({ ...theCase, request }, 7);
    expect(renewed.request).toMatchObject({ path, body: { json: { note: `${composed}n7` } } });
  });
});
