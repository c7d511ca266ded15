import { describe, expect, it } from 'vitest';
import type { SingleUsePart } from '../../../../plan/acceptance-search.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import { findAccepted } from '../../../../plan/execute/find-accepted.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createGetContext } from '../create-get-context.ts';
import { createContext, createContexts, createExchange, type FakeResponse, getJson } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

/**
 * Searches with a server; returns the result and the cases that were sent. A request that gets no response of the server
 * may not be sent.
 */
async function search(
  context: PlanContext,
  respond: (each: Case) => FakeResponse | undefined,
  limit = 10,
  takeResource: (part: SingleUsePart) => Json | undefined = () => undefined,
  findCreated: (exchange: Exchange) => Json | undefined = () => undefined,
  isTransition = false,
) {
  const sent: Case[] = [];
  const send = async (each: Case) => {
    const response = respond(each);
    if (response === undefined) return undefined;
    sent.push(each);
    return createExchange(sent.length, each, response);
  };
  const renewal = { takeResource: async (_: unknown, part: SingleUsePart) => takeResource(part) };
  const acceptance = await findAccepted(context, limit, send, renewal, { findCreated, isTransition });
  return { ...acceptance, sent };
}

const books = () => createContext('books:create');
const body = (each: Case) => getJson(each) as JsonObject; // the bodies of the library are objects
const hasTags = (each: Case) => Object.hasOwn(body(each), 'tags');

describe('the search for an accepted request', () => {
  it('keeps the smallest and the largest request that are accepted', async () => {
    const { accepted, needsUniqueValues } = await search(await books(), () => ({ status: 201 }));
    expect(accepted.map(({ name }) => name)).toEqual(['required', 'all']);
    expect(needsUniqueValues).toBe(false);
  });

  it('does not keep the largest if the target rejects it', async () => {
    const { accepted } = await search(await books(), (each) => ({ status: hasTags(each) ? 409 : 201 }));
    expect(accepted.map(({ name }) => name)).toEqual(['required']);
  });

  it('notices that an accepted request is rejected the second time', async () => {
    const seen = new Set<string>();
    const { needsUniqueValues } = await search(await books(), (each) => {
      const text = JSON.stringify(body(each));
      const isNew = !seen.has(text);
      seen.add(text);
      return { status: isNew ? 201 : 409 };
    });
    expect(needsUniqueValues).toBe(true);
  });

  it('names the part whose value is accepted only once', async () => {
    const taken = new Set<Json | undefined>();
    const { singleUse } = await search(
      await books(),
      (each) => {
        const { title } = body(each);
        const isNew = !taken.has(title);
        taken.add(title);
        return isNew ? { status: 201 } : { status: 409, json: { error: 'there is such a title' } };
      },
      30,
    );
    expect(singleUse).toEqual([{ in: 'body', name: '/title' }]);
  });

  it('extends the accepted text if the target takes no generated one', async () => {
    const taken = new Set<Json | undefined>();
    const { singleUse } = await search(
      await books(),
      (each) => {
        const { title } = body(each);
        const [first = title] = taken;
        if (taken.has(title) || !String(title).startsWith(String(first))) return { status: 400 };
        taken.add(title);
        return { status: 201 };
      },
      30,
    );
    expect(singleUse).toEqual([{ in: 'body', name: '/title', isExtended: true }]);
  });

  it.each([
    [
      'names the part that identifies an item that the target responds with again',
      'title',
      [{ in: 'body', name: '/title' }],
    ],
    ['needs nothing unique if each request creates an item', undefined, []],
    ['finds no part if the target has one item only', 'nothing', []],
  ])('%s', async (_, identifies, singleUse) => {
    const items = new Map<Json | undefined, number>();
    const result = await search(
      await books(),
      (each) => {
        const key = identifies === undefined ? items.size : (body(each)[identifies] ?? 'none');
        const id = items.get(key) ?? items.size;
        items.set(key, id);
        return { status: 201, json: { id } };
      },
      30,
      undefined,
      ({ response }) => (response?.body.json?.value as JsonObject | undefined)?.id, // the bodies above
    );
    expect(result.singleUse).toEqual(singleUse);
    expect(result.needsUniqueValues).toBe(identifies !== undefined);
    expect(result.accepted.length).toBeGreaterThan(0);
  });

  it.each([401, 403, 405, 429, 501, 503])(
    'ends at a %d, which no other message would change',
    async (status) => {
      expect((await search(await books(), () => ({ status }))).sent).toHaveLength(1);
    },
  );

  it('ends at its limit', async () => {
    expect((await search(await books(), () => ({ status: 400 }), 2)).sent).toHaveLength(2);
  });

  it('sends no message twice that was rejected, and keeps none of them', async () => {
    const { sent, accepted } = await search(await books(), () => ({ status: 400 }), 50);
    const texts = sent.map((each) => JSON.stringify(each.request));
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set(texts).size).toBe(texts.length);
    expect(accepted).toEqual([]);
  });

  it('ends when a request may not be sent', async () => {
    let count = 0;
    const first = await search(await books(), () => {
      count += 1;
      return undefined;
    });
    expect({ count, accepted: first.accepted }).toEqual({ count: 1, accepted: [] });
    const second = await search(await books(), () => {
      count += 1;
      return count === 2 ? { status: 201 } : undefined;
    });
    expect(second).toMatchObject({ needsUniqueValues: false, singleUse: [] });
    expect(second.accepted.map(({ name }) => name)).toEqual(['required']);
  });

  it('repeats an accepted request only if the method is not safe, and as one that may be rejected', async () => {
    const read = await search(await createGetContext('/books', []), () => ({ status: 200 }));
    expect(read.sent).toHaveLength(1);
    const { sent } = await search(await books(), () => ({ status: 201 }));
    expect(sent[1]?.request).toEqual(sent[0]?.request);
    expect(sent[1]?.mayBeRejected).toBe(true);
    expect(sent).toHaveLength(3);
  });

  it('does not try the largest message again if it is the first that is accepted', async () => {
    const respond = (each: Case) => ({ status: hasTags(each) ? 201 : 422 });
    const { sent, accepted } = await search(await books(), respond, 30);
    expect(accepted.map(({ name }) => name)).toEqual(['all']);
    // it is repeated once, to find out whether the target accepts it again
    expect(sent.filter(hasTags)).toHaveLength(2);
  });
});

/** Creates a context of `GET /books/{isbn}` for a target whose list contained two numbers. */
async function createBookContext(): Promise<PlanContext> {
  const isbn: Json = { name: 'isbn', in: 'path', required: true, schema: { type: 'string' } };
  const context = await createGetContext('/books/{isbn}', [isbn]);
  const list = { status: 200, json: { items: [{ isbn: 'gone' }, { isbn: 'here' }] } };
  context.pool.collect('/books', createExchange(1, createCase('list'), list));
  return context;
}

describe('after a rejection, the search tries', () => {
  it.each([
    [false, true],
    [true, false],
  ])('no body at all, if the body is required: %s, %s', async (required, isTried) => {
    const requestBody: Json = { required, content: { 'application/json': { schema: { type: 'object' } } } };
    const post: Json = { operationId: 'post', requestBody, responses: { 201: { description: 'Created' } } };
    const contract = await loadDocument(createDocument({}, { paths: { '/books': { post } } }));
    const context = (await createContexts(contract)).get('post');
    if (!context) throw new Error('the document has no operation');
    const { sent } = await search(context, () => ({ status: 400 }));
    expect(sent.some(({ request }) => request.body === undefined)).toBe(isTried);
  });

  const answer = (each: Case, rejection: FakeResponse): FakeResponse =>
    each.request.path === '/books/here' ? { status: 200 } : rejection;

  it('another value of the target in the path after a 404', async () => {
    const { accepted, sent } = await search(await createBookContext(), (each) =>
      answer(each, { status: 404 }),
    );
    expect(sent.map(({ request }) => request.path)).toEqual(['/books/gone', '/books/here']);
    expect(accepted).toHaveLength(1);
  });

  it('another value of a required parameter that the response names', async () => {
    const { sent } = await search(await createBookContext(), (each) =>
      answer(each, { status: 422, json: { detail: 'isbn is withdrawn' } }),
    );
    expect(sent.map(({ request }) => request.path)).toEqual(['/books/gone', '/books/here']);
  });

  it('no other value in the path if the response is about something else', async () => {
    const { sent } = await search(await createBookContext(), () => ({ status: 422, json: 'closed' }), 2);
    expect(sent.map(({ request }) => request.path)).not.toContain('/books/here');
  });
});

describe('the last id in the path is that of a resource which no other operation needs', () => {
  const toPath = (name: string): Json => ({ name, in: 'path', required: true, schema: { const: name } });

  it.each([
    ['delete', false, '/shelves/shelf/books/own'],
    ['post', true, '/shelves/shelf/books/own'],
    ['put', false, '/shelves/shelf/books/isbn'],
  ])('for a DELETE and a transition: %s, %s', async (method, isTransition, path) => {
    const operation = { operationId: 'a', responses: { 204: { description: 'Done' } } };
    const parameters = [toPath('shelf'), toPath('isbn')];
    const paths: JsonObject = { '/shelves/{shelf}/books/{isbn}': { [method]: { ...operation, parameters } } };
    const contract = await loadDocument(createDocument({}, { paths }));
    const context = (await createContexts(contract)).get('a');
    if (!context) throw new Error('the document has no operation');
    const asked: SingleUsePart[] = [];
    const { sent } = await search(
      context,
      () => ({ status: 204 }),
      1,
      (part) => {
        asked.push(part);
        return 'own';
      },
      undefined,
      isTransition,
    );
    expect(new Set(sent.map(({ request }) => request.path))).toEqual(new Set([path]));
    expect(asked).toEqual(path.endsWith('own') ? [{ in: 'path', name: 'isbn' }] : []);
  });
});

describe('wrong credentials are sent before the first accepted request', () => {
  /** Searches with a server that has one book, which the first accepted DELETE removes. */
  async function searchWith(
    method: string,
    isAuthorized: (each: Case) => boolean,
    takeResource?: () => Json | undefined,
  ) {
    const isbn: Json = { name: 'isbn', in: 'path', required: true, schema: { type: 'string' } };
    const operation: Json = {
      ...{ operationId: 'a', parameters: [isbn], security: [{ password: [] }] },
      responses: { 204: { description: 'gone' } },
    };
    const components: Json = { securitySchemes: { password: { type: 'http', scheme: 'basic' } } };
    const contract = await loadDocument(
      createDocument({}, { paths: { '/books/{isbn}': { [method]: operation } }, components }),
    );
    const context = (await createContexts(contract)).get('a');
    if (!context) throw new Error('the document has no operation');
    const gone = new Set<string>();
    return search(
      context,
      (each) => {
        if (!isAuthorized(each)) return { status: 401 };
        const { path } = each.request;
        const status = gone.has(path) ? 404 : 204;
        gone.add(path);
        return { status };
      },
      3,
      takeResource,
    );
  }
  const hasAccess = ({ request }: Case): boolean => request.credentials === 'access';
  const wrong = ['none', 'unknown', 'truncated', 'extended'];
  const listCredentials = (cases: readonly Case[]): string[] =>
    cases.map(({ request }) => request.credentials);

  it('of a DELETE', async () => {
    const { sent, sentProbes, accepted } = await searchWith('delete', hasAccess);
    expect(listCredentials(sent).slice(0, 5)).toEqual([...wrong, 'access']);
    expect(new Set(sent.map(({ request }) => request.path)).size).toBe(1);
    expect(sentProbes).toEqual(sent.slice(0, 4).map(({ id }) => id));
    expect(accepted).toHaveLength(1);
  });

  it('but not of another method', async () => {
    const { sent, sentProbes } = await searchWith('get', hasAccess);
    expect(new Set(listCredentials(sent))).toEqual(new Set(['access']));
    expect(sentProbes).toEqual([]);
  });

  it('until one is accepted, after which another resource is used', async () => {
    const resources = ['first', 'second'];
    const isAuthorized = (each: Case): boolean => each.request.credentials !== 'none';
    const { sent, accepted } = await searchWith('delete', isAuthorized, () => resources.shift());
    expect(listCredentials(sent).slice(0, 3)).toEqual(['none', 'unknown', 'access']);
    expect(sent.slice(1, 3).map(({ request }) => request.path)).toEqual(['/books/first', '/books/second']);
    expect(accepted).toHaveLength(1);
  });

  it('and without another resource, the next request may be rejected', async () => {
    const { sent } = await searchWith('delete', () => true);
    expect(sent[1]).toMatchObject({ kind: 'valid', mayBeRejected: true });
  });
});
