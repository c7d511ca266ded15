import { describe, expect, it } from 'vitest';
import { uniqueSuffix, withUniqueValues } from '../../../../plan/cases/unique-values.ts';
import type { BodySpec } from '../../../../spec/openapi/request.ts';
import { createContext } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const context = await createContext('books:create');
const name = `title-${uniqueSuffix(context.seed)}`;
const createRequest = (body: BodySpec) => ({ ...createCase('a').request, path: `/books/${name}`, body });
const unique = await createContext('books:create');
unique.acceptance = { tries: 2, accepted: [], needsUniqueValues: true };

describe('values that must be unique', () => {
  it.each<[BodySpec, BodySpec]>([
    [{ json: { title: name, pages: 3 } }, { json: { title: `${name}p1`, pages: 3 } }],
    [{ text: `{"title": "${name}",}` }, { text: `{"title": "${name}p1",}` }],
  ])('differ in each case, in its path and body', (body, expected) => {
    const { request } = withUniqueValues(unique, createCase('a', { request: createRequest(body) }), 'p1');
    expect(request).toMatchObject({ path: `/books/${name}p1`, body: expected });
  });

  it('differ in each subcase', () => {
    const subcases = ['b', 'c'].map((id) => createCase(id, { request: createRequest({ text: name }) }));
    const combined = withUniqueValues(unique, createCase('a', { subcases }), 'p1');
    const paths = combined.subcases?.map(({ request }) => request.path);
    expect(paths).toEqual([`/books/${name}p1s0`, `/books/${name}p1s1`]);
  });

  it('stay as they are if the target accepts them twice', () => {
    const each = createCase('a', { request: createRequest({ text: name }) });
    expect(withUniqueValues(context, each, 'p1')).toBe(each);
  });
});
