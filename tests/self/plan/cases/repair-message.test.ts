import { expect, it } from 'vitest';
import { isNamed } from '../../../../oracles/is-named.ts';
import { repairMessage } from '../../../../plan/cases/repair-message.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { emptyMessage } from '../../../../spec/openapi/request-message.ts';
import { createGetContext } from '../create-get-context.ts';
import { createContext, createExchange } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

it.each<[string, number, string, (string | undefined)[]]>([
  ['a required parameter that is named gets other values', 422, 'isbn is unknown', ['there', 'else']],
  ['the path gets other values if it names nothing', 404, 'not found', ['there', 'else']],
  ['another status says nothing about the path', 422, 'closed', []],
])('%s', async (_, status, json, values) => {
  const isbn: Json = { name: 'isbn', in: 'path', required: true, schema: { type: 'string' } };
  const { model, proposals } = await createGetContext('/books/{isbn}', [isbn]);
  const input = { ...proposals, findValues: () => ['here', 'there', 'else'] };
  const rejection = createExchange(1, createCase('a'), { status, json });
  const repaired = repairMessage(model, input, { ...emptyMessage, path: { isbn: 'here' } }, rejection);
  const found = repaired.map(({ path }) => path.isbn);
  expect(found).not.toContain('here');
  expect([...new Set(found)]).toEqual(values);
});

it('an optional parameter that is named is left out', async () => {
  const { model, proposals } = await createGetContext('/books', [
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
  ]);
  const repair = (json: Json) =>
    repairMessage(
      model,
      proposals,
      { ...emptyMessage, query: { limit: 1 } },
      createExchange(1, createCase('a'), { status: 400, json }),
    );
  expect(repair('Limit is too small').map(({ query }) => query)).toEqual([{}]);
  expect(repair('delimiter')).toEqual([]);
});

it.each<[string, number, string, Json[]]>([
  ['a precondition', 428, 'If-Match is required', ['*', '"v1"']],
  ['a precondition that is not named', 428, 'no', ['*', '"v1"']],
  ['a 400 that names it', 400, 'If-Match is required', ['"v1"']],
  ['a 422 that names it', 422, 'If-Match is required', ['"v1"']],
  ['a 422 that does not', 422, 'no', []],
  ['another status', 403, 'If-Match is required', []],
])('a parameter that was left out is added after %s', async (_, status, json, values) => {
  const { model, proposals } = await createGetContext('/books', [
    { name: 'If-Match', in: 'header', schema: { type: 'string' }, example: '"v1"' },
    { name: 'other', in: 'query', schema: { type: 'string' }, example: 'x' },
  ]);
  const rejection = createExchange(1, createCase('a'), { status, json });
  const repaired = repairMessage(model, proposals, emptyMessage, rejection);
  expect(repaired).toEqual(values.map((value) => ({ ...emptyMessage, header: { 'If-Match': value } })));
});

it.each<[string, string, boolean]>([
  ['the title is bad', 'title', true],
  ['TITLE', 'title', true],
  ['subtitle', 'title', false],
  ['title-page', 'title', false],
  ['a', 'a', false], // 'a' is an ordinary word of the text
  ['a.b is bad', 'a.b', true],
  ['axb is bad', 'a.b', false],
])('%j names `%s`: %s', (text, name, expected) => {
  expect(isNamed(text, name)).toBe(expected);
});

const schemas = {
  Book: {
    type: 'object',
    required: ['title'],
    properties: { title: { type: 'string' }, genre: { type: 'string' }, pages: { type: 'integer' } },
  },
};

/** The bodies that are proposed after the target rejected a body with this text. */
async function repairBody(body: JsonObject, text: string, Book: JsonObject = schemas.Book) {
  const { model, proposals } = await createContext('books:create', { schemas: { Book } });
  const input = { ...proposals, findValues: () => ['known', 'other', 3, 'third', 'fourth'] };
  const rejection = createExchange(1, createCase('a'), { status: 422, json: text });
  return repairMessage(model, input, { ...emptyMessage, body }, rejection).map((message) => message.body);
}

it.each<[string, JsonObject, string, Json[]]>([
  ['no property is named', { title: 'a', genre: 'b' }, 'no', []],
  ['an optional property is named', { title: 'a', genre: 'b' }, 'bad genre', [{ title: 'a' }]],
  ['a property is named that was not sent', { title: 'a' }, 'bad genre', []],
  ['two optional ones', { title: 'a', genre: 'b', pages: 1 }, 'genre or pages', [{ title: 'a' }]],
])('if %s, optional properties that are named are left out', async (_, body, text, bodies) => {
  expect(await repairBody(body, text)).toEqual(bodies);
});

it('a required property that is named gets known values, then random ones, if they are valid', async () => {
  const bodies = await repairBody({ title: 'a', pages: 1 }, 'bad title');
  expect(bodies.slice(0, 2)).toEqual([
    { title: 'known', pages: 1 },
    { title: 'other', pages: 1 },
  ]);
  expect(bodies).toHaveLength(2 + 3); // the known value 3 cannot be a title, and three of the others are tried
  const both = await repairBody({ title: 'a', genre: 'b' }, 'bad title for this genre');
  expect(both.slice(0, 2)).toEqual([{ title: 'a' }, { title: 'known' }]);
  for (const body of both) expect(body).not.toHaveProperty('genre');
});

it.each([
  [409, 'bad title'],
  [422, 'this title is already taken'],
])('after a %d with %j, the text with a suffix is tried first', async (status, json) => {
  const { model, proposals } = await createContext('books:create', { schemas });
  const rejection = createExchange(1, createCase('a'), { status, json });
  const [first] = repairMessage(model, proposals, { ...emptyMessage, body: { title: 'Emma' } }, rejection);
  expect(first?.body).toEqual({ title: 'Emma-x1' });
});

it('a property of a part or of a branch gets random values of its schema', async () => {
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const Book: JsonObject = {
      [keyword]: [{ ...schemas.Book, properties: { title: { enum: ['x', 'y'] } } }],
    };
    const bodies = await repairBody({ title: 'a' }, 'bad title', Book);
    expect(bodies.length, keyword).toBeGreaterThan(0);
    for (const body of bodies) expect(JSON.stringify(body)).toMatch(/"(x|y)"/);
  }
});
