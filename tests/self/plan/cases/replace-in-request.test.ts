import { expect, it } from 'vitest';
import { replaceInRequest } from '../../../../plan/cases/replace-in-request.ts';
import type { Json } from '../../../../spec/json.ts';
import type { BodySpec } from '../../../../spec/openapi/request.ts';
import { createModel } from '../../spec/create-model.ts';

const schema: Json = { type: 'string' };
const parameters: Json = [{ name: 'seat', in: 'path', required: true, schema }];
const { operation } = await createModel({ parameters }, '/seats/{seat}');
const request = { method: 'POST', headers: [], credentials: 'access' as const };

it.each<[BodySpec, string, readonly Json[], Json, BodySpec]>([
  [{ json: { seat: 'A100' } }, '/seat', ['A100'], 'B200', { json: { seat: 'B200' } }],
  [{ json: { seat: 'C300' } }, '/seat', ['A100'], 'B200', { json: { seat: 'C300' } }],
  [
    { json: { seats: ['A100', 'A100'] } },
    '/seats/1',
    ['A100'],
    'B200',
    { json: { seats: ['A100', 'B200'] } },
  ],
  [{ json: { other: 'A100' } }, '/seat', ['A100'], 'B200', { json: { other: 'A100' } }],
  [{ json: { 'a/b': 1 } }, '/a~1b', [1], 2, { json: { 'a/b': 2 } }],
  [{ text: '{"seat":"A100"' }, '/seat', ['A100'], 'B200', { text: '{"seat":"B200"' }],
  // too short: the text may occur by chance
  [{ text: '{"seat":"A1"' }, '/seat', ['A1'], 'B2', { text: '{"seat":"A1"' }],
  [{ text: '{"seat":100000' }, '/seat', [100000], 200000, { text: '{"seat":100000' }],
  [
    { text: '{"seat":"A100-1"' },
    '/seat',
    ['A100', 'A100-1'],
    'A100-1A100-1',
    { text: '{"seat":"A100-1A100-1"' },
  ],
  [{ base64: 'QTEwMA==' }, '/seat', ['A100'], 'B200', { base64: 'QTEwMA==' }],
])('in the body %j, the known value at %s is replaced', (body, name, known, value, expected) => {
  const changed = replaceInRequest(
    operation,
    { ...request, path: '/x', body },
    { in: 'body', name },
    known,
    value,
  );
  expect(changed).toEqual({ ...request, path: '/x', body: expected });
});

it('a known value of a form is replaced as it is encoded there', () => {
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
  const replace = (text: string) =>
    replaceInRequest(
      operation,
      { ...request, path: '/x', headers, body: { text } },
      { in: 'body', name: '/seat' },
      ['A 100'],
      'é&1',
    ).body;
  expect(replace('seat=A%20100&row=1')).toEqual({ text: 'seat=%C3%A9%261&row=1' });
});

it('a known value of the path is replaced in its segment, not in the query', () => {
  const replace = (path: string, name = 'seat') =>
    replaceInRequest(operation, { ...request, path }, { in: 'path', name }, ['A100'], 'B 2').path;
  expect(replace('/seats/A100?near=A100')).toBe('/seats/B%202?near=A100');
  expect(replace('/seats/A100x')).toBe('/seats/B%202x');
  expect(replace('/seats/A1000')).toBe('/seats/A1000');
  expect(replace('/seats/A100', 'row')).toBe('/seats/A100');
});

it('a known value of the query is replaced in its parameter alone', () => {
  const replace = (path: string) =>
    replaceInRequest(operation, { ...request, path }, { in: 'query', name: 'near' }, ['A=100'], 'B 2').path;
  expect(replace('/seats/A=100?far=A%3D100&near=A%3D100')).toBe('/seats/A=100?far=A%3D100&near=B%202');
  expect(replace('/seats?near=A%3D1000')).toBe('/seats?near=A%3D1000');
  expect(replace('/seats')).toBe('/seats');
});

it('a known value of a header is replaced in this header alone', () => {
  const headers = [
    ['Key', 'A100'],
    ['Other', 'A100'],
    ['Key', 'C300'],
  ] as const;
  const part = { in: 'header', name: 'Key' } as const;
  const changed = replaceInRequest(operation, { ...request, path: '/x', headers }, part, ['A100'], 'B200');
  expect(changed.headers).toEqual([
    ['Key', 'B200'],
    ['Other', 'A100'],
    ['Key', 'C300'],
  ]);
});
