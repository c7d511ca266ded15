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
  expect([...new Set(mutated.map(({ violation }) => violation?.instancePointer))]).toEqual(pointers);
});

it('a required parameter is left out, but not one of the path', async () => {
  const listAbsent = async (location: string, path: string) =>
    (await listCases('p', location, { type: 'integer' }, path)).filter(({ id }) => id.endsWith('~absent'));
  const [absent, ...others] = await listAbsent('query', '/books');
  expect(others).toEqual([]);
  expect(absent?.request.path).toBe('/books');
  expect(absent?.violation).toMatchObject({
    clauses: ['get/request/query.p:required'],
    instancePointer: 'query/p',
  });
  expect(await listAbsent('path', '/books/{p}')).toEqual([]);
});
