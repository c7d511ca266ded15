import { expect, it } from 'vitest';
import { createParameterCases } from '../../../../plan/cases/positive-parameters.ts';
import type { JsonObject } from '../../../../spec/json.ts';
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
