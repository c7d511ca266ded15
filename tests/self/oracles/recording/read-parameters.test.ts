import { expect, it } from 'vitest';
import { isParameterSent } from '../../../../oracles/recording/read-parameters.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { HeaderList } from '../../../../spec/openapi/request.ts';
import { createModel } from '../../spec/create-model.ts';

const text: Json = { type: 'string' };
const range: Json = { type: 'object', properties: { min: text, max: text } };

it.each<[isSent: boolean, parameter: JsonObject, url: string, headers?: HeaderList]>([
  [true, { in: 'query', schema: text }, 'http://x/books?n=1'],
  [true, { in: 'query', schema: text }, 'http://x/books?n='],
  [false, { in: 'query', schema: text }, 'http://x/books?m=1'],
  [false, { in: 'query', schema: text }, 'no URL'],
  [true, { in: 'header', schema: text }, 'http://x/books', [['N', '1']]],
  [false, { in: 'header', schema: text }, 'http://x/books?n=1'],
  [true, { in: 'cookie', schema: text }, 'http://x/books', [['Cookie', 'm=1;n=2']]],
  [true, { in: 'cookie', schema: text }, 'http://x/books', [['Cookie', 'n']]],
  [false, { in: 'cookie', schema: text }, 'http://x/books', [['Cookie', 'm=n=1']]],
  [true, { in: 'path', required: true, schema: text }, 'no URL'],
  [true, { in: 'query', style: 'deepObject', schema: range }, 'http://x/books?n[min]=1'],
  [false, { in: 'query', style: 'deepObject', schema: range }, 'http://x/books?min=1'],
  [false, { in: 'query', style: 'deepObject', schema: range }, 'http://x/books?xn[min]=1'],
  [true, { in: 'query', schema: range }, 'http://x/books?a=1&max=1'],
  [false, { in: 'query', schema: range }, 'http://x/books?mean=1'],
  [false, { in: 'query', explode: false, schema: range }, 'http://x/books?min=1'],
  [false, { in: 'query', schema: { type: 'object' } }, 'http://x/books?min=1'],
  [false, { in: 'query', schema: { ...Object(range), type: 'string' } }, 'http://x/books?min=1'],
])('the request has a value (%s): %j in %s %j', async (isSent, fields, url, headers = []) => {
  const path = fields.in === 'path' ? '/books/{n}' : '/books';
  const { parameters } = await createModel({ parameters: [{ name: 'n', ...fields }] }, path);
  const [parameter = expect.fail('the operation has a parameter')] = parameters;
  expect(isParameterSent(parameter, { method: 'GET', url, headers })).toBe(isSent);
});
