import { describe, expect, it } from 'vitest';
import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Finding } from '../../../spec/clauses/verdict.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Violation } from '../../../spec/openapi/case.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import { createExchange } from '../plan/library.ts';
import { createCase } from '../plan/schedule/create-case.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

const json = (schema: Json): Json => ({ 'application/json': { schema } });

const cat: JsonObject = {
  type: 'object',
  required: ['kind', 'lives'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
};
const dog: JsonObject = {
  type: 'object',
  required: ['kind', 'bark'],
  properties: { kind: { const: 'dog' }, bark: { type: 'string' } },
};
const pet: JsonObject = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, animal: { oneOf: [cat, dog] }, age: { type: 'integer' } },
};

/** An operation without a suite, whose document has an optional `detail`. */
const contract = await loadDocument(
  createDocument(
    {},
    {
      paths: {
        '/pets': {
          post: {
            operationId: 'post',
            parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
            requestBody: { required: true, content: json(pet) },
            responses: {
              200: { description: 'OK' },
              422: { description: 'Invalid', content: json({ properties: { detail: { type: 'array' } } }) },
            },
          },
        },
      },
    },
  ),
);
const [operation] = contract.operations;
if (!operation) throw new Error('the document has no operation');
const model = createOperationModel(contract, operation, false);

interface Rejection {
  violation?: Partial<Violation>;
  /** The body that was sent. */
  sent?: JsonObject;
  status?: number;
  answer: JsonObject;
  requestAccepted?: boolean;
}

/** The findings about a rejected request, apart from its missing `Date`. */
function listFindings({
  violation,
  sent = { name: 1 },
  status = 422,
  answer,
  requestAccepted = true,
}: Rejection): Finding[] {
  const violated: Violation = {
    ...{ clauses: [], instancePointer: '/name', keyword: 'type', description: 'a number' },
    ...violation,
  };
  const theCase = createCase('a', { kind: 'invalid', operation: 'post', violation: violated });
  const request = { ...theCase.request, body: { json: sent } };
  const exchange = createExchange(1, { ...theCase, request }, { status, json: answer });
  return judgeExchange(model, exchange, { credentialsAccepted: true, requestAccepted })
    .flatMap(({ finding }) => finding ?? [])
    .filter(({ clause }) => clause !== 'post/protocol:date');
}

/** The rules that fail for a rejected request; empty if none does. */
const listFailed = (rejection: Rejection): string[] =>
  listFindings(rejection).map(({ clause }) => clause.slice('post/'.length));

const at = (...loc: Json[]): JsonObject => ({ detail: [{ loc, msg: 'no', type: 't' }] });

describe('the errors of an operation without a suite', () => {
  it('have no format but that of the document', () => {
    expect(listFailed({ answer: { message: 'invalid: name' } })).toEqual([]);
  });

  it('are conventions: no rule about them is MUST', () => {
    const levels = model.clauses.filter(({ id }) => id.includes('/errors:')).map(({ level }) => level);
    expect(new Set(levels)).toEqual(new Set(['SHOULD']));
  });

  it.each<[string, Rejection]>([
    ['the place', { answer: at('body', 'name') }],
    ['the whole body', { answer: at('body') }],
    ['a query parameter that is invalid too', { answer: at('query', 'limit') }],
  ])('may lead to %s', (_, rejection) => {
    expect(listFailed(rejection)).not.toContain('errors:loc-resolves');
  });

  it('that lead to another property are noticed', () => {
    const sent = { name: 1, age: 3 };
    expect(listFailed({ sent, answer: at('body', 'age') })).toEqual(['errors:loc']);
    expect(listFailed({ sent, answer: at('body', 'age'), requestAccepted: false })).toEqual([]);
  });

  it.each<[boolean, Json[]]>([
    [true, ['query', 'limit']],
    [true, ['query', 'limit', 0]],
    [true, ['query', 'limit', 'int', 'min']],
    [true, ['Query', 'LIMIT']],
    [false, ['query']],
    [false, ['query', 'limits']],
    [false, ['header', 'limit']],
    [false, ['limit']],
    [false, ['body', 'query', 'limit']],
    [false, []],
  ])('of an invalid parameter lead to it, or to a part of it: %s for %j', (isRight, loc) => {
    const violation = { instancePointer: 'query/limit' };
    const sent = { name: 'a' };
    const listLocFailures = (answer: JsonObject) =>
      listFailed({ violation, sent, answer }).filter((rule) => rule === 'errors:loc');
    expect(listLocFailures(at(...loc))).toEqual(isRight ? [] : ['errors:loc']);
    const other = { detail: [{ loc: ['body', 'name'] }, { loc }] };
    expect(listLocFailures(other)).toEqual(isRight ? [] : ['errors:loc']);
    expect(listLocFailures({ detail: [{ msg: 'no' }, { loc: 'query.limit' }] })).toEqual([]);
  });

  it.each([
    [200, 200],
    [199, 199],
    [500, 200],
  ])('repeat another input than the %d characters sent: the finding has the first %d', (length, kept) => {
    const text = 'a'.repeat(length - 2); // its JSON has two more characters, the quotes
    const answer = { detail: [{ loc: ['body', 'name'], input: 'b' }] };
    const [expected] = listFindings({ sent: { name: text }, answer }).map((finding) => finding.expected);
    expect(expected).toBe(`the value sent at /name: ${JSON.stringify(text).slice(0, kept)}`);
  });

  it.each<[string, JsonObject]>([
    ['the union', at('body', 'animal')],
    ['a branch named by its tag', at('body', 'animal', 'cat', 'lives')],
    ['a branch with a name of the server', at('body', 'animal', 'Cat-Input', 'lives')],
  ])('within a union may lead to %s', (_, answer) => {
    const sent = { name: 'a', animal: { kind: 'cat', lives: 'x' } };
    expect(listFailed({ violation: { instancePointer: '/animal/lives' }, sent, answer })).toEqual([]);
  });

  it('may lead to a part of the violated value', () => {
    const sent = { name: 'a', age: { years: 1 } };
    const violation = { instancePointer: '/age' };
    expect(listFailed({ violation, sent, answer: at('body', 'age', 'years') })).toEqual([]);
    expect(listFailed({ violation, sent, answer: at('body', 'name') })).toEqual(['errors:loc']);
  });

  it('about the name of a property may end in [key]', () => {
    const violation = { instancePointer: '/names/x', keyword: 'propertyNames' };
    const sent = { name: 'a', names: { x: 1 } };
    expect(listFailed({ violation, sent, answer: at('body', 'names', 'x', '[key]') })).toEqual([]);
  });

  it('may repeat a text without the white space around it', () => {
    const answer = { detail: [{ loc: ['body', 'name'], msg: 'no', type: 't', input: 'a' }] };
    expect(listFailed({ sent: { name: ' a ' }, answer })).toEqual([]);
  });

  it('of an undocumented status are one finding, a SHOULD', () => {
    expect(listFailed({ status: 400, answer: {} })).toEqual(['protocol:error-status']);
    expect(model.clauses.find(({ id }) => id === 'post/protocol:error-status')?.level).toBe('SHOULD');
  });

  it.each([
    [300, 'protocol:status'],
    [399, 'protocol:status'],
    [400, 'protocol:error-status'],
    [499, 'protocol:error-status'],
  ])('of the undocumented status %d: %s', (status, rule) => {
    expect(listFailed({ status, answer: {} }).filter((id) => id.endsWith('status'))).toEqual([rule]);
  });

  it('of a server are judged by another rule', () => {
    expect(listFailed({ status: 500, answer: {} }).filter((id) => id.endsWith('status'))).toEqual([]);
  });

  it('of an undocumented success are a violation', () => {
    expect(listFailed({ status: 202, answer: {} })).toContain('protocol:status');
  });
});

describe('a robustness probe', () => {
  const judgeProbe = (status: number, requestAccepted: boolean): string => {
    const covers = ['post/robustness:nul'];
    const probe = createCase('a', { kind: 'probe', operation: 'post', role: 'robustness:nul', covers });
    const target = { credentialsAccepted: true, requestAccepted };
    const observations = judgeExchange(model, createExchange(1, probe, { status }), target);
    const own = observations.find(({ clause }) => clause === 'post/robustness:nul');
    return own ? (own.finding ? 'fail' : 'pass') : 'undecided';
  };

  it.each<[status: number, requestAccepted: boolean, outcome: string]>([
    [500, true, 'fail'],
    [422, true, 'pass'],
    [500, false, 'undecided'],
    [422, false, 'undecided'],
    [200, false, 'pass'],
  ])('that gets %d is judged only if a request was accepted (%s): %s', (status, requestAccepted, outcome) => {
    expect(judgeProbe(status, requestAccepted)).toBe(outcome);
  });
});

describe('the body of an error to a robustness probe', async () => {
  const schema: Json = { properties: { detail: { type: 'array' } } };
  const responses: Json = Object.fromEntries(
    [399, 400, 422].map((status) => [status, { description: 'Invalid', content: json(schema) }]),
  );
  const fields: Json = { operationId: 'post', requestBody: { content: json(pet) }, responses };
  const other = await loadDocument(createDocument({}, { paths: { '/pets': { post: fields } } }));
  const [loaded = expect.fail('the document has an operation')] = other.operations;
  const text = { text: '{', mediaType: 'application/json' };
  const probe = 'robustness:cut-off';

  it.each<[isJudged: boolean, string, status: number, string | undefined, RequestSpec['body'], boolean]>([
    [false, 'of text', 422, probe, text, false],
    [false, 'of text', 400, probe, text, false],
    [true, 'of text, if the status is not an error', 399, probe, text, false],
    [true, 'of JSON', 422, probe, { json: {} }, false],
    [true, 'without a body', 422, probe, undefined, false],
    [true, 'of text, by another probe', 422, 'protocol:cut-off', text, false],
    [true, 'of text, without a role', 422, undefined, text, false],
    [true, 'of text, by a suite that documents its errors', 422, probe, text, true],
  ])('is judged (%s) %s: %d', (isJudged, _, status, role, body, isStrict) => {
    const theCase = createCase('a', { operation: 'post', ...(role !== undefined && { role }) });
    const request = { ...theCase.request, ...(body && { body }) };
    const exchange = createExchange(1, { ...theCase, request }, { status, json: { detail: 1 } });
    const target = { credentialsAccepted: true, requestAccepted: true };
    const clauses = judgeExchange(createOperationModel(other, loaded, false, isStrict), exchange, target);
    expect(clauses.some(({ clause }) => clause === `post/${status}/detail:type`)).toBe(isJudged);
  });
});
