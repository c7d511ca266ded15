import { expect, it } from 'vitest';
import { listBodyViolations } from '../../../../oracles/recording/list-body-violations.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createModel, json } from '../../spec/create-model.ts';

const uuid = '0f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const braced = '{992fae2a-2a17-4b7a-8d9e-e287cf90131b}';
const book: JsonObject = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { type: 'string', minLength: 2 },
    id: { type: 'string', format: 'uuid' },
    link: { type: ['string', 'null'], format: 'uri' },
    code: { type: 'string', format: 'uuid', maxLength: 40 },
  },
};
const map: JsonObject = {
  type: 'object',
  required: ['scale', 'year'],
  properties: { scale: { type: 'integer' }, year: { type: 'integer' } },
};

/** The violations of a body by this schema: the pointer, the value there, and the clauses without `a/request`. */
async function list(schema: JsonObject, body: Json): Promise<Json> {
  const model = await createModel({ requestBody: { content: json(schema) } });
  return listBodyViolations(model, body).map(({ instancePointer, after, keyword, clauses }) => [
    instancePointer,
    after ?? 'nothing',
    keyword,
    ...clauses.map((id) => id.slice('a/request'.length)),
  ]);
}

it.each<[JsonObject, Json, Json[]]>([
  [book, { title: 'ab', id: uuid, link: null }, []],
  [book, { title: 'a' }, [['/title', 'a', 'minLength', '/title:minLength']]],
  [book, {}, [['/title', 'nothing', 'required', '/title:required']]],
  [book, 3, [['', 3, 'type', ':type']]],
  [book, { title: 'a', link: 1 }, [['/title', 'a', 'minLength', '/title:minLength', '/link:type']]],
  // a value that violates only its format: if the server may support its syntax, the clause is not MUST
  [book, { title: 'ab', id: braced }, [['/id', braced, 'format', '/id:format-strict']]],
  [book, { title: 'ab', link: 'a:|' }, [['/link', 'a:|', 'format', '/link:format-strict']]],
  [book, { title: 'a', id: braced }, [['/title', 'a', 'minLength', '/title:minLength', '/id:format-strict']]],
  [book, { title: 'ab', id: 'x' }, [['/id', 'x', 'format', '/id:format']]],
  [book, { title: 'ab', link: '::' }, [['/link', '::', 'format', '/link:format']]],
  [book, { title: 'ab', code: 'x'.repeat(41) }, [['/code', 'x'.repeat(41), 'maxLength', '/code:maxLength']]],
  // the branch with the fewest errors is meant
  [{ anyOf: [book, map] }, { title: 'a' }, [['/title', 'a', 'minLength', '@object/title:minLength']]],
  [{ anyOf: [book, map] }, { year: 1 }, [['/scale', 'nothing', 'required', '@object-2/scale:required']]],
  [{ anyOf: [map, book] }, { year: 1, scale: 'x' }, [['/scale', 'x', 'type', '@object/scale:type']]],
  [{ oneOf: [map, book] }, { scale: 1 }, [['/year', 'nothing', 'required', '@object/year:required']]],
])('%j with the body %j is violated by %j', async (schema, body, violations) => {
  expect(await list(schema, body)).toEqual(violations);
});

it('a body that several branches of `oneOf` accept violates the union', async () => {
  const found = await list({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1, b: 1 });
  expect(found).toEqual([['', { a: 1, b: 1 }, 'oneOf', ':oneOf']]);
});

it('an operation without a described body has no violation', async () => {
  expect(listBodyViolations(await createModel({}), 3)).toEqual([]);
});
