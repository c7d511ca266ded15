import { describe, expect, it } from 'vitest';
import { toCases } from '../../../../oracles/recording/to-case.ts';
import { createOperationModel } from '../../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import type { RecordedExchange } from '../../../../spec/openapi/exchange.ts';
import type { PlannedCase } from '../../../../spec/openapi/planned-case.ts';
import type { HeaderList } from '../../../../spec/openapi/request.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';

const securitySchemes: Json = {
  token: { type: 'http', scheme: 'bearer' },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
};

/** A recorded request, and the fields of the operation `a`, a POST, to which it belongs. */
interface Recorded {
  fields?: JsonObject;
  path?: string;
  method?: string;
  url?: string;
  headers?: HeaderList;
  /** The body as JSON, or text that is not JSON. */
  json?: Json;
  text?: string;
  status?: number;
  comment?: string;
  planned?: PlannedCase;
  showsCredentials?: boolean;
}

/** The cases of a recorded request. */
async function convert(recorded: Recorded): Promise<Case[]> {
  const { path = '/books', method = 'POST', headers = [], json, status = 200, comment } = recorded;
  const post: Json = {
    operationId: 'a',
    responses: { 200: { description: 'OK' } },
    ...recorded.fields,
  };
  const contract = await loadDocument(
    createDocument({}, { paths: { [path]: { post } }, components: { securitySchemes } }),
  );
  const models = contract.operations.map((operation) => createOperationModel(contract, operation, false));
  const body = recorded.text ?? (json === undefined ? undefined : JSON.stringify(json));
  const exchange: RecordedExchange = {
    ...{ id: 1, startedAt: 0, durationMs: 1, attempts: 1 },
    sent: { method, url: `http://x${recorded.url ?? path}`, headers, ...(body !== undefined && { body }) },
    ...(json !== undefined && { sentJson: { value: json } }),
    response: { status, headers: [], body: { text: '', bytes: 0, truncated: false } },
    ...(comment !== undefined && { comment }),
    ...(recorded.planned && { planned: recorded.planned }),
  };
  const { showsCredentials = false } = recorded;
  return toCases({ models, servers: contract.servers, showsCredentials }, exchange).map((each) => each.case);
}

/** The case as text: kind, role, and the violated clauses without `a/request`. */
function printCase({ kind, role, violation }: Case): string {
  const clauses = violation?.clauses.map((id) => id.replace('a/request/', '')).join(' ');
  return [kind, role, clauses].filter((part) => part !== undefined).join(' ');
}

describe('a recorded parameter', () => {
  const integer: Json = { type: 'integer', minimum: 1 };
  const inQuery = (rest: JsonObject): JsonObject => ({ name: 'n', in: 'query', ...rest });
  const inHeader = (rest: JsonObject): JsonObject => ({ name: 'X-N', in: 'header', ...rest });
  const inCookie = (rest: JsonObject): JsonObject => ({ name: 'n', in: 'cookie', ...rest });
  const sent = (name: string, value: string): HeaderList => [[name, value]];

  it.each<[string, JsonObject, Partial<Recorded>]>([
    ['valid', inQuery({ schema: integer }), { url: '/books?n=1' }],
    ['valid', inQuery({ schema: integer }), { url: '/books' }],
    ['valid', inQuery({ schema: integer }), { url: '/books?n=1&n=2' }], // a server may read one of them
    ['valid', inQuery({ schema: { type: 'string', maxLength: 2 } }), { url: '/books?n=12' }],
    ['invalid query.n:minimum', inQuery({ schema: integer }), { url: '/books?n=0' }],
    ['invalid query.n:type', inQuery({ schema: integer }), { url: '/books?n=x' }],
    // read as a number, it has the right type
    ['invalid query.n:enum', inQuery({ schema: { type: 'integer', enum: [1, 2] } }), { url: '/books?n=0' }],
    // read as anything, it has a wrong type: the text counts
    [
      'invalid query.n:type query.n:pattern',
      inQuery({ schema: { type: 'integer', pattern: '^1' } }),
      { url: '/books?n=x' },
    ],
    ['invalid query.n:required', inQuery({ required: true, schema: integer }), { url: '/books?m=1' }],
    ['invalid header.X-N:minimum', inHeader({ schema: integer }), { headers: sent('x-n', '0') }],
    ['invalid header.X-N:required', inHeader({ required: true, schema: integer }), {}],
    ['valid', inHeader({ schema: integer }), { headers: sent('X-N', '3') }],
    ['invalid cookie.n:minimum', inCookie({ schema: integer }), { headers: sent('Cookie', 'a=1; n=0') }],
    ['invalid cookie.n:required', inCookie({ required: true, schema: integer }), {}],
    ['valid', inCookie({ schema: integer }), { headers: sent('Cookie', 'a=0; n=5; nn=0') }],
    [
      'invalid cookie.n:maxLength',
      inCookie({ schema: { type: 'string', maxLength: 2 } }),
      { headers: sent('Cookie', 'n=a=b') },
    ],
    // lists, objects and other styles are not parsed: the request may be invalid
    ['probe', inQuery({ schema: { type: 'array', items: integer } }), { url: '/books?n=0' }],
    ['probe', inQuery({ schema: { type: 'object' } }), { url: '/books?n=0' }],
    ['probe', inQuery({ schema: { type: ['integer', 'array'] } }), { url: '/books?n=0' }],
    ['probe', inQuery({ schema: { type: ['integer', 'object'] } }), { url: '/books?n=0' }],
    ['probe', inQuery({ schema: {} }), { url: '/books?n=0' }],
    ['probe', inQuery({ schema: true }), { url: '/books?n=0' }],
    ['probe', inQuery({ schema: { type: 'integer', allOf: [integer] } }), { url: '/books?n=0' }],
    ['probe', inQuery({ style: 'pipeDelimited', schema: integer }), { url: '/books?n=0' }],
    ['probe', inQuery({ content: { 'application/json': { schema: integer } } }), { url: '/books?n=0' }],
  ])('is %s: %j for %j', async (expected, parameter, recorded) => {
    const cases = await convert({ fields: { parameters: [parameter] }, ...recorded });
    expect(cases.map(printCase)).toEqual([expected]);
  });

  it.each<[string, string, JsonObject]>([
    ['valid', '/books/7', { schema: integer }],
    ['invalid path.id:minimum', '/books/0', { schema: integer }],
    ['invalid path.id:type', '/books/x', { schema: integer }],
    ['probe', '/books/;id=0', { style: 'matrix', schema: integer }],
  ])('of the path is %s: %s for %j', async (expected, url, rest) => {
    const parameters = [{ name: 'id', in: 'path', required: true, ...rest }];
    const cases = await convert({ fields: { parameters }, path: '/books/{id}', url });
    expect(cases.map(printCase)).toEqual([expected]);
  });

  it('names its text in the violation, and one that is missing has none', async () => {
    const parameters: Json = [inQuery({ required: true, schema: integer })];
    const [first] = await convert({ fields: { parameters }, url: '/books?n=0' });
    expect(first?.violation).toEqual({
      ...{
        clauses: ['a/request/query.n:minimum'],
        instancePointer: 'query/n',
        after: '0',
        keyword: 'minimum',
      },
      description: 'query/n is invalid',
    });
    const [missing] = await convert({ fields: { parameters } });
    expect(missing?.violation).toEqual({
      ...{ clauses: ['a/request/query.n:required'], instancePointer: 'query/n', keyword: 'required' },
      description: 'query/n is missing',
    });
  });

  it('names the first of the keywords that its text violates', async () => {
    const parameters: Json = [inQuery({ schema: { type: 'string', minLength: 3, pattern: '^x' } })];
    const [first] = await convert({ fields: { parameters }, url: '/books?n=a' });
    expect(first?.violation?.clauses).toEqual(['a/request/query.n:pattern', 'a/request/query.n:minLength']);
    expect(first?.violation?.keyword).toBe('pattern');
  });

  it.each([
    [200, 'invalid query.n:minimum header.X-N:minimum'],
    [299, 'invalid query.n:minimum header.X-N:minimum'],
    [300, 'invalid'],
    [422, 'invalid'], // because of either of them
  ])('and another: a response with %d shows %s', async (status, expected) => {
    const parameters: Json = [inQuery({ schema: integer }), inHeader({ schema: integer })];
    const recorded = { url: '/books?n=0', headers: sent('X-N', '0'), status };
    expect((await convert({ fields: { parameters }, ...recorded })).map(printCase)).toEqual([expected]);
  });
});

describe('a recorded body', () => {
  const content: Json = { 'application/json': { schema: { type: 'object' } }, 'text/plain': {} };
  const typed = (type: string): HeaderList => [['content-type', type]];
  const isJson = typed('application/json');
  it.each<[string, JsonObject, Partial<Recorded>]>([
    ['valid', { content }, { json: {}, headers: isJson }],
    ['valid', { content }, { json: {}, headers: typed('application/json; charset=utf-8') }],
    ['valid', { content }, {}],
    ['valid', { content }, { text: '' }],
    ['invalid a/request:type', { content }, { json: [], headers: isJson }],
    ['probe robustness:empty-body', { required: true, content }, {}],
    ['probe robustness:empty-body', { required: true, content }, { text: '', headers: isJson }],
    // no schema applies to them
    ['probe', { content }, { text: '{', headers: isJson }],
    ['probe protocol:no-media-type', { content }, { json: [] }],
    ['probe', { content }, { json: [], headers: typed('text/plain') }],
    ['probe protocol:other-media-type', { content }, { json: [], headers: typed('text/csv') }],
    ['probe', { content: { 'text/plain': {} } }, { text: 'x', headers: typed('text/plain') }],
  ])('is %s: %j for %j', async (expected, requestBody, recorded) => {
    const cases = await convert({ fields: { requestBody }, ...recorded });
    expect(cases.map(printCase)).toEqual([expected]);
  });

  it('of an operation without body does not matter', async () => {
    const cases = await convert({ json: [], headers: isJson });
    expect(cases.map(printCase)).toEqual(['valid']);
    expect(cases[0]?.request.body).toEqual({ text: '[]' });
  });

  it.each<[Json, Partial<Recorded>]>([
    [{ json: { a: 1 } }, { json: { a: 1 }, headers: isJson }],
    [{ text: '{"a":1}' }, { json: { a: 1 }, headers: typed('text/plain') }],
    [{ text: 'x' }, { text: 'x', headers: isJson }],
  ])('is kept as %j', async (body, recorded) => {
    const [first] = await convert({ fields: { requestBody: { content } }, ...recorded });
    expect(first?.request.body).toEqual(body);
  });

  it('may be rejected, as the target may lack what it names', async () => {
    const [first] = await convert({ fields: { requestBody: { content } }, json: {}, headers: isJson });
    expect(first?.mayBeRejected).toBe(true);
  });
});

describe('a case that an archive names', () => {
  const planned: PlannedCase = {
    ...{ id: 'a/invalid/request:type~1', operation: 'a', kind: 'invalid', description: 'a text', covers: [] },
    request: { path: '/books?x=1', headers: [['accept', '*/*']], credentials: 'lowercase' },
  };
  const headers: HeaderList = [['content-type', 'application/json']];

  it('is restored with the method and the body that were sent', async () => {
    const request = { ...planned.request, method: 'POST' };
    expect(await convert({ planned, json: [], headers })).toEqual([
      { ...planned, request: { ...request, body: { json: [] } } },
    ]);
    expect(await convert({ planned, method: 'PUT' })).toEqual([
      { ...planned, request: { ...request, method: 'PUT' } },
    ]);
    const combined: PlannedCase = { ...planned, isCombined: true };
    expect(await convert({ planned: combined })).toEqual([{ ...planned, request, subcases: [] }]);
  });

  it('of another document is not', async () => {
    const [own] = await convert({ planned: { ...planned, operation: 'b' } });
    expect(own).toMatchObject({ operation: 'a', kind: 'valid', id: 'a/recorded/1' });
  });
});

describe('a recorded case', () => {
  it('has an id, the comment or the request as its description, and what was sent', async () => {
    const request = { method: 'POST', headers: [], credentials: 'access' as const };
    const common = { id: 'a/recorded/1', operation: 'a', covers: [] };
    expect(await convert({ url: '/books?n=1', comment: 'a note' })).toEqual([
      {
        ...{ ...common, kind: 'valid', mayBeRejected: true, description: 'a note' },
        request: { ...request, path: '/books?n=1' },
      },
    ]);
    expect(await convert({ text: 'x' })).toEqual([
      {
        ...{ ...common, kind: 'valid', mayBeRejected: true, description: 'POST http://x/books' },
        request: { ...request, path: '/books', body: { text: 'x' } },
      },
    ]);
    expect(await convert({ method: 'OPTIONS', comment: 'preflight' })).toEqual([
      {
        ...{ ...common, kind: 'probe', role: 'protocol:options', covers: ['a/protocol:options'] },
        ...{ description: 'preflight', request: { ...request, method: 'OPTIONS', path: '/books' } },
      },
    ]);
  });

  it('with a large body resembles a probe if it is too large for the target', async () => {
    const requestBody = { content: { 'application/json': { schema: { type: 'object' } } } };
    const headers: HeaderList = [['content-type', 'application/json']];
    const send = async (status: number, json?: Json) =>
      (await convert({ fields: { requestBody }, status, headers, ...(json !== undefined && { json }) })).map(
        printCase,
      );
    expect(await send(413, {})).toEqual(['probe robustness:large-body']);
    expect(await send(413)).toEqual(['valid']);
    expect(await send(422, {})).toEqual(['valid']);
  });

  it('without a body of text that is required may be invalid', async () => {
    const requestBody = { required: true, content: { 'text/plain': { schema: { type: 'string' } } } };
    expect((await convert({ fields: { requestBody } })).map(printCase)).toEqual(['probe']);
  });
});

describe('recorded credentials', () => {
  const anonymous = 'probe authentication:none';
  it.each<[string, Json, Partial<Recorded>]>([
    ['valid', [{ token: [] }], { headers: [['Authorization', 'Bearer x']] }],
    [anonymous, [{ token: [] }], { headers: [['X-Key', 'x']] }],
    [anonymous, [{ token: [] }], { headers: [['Authorization', '']] }],
    ['valid', [{ header: [] }], { headers: [['x-key', 'x']] }],
    [anonymous, [{ header: [] }], { headers: [['Authorization', 'x']] }],
    ['valid', [{ query: [] }], { url: '/books?key=x' }],
    [anonymous, [{ query: [] }], { url: '/books?kez=x' }],
    ['valid', [{ cookie: [] }], { headers: [['Cookie', 'sid=x']] }],
    [anonymous, [{ cookie: [] }], { headers: [['sid', 'x']] }],
    ['valid', [{ token: [] }, { header: [] }], { headers: [['X-Key', 'x']] }],
    ['valid', [{ token: [] }, {}], {}],
    ['valid', [], {}],
  ])('make the request %s: %j for %j', async (expected, security, recorded) => {
    const cases = await convert({ fields: { security }, showsCredentials: true, ...recorded });
    expect(cases.map(printCase)).toEqual([expected]);
    const [first] = cases;
    expect(first?.request.credentials).toBe(expected === anonymous ? 'none' : 'access');
    const unknown = await convert({ fields: { security }, showsCredentials: false, ...recorded });
    expect(unknown.map(printCase)).toEqual(['valid']);
  });
});

describe('a recorded probe', () => {
  it.each<[string, string]>([
    ['authentication:none', 'none'],
    ['authentication:before-validation', 'none'],
    ['authentication:anonymous-accepted', 'none'],
    ['authentication:alternatives-accepted', 'access'],
    ['authentication:empty', 'empty'],
    ['authentication:unknown', 'unknown'],
    ['authentication:truncated', 'truncated'],
    ['authentication:extended', 'extended'],
    ['authentication:other-scheme', 'other-scheme'],
    ['authentication:basic', 'basic'],
    ['authentication:bare', 'bare'],
    ['authentication:non-ascii', 'non-ascii'],
    ['authentication:session-token', 'session'],
    ['authentication:unscoped', 'unscoped'],
    ['authentication:scheme-case', 'lowercase'],
    ['robustness:none', 'access'],
    ['protocol:charset', 'access'],
  ])('of %s has the credentials %s', async (role, credentials) => {
    const [first] = await convert({ comment: `exchange 7: x (a/probe/${role}/3)` });
    expect(first).toMatchObject({ kind: 'probe', role, request: { credentials } });
  });

  it.each<[string, string, string[]]>([
    ['exchange 7: x (a/probe/protocol:charset/3)', 'POST', ['probe protocol:charset']],
    ['exchange 7: x (b/probe/protocol:charset/3)', 'POST', ['valid']], // of another operation
    ['exchange 7: x (a/valid/protocol:charset/3)', 'POST', ['valid']],
    ['', 'OPTIONS', ['probe protocol:options']],
    ['', 'PUT', ['probe protocol:other-methods']],
  ])('is recognized by its comment %j or its method %s: %j', async (comment, method, expected) => {
    expect((await convert({ comment, method })).map(printCase)).toEqual(expected);
  });

  it('covers the clause of its rule, if the operation has it', async () => {
    const cover = async (role: string) =>
      (await convert({ comment: `x (a/probe/${role}/3)` })).map(({ covers }) => covers);
    expect(await cover('protocol:not-found')).toEqual([['a/protocol:not-found']]);
    expect(await cover('authentication:none')).toEqual([[]]); // the operation needs no credentials
  });
});
