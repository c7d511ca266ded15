import { expect, it } from 'vitest';
import { createParameterCases } from '../../../../plan/cases/positive-parameters.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createGetContext } from '../create-get-context.ts';

/** The query strings of the cases for one parameter `q` with this schema. */
async function listQueries(schema: JsonObject): Promise<string[]> {
  const context = await createGetContext('/books', [{ name: 'q', in: 'query', schema }]);
  return createParameterCases(context).map(({ request }) => request.path.split('?')[1] ?? '');
}

const genres = { enum: ['novel', 'poetry'] };

it.each<[string, JsonObject, string[]]>([
  ['every value of an enum', genres, ['q=novel', 'q=poetry']],
  ['both values of a boolean', { type: 'boolean' }, ['q=true', 'q=false']],
  ['both bounds of a number', { type: 'integer', minimum: 1, maximum: 9 }, ['q=1', 'q=9']],
  ['each item alone, and two', { type: 'array', items: genres }, ['q=novel', 'q=poetry', 'q=novel&q=poetry']],
  ['every value of a part', { allOf: [genres] }, ['q=novel', 'q=poetry']],
  ['each item alone', { type: 'array', maxItems: 1, items: genres }, ['q=novel', 'q=poetry']],
])('a parameter is sent with %s', async (_, schema, queries) => {
  expect(await listQueries(schema)).toEqual(expect.arrayContaining(queries));
});

it.each([
  [8, 8],
  [9, 8],
])('of %d values, %d are sent', async (count, sent) => {
  const values = [...Array(count).keys()].map((index) => `v${index}`);
  expect(await listQueries({ enum: values })).toEqual(values.slice(0, sent).map((value) => `q=${value}`));
});

it('a value that a schema lists twice is sent once', async () => {
  expect(await listQueries({ anyOf: [genres, { enum: ['poetry', 'drama'] }] })).toEqual([
    ...['q=novel', 'q=poetry', 'q=drama'],
  ]);
});

it.each<[string, JsonObject, number]>([
  ['a list', { type: 'array', items: { type: 'integer' } }, 2],
  ['a list of at least three items', { type: 'array', minItems: 3, items: { type: 'integer' } }, 3],
])('%s is sent with the items that it needs, at least two', async (_, schema, items) => {
  const queries = await listQueries(schema);
  expect(queries[0]?.split('&').length).toBeGreaterThanOrEqual(items);
});

it('an object is sent with each notable value of each property', async () => {
  const properties = { genre: genres, sold: { type: 'boolean' } };
  const queries = (await listQueries({ type: 'object', properties })).filter((query) => query.includes('&'));
  for (const part of ['genre=novel', 'genre=poetry', 'sold=true', 'sold=false'])
    expect(
      queries.some((query) => query.split('&').includes(part)),
      part,
    ).toBe(true);
});

it.each([
  [58, false],
  [59, true],
])('a description names the value, of %d characters: cut %s', async (length, isCut) => {
  const value = 'x'.repeat(length); // two more in JSON
  const context = await createGetContext('/books', [{ name: 'q', in: 'query', schema: { enum: [value] } }]);
  const [first] = createParameterCases(context);
  const text = `"${value}"`;
  expect(first?.description).toContain(isCut ? ` is ${text.slice(0, 60)}…` : ` is ${text}`);
});

it.each<[string, JsonObject, boolean]>([
  ['text', { type: 'string' }, true],
  ['a UUID', { type: 'string', format: 'uuid' }, true],
  ['a number', { type: 'integer' }, true],
  ['a list of texts', { type: 'array', items: { type: 'string' } }, true],
  ['a suggested value, or any text', { anyOf: [genres, { type: 'string' }] }, true],
  ['an object with text', { type: 'object', required: ['a'], properties: { a: { type: 'string' } } }, true],
  ['an example', { type: 'string', example: 'novel' }, true],
  ['a listed value', genres, false],
  ['a list of listed values', { type: 'array', items: genres }, false],
  ['a boolean', { type: 'boolean' }, false],
  ['a limited number', { type: 'integer', minimum: 1 }, false],
  ['a text with a pattern', { type: 'string', pattern: '^[a-z]+$' }, false],
  ['a limited part', { allOf: [{ type: 'string' }, genres] }, false],
  ['a date', { type: 'string', format: 'date' }, false],
])(
  'a valid %s may be rejected by a target that does not know what it names: %s',
  async (_, own, expected) => {
    const schema = own.enum ? { type: 'string', ...own } : own;
    const context = await createGetContext('/books', [{ name: 'q', in: 'query', schema }]);
    context.isSeedAccepted = true;
    const cases = createParameterCases(context);
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ mayBeRejected = false }) => mayBeRejected))).toEqual(new Set([expected]));
  },
);

it('the id of an item that the run has not created is one that hardly exists', async () => {
  const inPath = (name: string, schema: Json): Json => ({ name, in: 'path', required: true, schema });
  const ids: Json = { enum: [1, 2, 1_987_654_321] };
  const context = await createGetContext('/a/{id}/b/{last}', [
    inPath('id', { enum: [1] }),
    inPath('last', ids),
  ]);
  const listPaths = (own: { isOwnOnly?: true }) => [
    ...new Set(
      createParameterCases({ ...context, proposals: { ...context.proposals, ...own } })
        .filter(({ covers }) => covers.some((id) => id.includes('path.last')))
        .map(({ request }) => request.path),
    ),
  ];
  expect(listPaths({})).toEqual(['/a/1/b/1', '/a/1/b/2', '/a/1/b/1987654321']);
  expect(listPaths({ isOwnOnly: true })).toEqual(['/a/1/b/1987654321']);
});
