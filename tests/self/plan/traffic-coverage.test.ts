import { expect, it } from 'vitest';
import { parseHar } from '../../../http/har/parse-har.ts';
import { judgeTraffic } from '../../../plan/judge-traffic.ts';
import type { Json } from '../../../spec/json.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

const ok: Json = { description: 'OK' };
const parameter = (name: string, location: string, rest: Json = { type: 'string' }): Json => ({
  ...{ name, in: location, required: location === 'path', schema: rest },
});
const contract = await loadDocument(
  createDocument(
    {},
    {
      paths: {
        '/books/{id}': {
          get: {
            operationId: 'get',
            parameters: [
              parameter('id', 'path'),
              parameter('fields', 'query'),
              parameter('sort', 'query', { type: 'object', properties: { by: { type: 'string' } } }),
              parameter('x-trace', 'header'),
            ],
            responses: { 200: ok, '4XX': ok, 500: ok },
          },
          delete: { operationId: 'remove', parameters: [parameter('id', 'path')], responses: { 204: ok } },
        },
      },
    },
  ),
);

const cover = (...entries: [method: string, path: string, status: number, header?: string][]) => {
  const exchanges = parseHar(
    JSON.stringify({
      log: {
        entries: entries.map(([method, path, status, header]) => ({
          request: {
            ...{ method, url: `http://localhost${path}` },
            headers: header === undefined ? [] : [{ name: header, value: 'a' }],
          },
          response: { status, headers: [], content: { text: '' } },
        })),
      },
    }),
  );
  const { operations, servers } = contract;
  return judgeTraffic({ contract, operations, suites: [], servers }, exchanges).coverage;
};

it('of traffic counts operations, documented responses, parameters and clauses', () => {
  const coverage = cover(
    ['GET', '/books/1', 200, 'X-Trace'],
    ['GET', '/books/2?by=a', 404],
    ['GET', '/x', 200],
  );
  expect(coverage).toMatchObject({
    exchanges: 2,
    statuses: [200, 404],
    operations: { covered: 1, total: 2, missing: ['remove'] },
    responses: { covered: 2, total: 4, missing: ['get 500', 'remove 204'] },
    parameters: { covered: 3, total: 5, missing: ['get query/fields', 'remove path/id'] },
    unmatched: { exchanges: 1, paths: ['GET /x'] },
  });
  expect(coverage.clauses.covered).toBeGreaterThan(0);
  expect(coverage.clauses.covered).toBeLessThan(coverage.clauses.total);
});

it('of a request with another method does not cover the operations of its path', () => {
  const { exchanges, operations, parameters } = cover(['OPTIONS', '/books/1', 204]);
  expect({ exchanges, used: operations.covered, sent: parameters.covered }).toEqual({
    ...{ exchanges: 1, used: 0, sent: 0 },
  });
});
