import { expect, test } from 'vitest';
import type { Contract, Operation } from '../../../spec/openapi/contract.ts';
import { findOperation } from '../../../spec/openapi/find-operation.ts';

const operations = ['GET /things/{id}', 'GET /things/new', 'DELETE /things/{id}', 'GET /a.b/{x}-{y}'].map(
  (id) => {
    const [method, path] = id.split(' ');
    return { id, method, path } as Operation; // the function reads only these properties
  },
);
const servers = [
  { name: 'main', url: 'https://api.example/v1/' },
  { name: 'relative', url: '/v2' },
];
const contract = { operations, servers } as unknown as Contract; // the function reads only these properties

test.each([
  ['GET', '/things/7', 'GET /things/{id}'],
  ['delete', 'https://other.example/things/7?x=/', 'DELETE /things/{id}'],
  ['GET', '/things/new', 'GET /things/new'],
  ['GET', 'https://api.example/v1/things/7', 'GET /things/{id}'],
  ['GET', '/v2/things/7', 'GET /things/{id}'],
  ['GET', '/a.b/1-2', 'GET /a.b/{x}-{y}'],
  ['GET', '/axb/1-2', undefined],
  ['GET', '/things/7/', undefined],
  ['GET', '/things/7/more', undefined],
  ['GET', '/v3/things/7', undefined],
  ['POST', '/things/7', undefined],
])('%s %s is a request of %s', (method, url, expected) => {
  expect(findOperation(contract, method, url)?.id).toBe(expected);
});
