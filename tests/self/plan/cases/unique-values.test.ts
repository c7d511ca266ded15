import { expect, it } from 'vitest';
import { escapeCharacters } from '../../../../plan/cases/malformed-bodies.ts';
import { isComposed, uniqueSuffix, withUniqueValues } from '../../../../plan/cases/unique-values.ts';
import type { Json } from '../../../../spec/json.ts';
import type { BodySpec } from '../../../../spec/openapi/request.ts';
import { createCase } from '../schedule/create-case.ts';

const seed = 7;
const name = `title-${uniqueSuffix(seed)}`;

it.each<[BodySpec, BodySpec]>([
  [{ json: { title: name, pages: 3 } }, { json: { title: `${name}p1`, pages: 3 } }],
  [{ text: `{"title": "${name}",}` }, { text: `{"title": "${name}p1",}` }],
  [{ json: { title: `${name}n12 and more` } }, { json: { title: `${name}p1 and more` } }], // sent before
  [{ text: `"${escapeCharacters(`${name}n12`)}"` }, { text: `"${escapeCharacters(`${name}p1`)}"` }],
])('values that must be unique differ in the path and the body %j', (body, expected) => {
  const request = { ...createCase('a').request, path: `/books/${name}`, body };
  expect(withUniqueValues(request, seed, 'p1')).toMatchObject({ path: `/books/${name}p1`, body: expected });
});

it('values in the query differ too, and those of the path may be kept', () => {
  const request = { ...createCase('a').request, path: `/shelves/${name}/books?title=${name}` };
  const expected = { path: `/shelves/${name}/books?title=${name}p1` };
  expect(withUniqueValues(request, seed, 'p1', true)).toMatchObject(expected);
});

it.each<[Json, boolean]>([
  [name, true],
  [`${name}p1`, true],
  ['title', false],
  [7, false],
])('%j is a value that the suffix makes unique: %s', (value, expected) => {
  expect(isComposed(value, seed)).toBe(expected);
});
