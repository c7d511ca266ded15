import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { formatCurlScript } from '../../../reporters/curl-script.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { Binding, ScenarioStep } from '../../../spec/openapi/scenario.ts';
import { createCase, createExchange } from './sample-record.ts';

const bind = (
  name: string,
  source: string,
  value: string | number,
  expression = '$response.body#/id',
): Binding => ({
  ...{ in: 'path', name, source, expression, value },
});

function createStep(id: number, method: string, path: string, bindings: Binding[] = []): Exchange {
  const step: ScenarioStep = {
    ...{ scenario: '/books/{id}', resource: '/books/{id}', action: 'read', item: 'A', bindings },
  };
  const request = { method, path, headers: [], credentials: 'access' } as const;
  return createExchange(id, createCase(id, { id: `step ${id}`, request, step }), {});
}

/** Runs the script with a `curl` that prints an answer with an id, and its arguments to the standard error. */
function runScript(script: string | undefined): string[] {
  const curl = `curl() { printf '{"id":"a b/7","data":{"key":42}}'; echo "$*" >&2; }`;
  const node = dirname(process.execPath);
  const output = execFileSync('sh', ['-c', `exec 2>&1; ${curl}\n${script}`], {
    encoding: 'utf8',
    env: { PATH: `${node}:/usr/bin:/bin`, POLAR_ACCESS_TOKEN: 'token' },
  });
  return [...output.matchAll(/(?:-X (\S+) )(\S.*?) -H/g)].map(([, method, url]) => `${method} ${url}`);
}

it('sends the requests of a scenario with the ids that the responses have', () => {
  const id = bind('id', 'step 1', 'old');
  const script = formatCurlScript([
    createStep(3, 'DELETE', '/books/old', [id]),
    createStep(1, 'POST', '/books'),
    createStep(2, 'GET', '/books/old?x=1', [id]),
  ]);
  expect(runScript(script)).toEqual([
    'POST http://127.0.0.1:8000/books',
    'GET http://127.0.0.1:8000/books/a%20b%2F7?x=1',
    'DELETE http://127.0.0.1:8000/books/a%20b%2F7',
  ]);
});

it('has one variable for each source', () => {
  const parent = bind('book-id', 'step 1', 1, '$response.body#/data/key');
  const script = formatCurlScript([
    createStep(1, 'POST', '/books'),
    createStep(2, 'POST', '/books/1/reviews', [parent]),
    createStep(3, 'GET', '/books/1/reviews/2', [parent, bind('id', 'step 2', 2)]),
  ]);
  expect(runScript(script).at(-1)).toBe('GET http://127.0.0.1:8000/books/42/reviews/a%20b%2F7');
});

it('keeps an id that a header field of the response has', () => {
  const location = bind('id', 'step 1', 'old', '$response.header.Location');
  const script = formatCurlScript([
    createStep(1, 'POST', '/books'),
    createStep(2, 'GET', '/books/old', [location]),
  ]);
  expect(runScript(script).at(-1)).toBe('GET http://127.0.0.1:8000/books/old');
});

it('is undefined if a request is too long for a command', () => {
  const long = createStep(1, 'POST', '/books');
  const step = { ...long, sent: { ...long.sent, body: 'x'.repeat(5000) } };
  expect(formatCurlScript([step])).toBeUndefined();
});
