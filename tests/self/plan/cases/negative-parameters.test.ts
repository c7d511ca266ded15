import { expect, it } from 'vitest';
import { createParameterViolations } from '../../../../plan/cases/negative-parameters.ts';
import type { Json } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { createGetContext } from '../create-get-context.ts';

/** The invalid cases of an operation whose only parameter has these fields. */
async function listCases(name: string, location: string, schema: Json, path = '/books'): Promise<Case[]> {
  const context = await createGetContext(path, [{ name, in: location, required: true, schema }]);
  return [...createParameterViolations(context)].flat();
}

it.each<[string, string, Json, string[]]>([
  ['limit', 'query', { type: 'integer' }, ['query/limit']],
  ['isbn', 'path', { type: 'integer' }, ['path/isbn']],
  ['X-Page', 'header', { type: 'integer' }, ['header/X-Page']],
  ['sizes', 'query', { type: 'array', items: { type: 'integer' }, minItems: 1 }, ['query/sizes/0']],
])('an invalid `%s` in the %s has its place', async (name, location, schema, pointers) => {
  const cases = await listCases(name, location, schema, location === 'path' ? '/books/{isbn}' : '/books');
  const mutated = cases.filter(({ violation }) => violation?.keyword === 'type');
  expect(mutated.length).toBeGreaterThan(0);
  for (const { id } of mutated)
    expect(id).toMatch(new RegExp(`^get/invalid/request/${location}[.]${name}(?:/-)?:type~[^/]+$`));
  expect([...new Set(mutated.map(({ violation }) => violation?.instancePointer))]).toEqual(pointers);
});

/** The invalid cases of an operation whose only parameter has this media type. */
async function listCasesOf(mediaType: string, location: string, schema: Json): Promise<Case[]> {
  const parameter: Json = { name: 'filter', in: location, content: { [mediaType]: { schema } } };
  return [...createParameterViolations(await createGetContext('/books', [parameter]))].flat();
}

it.each<[string, string, Json, string | undefined]>([
  ['application/json', 'query', { type: 'object', minProperties: 1 }, '/books?filter=%7B%22unexpected%22%3A'],
  ['application/json', 'query', { type: ['object', 'string'] }, undefined], // a server may read the text as a string
  ['application/xml', 'query', { type: 'object' }, undefined],
  ['application/json', 'header', { type: 'object' }, '/books'],
])('a parameter in %s is sent as text that is not JSON: %s %j', async (mediaType, location, schema, path) => {
  const cases = await listCasesOf(mediaType, location, schema);
  const [unparsable, ...others] = cases.filter(({ id }) => id.endsWith('~not JSON'));
  expect(others).toEqual([]);
  expect(unparsable?.request.path).toBe(path);
  expect(unparsable?.id).toBe(path && `get/invalid/request/${location}.filter:type~not JSON`);
  if (location !== 'header') return;
  expect(unparsable?.request.headers).toContainEqual(['filter', '{"unexpected":']);
  expect(unparsable?.violation?.clauses).toEqual([`get/request/header.filter:type`]);
});

it('an object lacks its only required property beside its other properties, because it would be absent otherwise', async () => {
  const properties: Json = { height: { type: 'integer' }, ladder: { type: 'boolean' } };
  const schema: Json = { type: 'object', required: ['height'], properties, additionalProperties: false };
  const cases = await listCases('X-Reader', 'header', schema);
  const absent = cases.find(({ violation }) => violation?.instancePointer === 'header/X-Reader/height');
  expect(absent?.violation).toMatchObject({ keyword: 'required' });
  const [, text = ''] = absent?.request.headers.find(([name]) => name === 'X-Reader') ?? [];
  expect(text).toMatch(/^ladder,(?:true|false)$/);
});

it('a required parameter is left out, but not one of the path', async () => {
  const listAbsent = async (location: string, path: string) =>
    (await listCases('p', location, { type: 'integer' }, path)).filter(({ id }) => id.endsWith('~absent'));
  const [absent, ...others] = await listAbsent('query', '/books');
  expect(others).toEqual([]);
  expect(absent?.id).toBe('get/invalid/request/query.p:required~absent');
  expect(absent?.request.path).toBe('/books');
  expect(absent?.violation).toMatchObject({
    clauses: ['get/request/query.p:required'],
    instancePointer: 'query/p',
  });
  expect(await listAbsent('path', '/books/{p}')).toEqual([]);
});
