import { describe, expect, it } from 'vitest';
import { createProbeCases } from '../../../../plan/cases/probes/create-probe-cases.ts';
import type { PlanContext } from '../../../../plan/context.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { memoize } from '../../../../spec/memoize.ts';
import type { BodySpec, RequestSpec } from '../../../../spec/openapi/request.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContext, createContexts, createSuite } from '../library.ts';

const suite = createSuite({
  seedTemplates: [{ name: 'known', description: 'a known book', body: { title: 'title', genre: 'genre' } }],
});
const known = await createContext('books:create', {
  ...{ suites: [suite], full: true },
  fixtures: { title: 'Emma', genre: 'novel', unscopedAccessToken: 'secret' },
});

/** Writes ten or more equal characters as one, with their number. */
const abbreviate = (text: string): string =>
  text.replace(/a{10,}|9{10,}|\[{10,}|\]{10,}/g, (run) => `${run[0]}×${run.length}`);

function printBody(body: BodySpec | undefined): string {
  if (body === undefined) return 'no body';
  if ('json' in body) return JSON.stringify(body.json);
  return 'text' in body
    ? abbreviate(body.text)
    : `bytes ${Buffer.from(body.base64, 'base64').toString('latin1')}`;
}

/** The request as text, with the headers beyond `Accept` and the type of JSON. */
function printRequest({ method, path, credentials, headers, body }: RequestSpec): string {
  const further = headers.filter(([name, value]) => name !== 'Accept' && value !== 'application/json');
  const fields = further.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}`, credentials, ...fields, printBody(body)].join('; ');
}

const createCases = memoize(createProbeCases);

/** The requests of the probes that test a rule. */
const listRequests = (context: PlanContext, rule: string): string[] =>
  createCases(context)
    .filter(({ covers }) => covers.includes(`${context.model.operation.id}/${rule}`))
    .map(({ request }) => printRequest(request));

const book = '{"title":"Emma","genre":"novel"}';
const post = 'POST /books; access';
const withPages = (pages: string): string =>
  `{"title":"Emma","genre":"novel","pages":${pages},"homepage":"https://a:1","tags":[]}`;
const forwarded =
  'X-Forwarded-Host: forged-forwarded.example; Forwarded: host=forged-forwarded.example; Origin: https://forged-origin.example';

describe('the requests of the probes for', () => {
  it.each<[string, string[]]>([
    ['authentication:none', [`POST /books; none; ${book}`]],
    ['authentication:unknown', [`POST /books; unknown; ${book}`]],
    ['authentication:truncated', [`POST /books; truncated; ${book}`]],
    ['authentication:extended', [`POST /books; extended; ${book}`]],
    ['authentication:empty', [`POST /books; empty; ${book}`]],
    ['authentication:basic', [`POST /books; basic; ${book}`]],
    ['authentication:bare', [`POST /books; bare; ${book}`]],
    ['authentication:other-scheme', [`POST /books; other-scheme; ${book}`]],
    ['authentication:non-ascii', [`POST /books; non-ascii; ${book}`]],
    ['authentication:session-token', [`POST /books; session; ${book}`]],
    ['authentication:unscoped', [`POST /books; unscoped; ${book}`]],
    ['authentication:scheme-case', [`POST /books; lowercase; ${book}`]],
    ['authentication:before-validation', ['POST /books; none; {}']],
    [
      'protocol:method-not-allowed',
      [
        `PUT /books; access; ${book}`,
        `PATCH /books; access; ${book}`,
        'DELETE /books; access; no body', // with a body, a server could delete what the body names
      ],
    ],
    ['protocol:options', ['OPTIONS /books; access; no body']],
    ['protocol:charset', [`${post}; Content-Type: application/json; charset=UTF-8; ${book}`]],
    [
      'protocol:other-media-type',
      [`${post}; Content-Type: text/plain; bytes ÿþpÃ`, `${post}; Content-Type: text/plain; ${book}`],
    ],
    ['protocol:no-media-type', [`${post}; bytes Ã(pÿ`]],
    ['robustness:duplicate-names', [`${post}; {"title":"Emma","genre":"novel","title":"Emma"}`]],
    ['robustness:nan', [`${post}; ${withPages('NaN')}`]],
    ['robustness:huge-number', [`${post}; ${withPages('1e999')}`]],
    ['robustness:long-integer', [`${post}; ${withPages('9×5000')}`]],
    ['robustness:lone-surrogate', [`${post}; {"title":"Emma\\ud800","genre":"novel"}`]],
    ['robustness:nul', [`${post}; {"title":"Emma\\u0000","genre":"novel"}`]],
    ['robustness:nesting', [`${post}; {"title":"Emma","genre":"novel","x_conformance":[×500]×500}`]],
    ['robustness:long-string', [`${post}; {"title":"Emma×100001","genre":"novel"}`]],
    ['robustness:invalid-utf-8', [`${post}; bytes {"title":"Ã(ÿ","genre":"novel"}`]],
    ['robustness:byte-order-mark', [`${post}; \uFEFF${book}`]],
    ['robustness:empty-body', [`${post}; `]],
    ['robustness:cut-off', [`${post}; {"title":"Emma","genre":"novel"`]],
    ['robustness:trailing-data', [`${post}; ${book} x`]],
    [
      'robustness:prototype-names',
      [`${post}; ${book.slice(0, -1)},"__proto__":{"customer_id":1},"constructor":{"prototype":null}}`],
    ],
    [
      'robustness:deep-nesting',
      [5000, 100_000].map((depth) => `${post}; ${book.slice(0, -1)},"x_conformance":[×${depth}]×${depth}}`),
    ],
    ['robustness:large-body', [`${post}; ${book.slice(0, -1)},"x_conformance":"a×5000000"}`]],
    [
      'robustness:forged-host',
      [`${post}; ${forwarded}; Host: forged-host.example; ${book}`, `${post}; ${forwarded}; ${book}`],
    ],
    ['robustness:trace', ['TRACE /books; none; X-Conformance: conformance-traced-value; no body']],
    [
      'robustness:injection',
      [`'{{7}} ../x`, 'x\\u0000y'].map(
        (title) =>
          `${post}; {"title":"${title}","genre":"novel","pages":1,"homepage":"https://a:1","tags":[]}`,
      ),
    ],
    [
      'robustness:header-injection',
      [`${post}; {"title":"x\\r\\ny","genre":"novel","pages":1,"homepage":"https://a:1","tags":[]}`],
    ],
  ])('%s', (rule, requests) => {
    expect(listRequests(known, rule)).toEqual(requests);
  });

  it('protocol:not-found are to an unknown path below the declared one', () => {
    const { text } = known.suiteContext.unknownIds;
    expect(listRequests(known, 'protocol:not-found')).toEqual([
      `POST /books/${text}/${text}; access; ${book}`,
    ]);
  });

  it('protocol:json-spelling are the body with every property, in another form', () => {
    const [request] = createCases(known).filter(({ role }) => role === 'protocol:json-spelling');
    const body = request?.request.body;
    const text = body && 'text' in body ? body.text : '';
    const value = JSON.parse(text);
    expect(value).toMatchObject({ title: 'Emma', genre: 'novel', pages: 1, homepage: 'https://a:1' });
    expect(text).not.toBe(JSON.stringify(value));
  });
});

/** The context of a POST to a path, which is the operation `a`. */
const createPost = (path: string, fields: JsonObject, further: JsonObject = {}): Promise<PlanContext> =>
  createOperation('post', path, fields, further);

async function createOperation(
  method: string,
  path: string,
  fields: JsonObject,
  further: JsonObject = {},
): Promise<PlanContext> {
  const operation: Json = { operationId: 'a', responses: { 200: { description: 'OK' } }, ...fields };
  const contract = await loadDocument(
    createDocument({}, { paths: { [path]: { [method]: operation, ...further } } }),
  );
  const context = (await createContexts(contract)).get('a');
  if (!context) throw new Error('the document has no operation');
  return context;
}

const json = (schema: Json): Json => ({ required: true, content: { 'application/json': { schema } } });
const text = (schema: Json): Json => ({ required: true, content: { 'text/plain': { schema } } });
const withId = (schema: Json): JsonObject => ({
  parameters: [{ name: 'id', in: 'path', required: true, schema }],
});
const uuid = '0f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const isInjected = (request: string): boolean => /%27|%zz|\/100000000000000000000/.test(request);

describe('the probes of an operation', () => {
  it('that declares TRACE and OPTIONS do not use them', async () => {
    const operation = { responses: { 200: { description: 'OK' } } };
    const context = await createPost('/books', {}, { trace: operation, options: operation });
    expect(listRequests(context, 'robustness:trace')).toEqual([]);
    expect(listRequests(context, 'protocol:options')).toEqual([]);
    const other = await createPost('/books', {});
    expect(listRequests(other, 'robustness:trace')).toHaveLength(1);
    expect(listRequests(other, 'protocol:options')).toHaveLength(1);
  });

  it.each([
    ['get', ['HEAD /books; none; no body']],
    ['head', ['GET /books; none; no body']],
    ['delete', []],
  ])('of %s compare HEAD and GET: %j', async (method, requests) => {
    const operation: Json = { operationId: 'a', responses: { 200: { description: 'OK' } } };
    const contract = await loadDocument(createDocument({}, { paths: { '/books': { [method]: operation } } }));
    const context = (await createContexts(contract)).get('a');
    expect(context && listRequests(context, 'protocol:head')).toEqual(requests);
  });

  it('extend the largest body that the target accepted, and the first one if it accepted none', async () => {
    const [first] = known.seedMessages;
    if (!first) throw new Error('no seed message');
    const bodies: JsonObject[] = [
      { pages: 1 },
      { pages: 1, title: 'b' },
      { pages: 1, title: 'c', genre: 'x' },
    ];
    const seedMessages = bodies.map((body) => ({ ...first, message: { ...first.message, body } }));
    const acceptance = { accepted: seedMessages, needsUniqueValues: false, singleUse: [], sentProbes: [] };
    const [ofLargest] = listRequests({ ...known, seedMessages, acceptance }, 'robustness:nan');
    expect(ofLargest).toContain('{"pages":NaN,"title":"c","genre":"x"}');
    const [ofOnly] = listRequests(
      { ...known, seedMessages: seedMessages.slice(0, 1), acceptance },
      'robustness:nan',
    );
    expect(ofOnly).toContain('{"pages":NaN}');
    const [ofNone] = listRequests({ ...known, seedMessages }, 'robustness:nan');
    expect(ofNone).toContain('"pages":NaN');
    expect(ofNone).not.toContain('"title":"c"');
  });

  it('of a remote target have no forged Host', async () => {
    const remote = await createContext('books:create', { local: false });
    expect(listRequests(remote, 'robustness:forged-host')).toHaveLength(1);
  });

  it('have the first JSON media type that the document lists', async () => {
    const types = ['text/csv', 'application/book+json', 'application/json'];
    const content = Object.fromEntries(types.map((type) => [type, { schema: { type: 'object' } }]));
    const context = await createPost('/books', { requestBody: { required: true, content } });
    expect(listRequests(context, 'robustness:nan')[0]).toContain('Content-Type: application/book+json');
  });

  it('that takes text do not send it as a wrong media type, and have no body of JSON', async () => {
    const context = await createPost('/notes', { requestBody: text({ type: 'string', minLength: 1 }) });
    expect(listRequests(context, 'protocol:other-media-type')).toEqual([]);
    expect(listRequests(context, 'robustness:nan')).toEqual([]);
    expect(listRequests(context, 'robustness:empty-body')).toEqual([
      'POST /notes; none; Content-Type: text/plain; ',
      'POST /notes; none; no body',
    ]);
  });

  it('that takes any text have no empty body, which is valid', async () => {
    const context = await createPost('/notes', { requestBody: text({ type: 'string' }) });
    expect(listRequests(context, 'robustness:empty-body')).toEqual([]);
  });

  const created = { 201: { description: 'created' } };

  it.each<[Json, string | undefined]>([
    [{ type: 'integer' }, '2147480017'],
    [{ type: 'string', maxLength: 40 }, undefined],
    [{ type: 'string', format: 'uuid', example: uuid.replace(/[a-f]/g, '1') }, undefined],
    [{ type: 'integer', maximum: 100 }, 'none'],
    [{ enum: ['a', 'b'] }, 'none'],
  ])('with an id of %j use an unknown one: %s', async (schema, id) => {
    const context = await createPost('/books/{id}/pages', { ...withId(schema), responses: created });
    const { unknownIds } = context.suiteContext;
    const requests = listRequests(context, 'protocol:no-server-error').filter(
      (request) => !request.includes('/conformance') && !isInjected(request),
    );
    if (id === 'none') expect(requests).toEqual([]);
    else expect(requests).toEqual([`POST /books/${id ?? unknownIds.uuid}/pages; none; no body`]);
  });

  it.each<[Json, string[]]>([
    [{ type: 'integer' }, ['%zz', '100000000000000000000']],
    [{ type: 'integer', maximum: 100 }, ['100000000000000000000']], // too large, and so is an unknown id
    [{ type: 'string', format: 'uuid' }, ['%zz']],
  ])('with an id of %j are malformed, and very large if it is a number: %j', async (schema, ids) => {
    const context = await createPost('/books/{id}/pages', { ...withId(schema), responses: created });
    const requests = ['robustness:malformed-path', 'robustness:large-integer'].flatMap((rule) =>
      listRequests(context, rule),
    );
    expect(requests).toEqual(ids.map((id) => `POST /books/${id}/pages; none; no body`));
  });

  it.each<[Json, string[]]>([
    [{ type: 'string', format: 'uuid', example: uuid }, [uuid.toUpperCase()]],
    [{ type: 'string', example: uuid }, [uuid.toUpperCase()]],
    [{ type: 'string', example: uuid, pattern: '^[0-9a-f-]+$' }, []],
    [{ type: 'string', example: uuid.replace(/[a-f]/g, '1') }, []],
    [{ type: 'string', example: `x${uuid}` }, []],
    [{ type: 'string', example: `${uuid}x` }, []],
    [{ type: 'string', example: 'abc' }, []],
  ])('write a UUID of the path in upper case: %j', async (schema, ids) => {
    const context = await createPost('/books/{id}', withId(schema));
    const { unknownIds } = context.suiteContext;
    const requests = listRequests(context, 'protocol:no-server-error').filter(
      (request) => !request.includes(unknownIds.uuid) && !isInjected(request),
    );
    expect(requests).toEqual(ids.map((id) => `POST /books/${id}; none; no body`));
  });

  it.each<[string, Json, JsonObject, string[]]>([
    ['get', 'abc', {}, ['%61bc']],
    ['get', 'é5', {}, ['%C3%A9%35']],
    ['get', 7, {}, ['%37']],
    ['get', '-', {}, []],
    ['get', 'abc', { style: 'label' }, []],
    ['delete', 'abc', {}, []], // the resource may be gone
  ])('percent-encode a character of the path of %s: %j %j', async (method, example, style, ids) => {
    const parameter = { name: 'id', in: 'path', required: true, schema: {}, example, ...style };
    const context = await createOperation(method, '/books/{id}', { parameters: [parameter] });
    expect(listRequests(context, 'protocol:percent-encoding')).toEqual(
      ids.map((id) => `GET /books/${id}; none; no body`),
    );
  });

  it('send another media type for the documented 415', async () => {
    const context = await createPost('/notes', {
      requestBody: json({}),
      responses: { 415: { description: 'x' } },
    });
    const rules = ['protocol:other-media-type', 'protocol:unsupported-media-type'];
    const [others, documented] = rules.map((rule) => listRequests(context, rule));
    expect(documented).toEqual(others);
    expect(documented).not.toEqual([]);
  });

  it.each<[string, JsonObject, boolean]>([
    ['application/json', {}, true],
    ['Application/JSON', {}, true],
    ['application/json; version=1', {}, true],
    ['application/jsonl', {}, false],
    ['application/merge-patch+json', {}, false],
    ['application/vnd.api+json', {}, false],
  ])('that takes %s send a charset only with JSON', async (type, schema, hasCharset) => {
    const context = await createPost('/books', { requestBody: { content: { [type]: { schema } } } });
    context.isSeedAccepted = true;
    expect(listRequests(context, 'protocol:charset')).toHaveLength(hasCharset ? 1 : 0);
  });

  it('inject into texts of the query and the body, and not into ids of resources', async () => {
    const parameters: Json = [
      { name: 'q', in: 'query', required: true, schema: { type: 'string' } },
      { name: 'n', in: 'query', required: true, schema: { type: 'integer', example: 1 } },
      { name: 'X-A', in: 'header', required: true, schema: { type: 'string', example: 'a' } },
    ];
    const properties = { a: { type: 'string' }, b: { type: 'integer' }, c: { enum: ['x'] } };
    const schema = { type: 'object', required: ['a', 'b', 'c'], properties };
    const context = await createPost('/books', { parameters, requestBody: json(schema) });
    const [, nul] = createProbeCases(context).filter(({ role }) => role === 'robustness:injection');
    expect(nul?.request.path).toBe('/books?q=x%00y&n=1');
    expect(nul?.request.headers).toContainEqual(['X-A', 'a']);
    const body = nul?.request.body;
    expect(body && 'json' in body && body.json).toMatchObject({ a: 'x\u0000y', c: 'x' });

    const withIds = await createContext('books:create', {
      suites: [{ ...suite, resourceIdProperties: ['title'] }],
      fixtures: { title: 'Emma', genre: 'novel' },
    });
    expect(listRequests(withIds, 'robustness:injection').filter((each) => !each.includes('Emma'))).toEqual(
      [],
    );
  });

  it.each([
    [40, 40],
    [41, 40],
  ])('inject into %d texts: the first %d', async (count, injected) => {
    const items = { type: 'array', minItems: count, maxItems: count, items: { type: 'string' } };
    const schema = { type: 'object', required: ['texts'], properties: { texts: items } };
    const context = await createPost('/books', { requestBody: json(schema) });
    const [, nul] = createProbeCases(context).filter(({ role }) => role === 'robustness:injection');
    expect(JSON.stringify(nul?.request.body).split('x\\u0000y')).toHaveLength(injected + 1);
  });

  const free: Json = { type: 'string', example: 'a' };
  const word: Json = { name: 'word', in: 'path', required: true, schema: free };
  const client: Json = { name: 'X-Client', in: 'header', required: true, schema: free };

  it('inject into the path and into header fields apart, because a server may reject either', async () => {
    const context = await createPost('/words/{word}', { parameters: [word, client] });
    const injected = createProbeCases(context).filter(({ role }) => role === 'robustness:injection');
    expect(injected.map(({ request }) => decodeURIComponent(request.path))).toEqual([
      `/words/'";-- {{7*7}} \${7*7} <%= 7*7 %> | $(true) \`true\``,
      '/words/a',
    ]);
    expect(injected.map(({ request }) => new Map(request.headers).get('X-Client'))).toEqual([
      'a',
      expect.stringContaining('../../x <script>x</script>'),
    ]);
    expect(listRequests(context, 'robustness:header-injection')).toEqual([
      'POST /words/x%0D%0AX-Conformance-Injected%3A%201%0D%0AX-Conformance%3A%20y; none; X-Client: a; no body',
    ]);
  });

  it('inject into a body that is text', async () => {
    const context = await createPost('/notes', { requestBody: text({ type: 'string', minLength: 1 }) });
    expect(listRequests(context, 'robustness:header-injection')).toEqual([
      'POST /notes; none; Content-Type: text/plain; x\r\nX-Conformance-Injected: 1\r\nX-Conformance: y',
    ]);
  });

  it('inject slashes into the path of safe methods only', async () => {
    const operation: Json = {
      operationId: 'a',
      parameters: [word],
      responses: { 200: { description: 'OK' } },
    };
    const listPaths = async (method: string): Promise<string[]> => {
      const paths = { '/words/{word}': { [method]: operation } };
      const context = (await createContexts(await loadDocument(createDocument({}, { paths })))).get('a');
      if (!context) throw new Error('the document has no operation');
      return listRequests(context, 'robustness:injection');
    };
    expect(await listPaths('get')).toEqual([expect.stringContaining('..%2F..%2Fx')]);
    expect(await listPaths('delete')).toEqual([expect.not.stringContaining('%2F')]);
  });

  it('inject nothing into ids and into texts with a pattern', async () => {
    const schema: Json = { type: 'string', format: 'uuid' };
    const tag: Json = { ...{ name: 'If-Match', in: 'header', required: true }, schema: { pattern: '^"a"$' } };
    const id: Json = { name: 'id', in: 'path', required: true, schema };
    const context = await createPost('/books/{id}', { parameters: [id, tag] });
    expect(listRequests(context, 'robustness:injection')).toEqual([]);
    expect(listRequests(context, 'robustness:header-injection')).toEqual([]);
  });
});
