import { expect, it } from 'vitest';
import { isNamed, repairMessage } from '../../../../plan/cases/repair-message.ts';
import type { Json } from '../../../../spec/json.ts';
import { emptyMessage } from '../../../../spec/openapi/request-message.ts';
import { createGetContext } from '../create-get-context.ts';
import { createExchange } from '../library.ts';
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
