import { describe, expect, it } from 'vitest';
import { compareExchanges } from '../../../oracles/compare-exchanges.ts';
import { createOperationModel, type OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { HeaderList, RequestSpec } from '../../../spec/openapi/request.ts';
import { createExchange } from '../plan/library.ts';
import { createCase } from '../plan/schedule/create-case.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

async function createModel(method: string, operation: JsonObject, schemas: JsonObject = {}) {
  const fields: Json = { operationId: 'a', responses: { 200: { description: 'OK' } }, ...operation };
  const contract = await loadDocument(createDocument(schemas, { paths: { '/a': { [method]: fields } } }));
  const [loaded] = contract.operations;
  if (!loaded) throw new Error('the document has no operation');
  return createOperationModel(contract, loaded, false);
}

/** The outcomes of the clauses that the comparison judges, without `a/`. */
const compare = (model: OperationModel, exchanges: readonly Exchange[]): Record<string, string> =>
  Object.fromEntries(
    compareExchanges(model, exchanges).map(({ observation: { clause, finding } }) => [
      clause.slice('a/'.length),
      finding === undefined ? 'pass' : `fail ${finding.exchanges}`,
    ]),
  );

/** An exchange of a valid case that covers the clauses. */
function createValid(id: number, covers: readonly string[], status: number, json: Json, sent = ''): Exchange {
  const theCase: Case = {
    ...createCase(`case ${id}`, { operation: 'a', covers: covers.map((clause) => `a/${clause}`) }),
    kind: 'valid',
  };
  const exchange = createExchange(id, theCase, { status, json });
  return { ...exchange, sent: { ...exchange.sent, body: sent } };
}

const object = (properties: JsonObject): Json => ({ type: 'object', properties });
const text: Json = { type: 'string' };

describe('a branch of a union that the target rejects', async () => {
  const branches: Json = ['Card', 'Voucher'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const load = (discriminator: JsonObject) =>
    createModel(
      'post',
      {
        requestBody: {
          content: {
            'application/json': { schema: object({ payment: { oneOf: branches, ...discriminator } }) },
          },
        },
      },
      { Card: object({ method: text, number: text }), Voucher: object({ method: text, code: text }) },
    );
  const model = await load({ discriminator: { propertyName: 'method' } });
  const accepted = createValid(1, ['request/payment@Card:accepted'], 200, {});
  const reject = (id: number, json: Json, status = 422, sent = ''): Exchange =>
    createValid(id, ['request/payment@Voucher:accepted'], status, json, sent);

  it('has a clause beside the one of the whole body', () => {
    const clauses = model.clauses.filter(({ id }) => id.endsWith('@Voucher:accepted'));
    expect(clauses).toMatchObject([{ id: 'a/request/payment@Voucher:accepted', level: 'SHOULD' }]);
  });

  it.each<[string, readonly Exchange[], string | undefined]>([
    ['the tag is named', [reject(2, { pointer: '/payment/method' })], 'fail 2,1'],
    ['the union is named', [reject(2, { loc: ['body', 'payment'] }, 400)], 'fail 2,1'],
    ['two requests were rejected', [reject(2, ['method']), reject(3, ['payment'])], 'fail 2,3,1'],
    ['one was accepted', [reject(2, ['method']), reject(3, {}, 201)], undefined],
    ['another status', [reject(2, ['method'], 409)], undefined],
    ['a value in the branch is named', [reject(2, { pointer: '/payment/code' })], undefined],
    ['a value is repeated', [reject(2, 'unknown payment ABC-1234', 422, '{"code":"ABC-1234"}')], undefined],
    ['nothing is named', [reject(2, { message: 'invalid' })], undefined],
    ['only the error has the name', [reject(2, { method: 'POST' })], undefined],
    ['it was not sent', [], undefined],
  ])('fails by its rejections: %s', (_, rejections, outcome) => {
    expect(compare(model, [accepted, ...rejections])['request/payment@Voucher:accepted']).toBe(outcome);
  });

  it('fails by a rejection that is text, unless it repeats a value of the request', () => {
    const withText = (body: string, sent: Partial<Exchange['sent']> = {}): Exchange => {
      const { response, ...exchange } = reject(2, {});
      if (!response) throw new Error('the exchange has a response');
      const { json: _, ...rest } = response.body;
      return {
        ...exchange,
        sent: { ...exchange.sent, ...sent },
        response: { ...response, body: { ...rest, text: body } },
      };
    };
    const judge = (...parts: Parameters<typeof withText>) =>
      compare(model, [accepted, withText(...parts)])['request/payment@Voucher:accepted'];
    expect(judge('unknown payment')).toBe('fail 2,1');
    expect(judge('unknown payment ABC-1234')).toBe('fail 2,1');
    expect(judge('unknown payment ABC-1234', { headers: [['X-Id', 'ABC-1234']] })).toBeUndefined();
    expect(judge('unknown payment ABC-1234', { url: 'http://a/ABC-1234' })).toBeUndefined();
    expect(judge('unknown payment method', { body: 'method' })).toBe('fail 2,1'); // a word is no generated value
    expect(judge('unknown payment AB-12', { body: 'AB-12' })).toBe('fail 2,1'); // too short
  });

  it('shows nothing if the target accepts no request', () => {
    expect(compare(model, [reject(2, ['method'])])).toEqual({});
  });

  it('is judged by valid requests alone, not by invalid ones, those of several cases, and failures to connect', () => {
    const invalid: Exchange = { ...accepted, case: { ...accepted.case, kind: 'invalid' } };
    const several: Exchange = { ...accepted, case: { ...accepted.case, subcases: [] } };
    const { response: _, ...unanswered } = accepted;
    for (const other of [invalid, several, unanswered, createValid(4, [], 300, {})])
      expect(compare(model, [other, reject(2, ['method'])])).toEqual({});
    const rejected = reject(3, { pointer: '/payment/code' });
    const ignored: Exchange = { ...rejected, case: { ...rejected.case, kind: 'invalid' } };
    expect(compare(model, [accepted, reject(2, ['method']), ignored])).toEqual({
      'request/payment@Voucher:accepted': 'fail 2,1',
    });
  });

  it('is rejected twice if it has no tag', async () => {
    const untagged = await load({});
    const [one, two] = [reject(2, ['payment']), reject(3, ['payment'])];
    expect(compare(untagged, [accepted, one])).toEqual({});
    expect(compare(untagged, [accepted, one, two])).toEqual({
      'request/payment@Voucher:accepted': 'fail 2,3,1',
    });
  });
});

describe('an optional parameter that the target rejects', async () => {
  const clause = 'request/query.ids:accepts-some';
  const load = (schema: Json, required = false) =>
    createModel('get', { parameters: [{ name: 'ids', in: 'query', required, schema }] });
  const list: Json = { type: 'array', items: { type: 'string', format: 'uuid' } };
  const model = await load(list);
  const accepted = createValid(1, [], 200, {});
  const reject = (id: number, json: Json): Exchange => createValid(id, [clause], 400, json);

  it.each<[string, readonly Exchange[], string | undefined]>([
    ['twice', [reject(2, '/query/ids'), reject(3, '/query/ids')], 'fail 2,3,1'],
    ['once', [reject(2, '/query/ids')], undefined],
    ['an item', [reject(2, '/query/ids'), reject(3, '/query/ids/0')], undefined],
    ['an item of a loc', [reject(2, ['query', 'ids', 0]), reject(3, ['query', 'ids', 0])], undefined],
    ['accepted once', [reject(2, 'ids'), reject(3, 'ids'), createValid(4, [clause], 200, {})], undefined],
  ])('fails if it is rejected itself: %s', (_, rejections, outcome) => {
    expect(compare(model, [accepted, ...rejections])[clause]).toBe(outcome);
  });

  it.each<[Json, boolean, boolean]>([
    [list, false, true],
    [object({ a: text }), false, true],
    [list, true, false],
    [text, false, false], // it may be an id
    [{ type: ['string', 'array'] }, false, false],
  ])('has a clause only as an optional list or object: %j, %s', async (schema, required, hasClause) => {
    const { clauses } = await load(schema, required);
    expect(clauses.some(({ id }) => id === `a/${clause}`)).toBe(hasClause);
  });
});

describe('HEAD beside GET', async () => {
  const model = await createModel('get', {});
  const send = (id: number, method: string, status: number, headers: HeaderList, url = '/a'): Exchange => {
    const parts: Partial<Case> = method === 'HEAD' ? { role: 'protocol:head' } : { kind: 'valid' };
    const exchange = createExchange(id, { ...createCase(`case ${id}`), ...parts }, { status });
    const { response } = exchange;
    if (!response) throw new Error('the exchange has no response');
    return { ...exchange, sent: { ...exchange.sent, method, url }, response: { ...response, headers } };
  };
  const length = (value: number): readonly [string, string] => ['content-length', String(value)];
  const json = ['content-type', 'application/json'] as const;
  const tag = (value: string): readonly [string, string] => ['etag', value];
  const get = (id: number, ...headers: HeaderList): Exchange => send(id, 'GET', 200, headers);
  const head = (id: number, ...headers: HeaderList): Exchange => send(id, 'HEAD', 200, headers);
  const rejected = send(2, 'HEAD', 404, []);
  const withCase = (exchange: Exchange, parts: Partial<Case>): Exchange => ({
    ...exchange,
    case: { ...exchange.case, ...parts },
  });
  const withRequest = (exchange: Exchange, parts: Partial<RequestSpec>): Exchange =>
    withCase(exchange, {
      request: { ...exchange.case.request, ...parts },
    });

  it.each<[string | undefined, string, readonly Exchange[]]>([
    ['pass', 'the same length', [get(1, length(5)), head(2, length(5))]],
    ['pass', 'no length', [get(1, length(5)), head(2)]],
    ['fail 2,1,3', 'between equal lengths', [get(1, length(5)), head(2, length(0)), get(3, length(5))]],
    ['pass', 'after the only GET', [get(1, length(5)), head(2, length(0))]],
    ['fail 2,1', 'no bytes of JSON', [get(1, length(5), json), head(2, length(0))]],
    ['pass', 'other bytes of JSON', [get(1, length(5), json), head(2, length(2))]],
    ['pass', 'after both GET', [get(1, length(5)), get(2, length(5)), head(3, length(0))]],
    ['pass', 'between lengths that differ', [get(1, length(5)), head(2, length(0)), get(3, length(6))]],
    ['fail 2,1', 'the same ETag', [get(1, length(5), tag('"1"')), head(2, length(0), tag('"1"'))]],
    ['pass', 'another ETag', [get(1, length(5), tag('"1"')), head(2, length(0), tag('"2"'))]],
    ['pass', 'a weak ETag', [get(1, length(5), tag('W/"1"')), head(2, length(0), tag('W/"1"'))]],
    [
      'pass',
      'a coding',
      [get(1, length(5), tag('"1"'), ['content-encoding', 'gzip']), head(2, length(9), tag('"1"'))],
    ],
    ['fail 2,1', 'a rejection', [get(1), send(2, 'HEAD', 404, [])]],
    ['pass', 'a shorter length before both GET', [head(1, length(0)), get(2, length(5)), get(3, length(5))]],
    ['pass', 'tags of which one is missing', [get(1, length(5), tag('"1"')), head(2, length(0))]],
    ['fail 2,1', 'a redirection', [get(1), send(2, 'HEAD', 300, [])]],
    [undefined, 'GET redirected', [send(1, 'GET', 300, []), send(2, 'HEAD', 404, [])]],
    [undefined, 'one GET rejected', [get(1), send(2, 'HEAD', 404, []), send(3, 'GET', 404, [])]],
    [undefined, 'HEAD rate limited', [get(1), send(2, 'HEAD', 429, [])]],
    [undefined, 'HEAD not implemented', [get(1), send(2, 'HEAD', 501, [])]],
    [undefined, 'no HEAD', [get(1), send(2, 'HEAD', 405, [])]],
    [undefined, 'a server error', [get(1), send(2, 'HEAD', 500, [])]],
    [undefined, 'GET rejected too', [send(1, 'GET', 404, []), send(2, 'HEAD', 404, [])]],
    [undefined, 'another URL', [send(1, 'GET', 200, [], '/b'), send(2, 'HEAD', 404, [])]],
    [undefined, 'other credentials', [get(1), withRequest(rejected, { credentials: 'none' })]],
    [undefined, 'other headers', [get(1), withRequest(rejected, { headers: [['range', 'bytes=0-1']] })]],
    [undefined, 'an invalid GET', [withCase(get(1), { kind: 'invalid' }), rejected]],
    [undefined, 'an invalid HEAD', [get(1), withCase(rejected, { kind: 'invalid', role: 'other' })]],
    ['fail 2,1', 'a GET of the rule', [withCase(get(1), { kind: 'probe', role: 'protocol:head' }), rejected]],
    ['fail 2,1', 'a valid HEAD', [get(1), withCase(rejected, { kind: 'valid', role: 'other' })]],
  ])('is %s: %s', (outcome, _, exchanges) => {
    expect(compare(model, exchanges)['protocol:head']).toBe(outcome);
  });
});
