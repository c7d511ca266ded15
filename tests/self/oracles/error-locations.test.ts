import { describe, expect, it } from 'vitest';
import type { OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Case, Violation } from '../../../spec/openapi/case.ts';
import { createModel, json } from '../spec/create-model.ts';
import type { Outcome } from './exchange.ts';
import { findFinding, judgeResponse } from './judge-response.ts';

const book: JsonObject = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    authors: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    names: { type: 'object', additionalProperties: { type: 'integer' } },
  },
};
const withUnion: JsonObject = {
  ...book,
  properties: {
    ...(book.properties as JsonObject),
    cover: { oneOf: [{ type: 'object', properties: { a: {} } }, { type: 'string' }] },
  },
};

const create = (schema: JsonObject, isStrict: boolean): Promise<OperationModel> => {
  const detail = { properties: { detail: { type: 'array' } } };
  const parameters: Json = [
    { name: 'Limit', in: 'query', schema: { type: 'integer' } },
    { name: 'X-Trace', in: 'header', schema: { type: 'integer' } },
  ];
  const responses = { 200: { description: 'OK' }, 422: { description: 'Invalid', content: json(detail) } };
  return createModel({ parameters, requestBody: { content: json(schema) }, responses }, '/books', isStrict);
};
const models = {
  lenient: await create(book, false),
  strict: await create(book, true),
  'lenient with a union': await create(withUnion, false),
  'strict with a union': await create(withUnion, true),
};
type Name = keyof typeof models;
const names = Object.keys(models) as Name[];

/** The invalid case that sent this body. */
const createCase = (sent: Json, violation: Partial<Violation> = {}): Partial<Case> => ({
  kind: 'invalid',
  violation: {
    ...{ clauses: [], instancePointer: '/title', keyword: 'type', description: 'a number' },
    ...violation,
  },
  request: { method: 'POST', path: '/books', headers: [], credentials: 'access', body: { json: sent } },
});
const respond = (...errors: Json[]) => ({ status: 422, body: { json: { value: { detail: errors } } } });

describe('the `loc` of an error resolves', () => {
  const sent: Json = { title: 1, authors: [{ name: 'Jane' }], names: { x: 'y' } };
  const withUnknown: Name[] = ['lenient with a union']; // an unknown name may be that of a branch
  it.each<[Json[], Name[]]>([
    [['body'], names],
    [['body', 'title'], names],
    [['body', 'authors', 0, 'name'], names],
    [['body', 'names', 'x'], names],
    [['body', 'names', 'x', '[key]'], names],
    [['body', '[key]'], names],
    [['query', 'limit'], names],
    [['query', 'Limit', 'int'], names],
    [['header', 'x-trace'], names],
    [['query', 'x-trace'], withUnknown],
    [['header', 'limit'], withUnknown],
    [['query'], withUnknown],
    [['body', 'titles'], withUnknown],
    [['body', 'authors', 1], withUnknown],
    [['body', 'authors', 0, 'names'], withUnknown],
    [['body', '[key]', 'title'], withUnknown],
    [['title'], withUnknown],
    [[], withUnknown],
  ])('%j, if the operation is one of %j', (loc, expected) => {
    const passing = names.filter(
      (name) =>
        judgeResponse(models[name], 'errors:loc-resolves', createCase(sent), respond({ loc })) === 'pass',
    );
    expect(passing).toEqual(expected);
  });

  it('if every one does, and there is no evidence without any', () => {
    const judge = (...errors: Json[]): Outcome =>
      judgeResponse(models.strict, 'errors:loc-resolves', createCase(sent), respond(...errors));
    expect(judge({ loc: ['body', 'title'] }, { loc: ['body', 'titles'] })).toBe('fail');
    expect(judge({ loc: ['body', 'title'] }, { msg: 'no loc' }, 'text')).toBe('pass');
    expect(judge({ msg: 'no loc' }, { loc: 'body.title' })).toBe('undecided');
    expect(judge()).toBe('undecided');
  });
});

describe('the `loc` of an error leads to the violation', () => {
  const sent: Json = { title: 1, authors: [{ name: 2 }], names: { x: 'y' } };
  it.each<[Outcome, Outcome, Json, Partial<Violation>]>([
    ['pass', 'pass', ['body', 'title'], {}],
    ['fail', 'fail', ['body', 'names'], {}],
    ['undecided', 'fail', ['body'], {}], // a parent of the value: another format than that of FastAPI
    ['undecided', 'fail', ['body', 'titles'], {}], // it leads nowhere
    ['pass', 'pass', ['body', 'authors', 0, 'name'], { instancePointer: '/authors/0/name' }],
    ['undecided', 'fail', ['body', 'authors', 0], { instancePointer: '/authors/0/name' }],
    ['undecided', 'fail', ['body', 'authors', 0, 'name'], { instancePointer: '/authors' }],
    ['pass', 'pass', ['body', 'authors', 0, 'name'], { instancePointer: '/authors', keyword: 'anyOf' }],
    ['fail', 'fail', ['body', 'title'], { instancePointer: '/authors', keyword: 'anyOf' }],
    ['undecided', 'undecided', ['body', 'names'], { instancePointer: '/names/x', keyword: 'propertyNames' }],
  ])('is %s, and %s if errors are strict: %j for %j', (lenient, strict, loc, violation) => {
    const judge = (name: Name): Outcome =>
      judgeResponse(models[name], 'errors:loc', createCase(sent, violation), respond({ loc }));
    expect([judge('lenient'), judge('strict')]).toEqual([lenient, strict]);
  });

  it('if one of several errors does', () => {
    const judge = (...locs: Json[]): Outcome =>
      judgeResponse(models.lenient, 'errors:loc', createCase(sent), respond(...locs.map((loc) => ({ loc }))));
    expect(judge(['body', 'names'], ['body', 'title'])).toBe('pass');
    expect(judge(['body', 'names'], ['body', 'authors'])).toBe('fail');
    expect(judge(['body', 'names'], ['body'])).toBe('undecided');
    expect(judge(['body', 'names'], ['body', 'unknown'])).toBe('undecided');
  });

  it.each<[string, string, Json]>([
    ['["body"]', '', ['body', 'title']],
    ['["body", …, "title"]', '/title', ['body', 'names']],
    ['["body", …, "authors", "0", "name"]', '/authors/0/name', ['body', 'title']],
  ])('the finding expects %s', (expected, instancePointer, loc) => {
    const theCase = createCase(sent, { instancePointer });
    const finding = findFinding(models.strict, 'errors:loc', theCase, respond({ loc }));
    expect(finding?.expected).toBe(`a loc that leads to the violation: ${expected}`);
    expect(finding?.received).toEqual({ words: JSON.stringify(loc) });
    expect(finding?.location).toEqual({ body: '/detail/0/loc' });
  });
});

describe('the `input` of an error', () => {
  const uuid = '0f0c9a6e-4a53-4d5e-9f43-0123456789ab';
  const at = (input: Json, ...loc: Json[]): JsonObject => ({ loc: ['body', ...loc], input });
  it.each<[Outcome, Json, JsonObject]>([
    ['pass', { title: 1 }, at(1, 'title')],
    ['fail', { title: 1 }, at('1', 'title')],
    ['pass', { title: ' a ' }, at('a', 'title')],
    ['pass', { title: 'a' }, at(' a', 'title')],
    ['fail', { title: 'a' }, at('A', 'title')],
    ['pass', { title: uuid }, at(uuid.toUpperCase(), 'title')],
    ['pass', { title: `urn:uuid:${uuid}` }, at(uuid, 'title')],
    ['pass', { title: `{${uuid}}` }, at(uuid.replaceAll('-', ''), 'title')],
    ['fail', { title: `x${uuid}` }, at(uuid, 'title')],
    ['fail', { title: 'a-b' }, at('ab', 'title')],
    ['pass', { names: {} }, at(null, 'title')], // a missing property
    ['pass', { names: {} }, at({ names: {} }, 'title')],
    ['fail', { names: {} }, at('', 'title')],
    ['undecided', { names: { x: 1 } }, at('x', 'names', 'x', '[key]')],
    ['undecided', { title: 1 }, at(3, 'unknown')],
    ['undecided', { title: 1 }, { loc: ['body', 'title'] }],
    ['undecided', { title: 1 }, { loc: ['query', 'limit'], input: 3 }],
  ])('is %s: %j is answered with %j', (outcome, sent, error) => {
    expect(judgeResponse(models.strict, 'errors:input', createCase(sent), respond(error))).toBe(outcome);
  });
});
