import { writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolder, runSuite, startServer, type TestServer } from './run-suite.ts';

const secret = 'k-canary-9f8e7d6c5b4a';
const responses = {
  200: { description: 'ok', content: { 'application/json': { schema: { type: 'object' } } } },
};
const document = {
  openapi: '3.1.0',
  info: { title: 'Keys', version: '1' },
  paths: {
    '/open': { get: { operationId: 'open', responses } },
    '/closed': {
      get: {
        operationId: 'closed',
        security: [{ 'api-key': [] }],
        responses: { ...responses, 401: { description: 'no' } },
      },
    },
  },
  components: { securitySchemes: { 'api-key': { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};
const contract = join(createFolder(), 'keys.json');
writeFileSync(contract, JSON.stringify(document));

/** Responds as the document requires. */
function respond(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  const send = (status: number, headers: Record<string, string> = {}): void => {
    const body = request.method === 'HEAD' ? '' : '{}';
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
  const isKnown = ['/open', '/closed'].includes(pathname);
  if (!isKnown) send(404);
  else if (request.method !== 'GET') send(405, { allow: 'GET' });
  else send(pathname === '/closed' && request.headers['x-key'] !== secret ? 401 : 200);
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer(respond);
});
afterAll(() => server.close());

const run = (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  runSuite([`--target=${server.url}`, `--contract=${contract}`, '--seed=1', '--runs=20', ...args], env);

describe.concurrent('a document with an API key', () => {
  it.each<[title: string, args: string[], env: NodeJS.ProcessEnv]>([
    ['a variable', [], { CONFORMANCE_CREDENTIAL_API_KEY: secret }],
    ['the option', [`--credential=api-key=${secret}`], {}],
    ['its header', [`--header=x-key: ${secret}`], {}],
  ])('is tested with the key of %s', async (_, args, env) => {
    const { status, stdout, stderr, results } = await run(args, env);
    expect(status).toBe(0);
    const find = (id: string) => results?.clauses.find((each) => each.id === id)?.verdict;
    for (const rule of ['none', 'unknown', 'truncated', 'extended'])
      expect(find(`closed/authentication:${rule}`), rule).toBe('passed');
    expect(`${stdout}${stderr}`).not.toContain(secret);
  });

  it('has an error for the operation that needs it, and results for the others, if it is not given', async () => {
    const { status, stdout, results } = await run();
    expect(status).toBe(2);
    expect(stdout).toContain('CONFORMANCE_CREDENTIAL_API_KEY');
    expect(stdout).not.toContain('POLAR_');
    const list = (operation: string) =>
      new Set(
        results?.clauses.filter(({ id }) => id.startsWith(`${operation}/`)).map(({ verdict }) => verdict),
      );
    expect(list('open').has('passed')).toBe(true);
    expect(list('open').has('error')).toBe(false);
    expect(list('closed').has('passed')).toBe(false);
  });

  it.each([[['--operation=open']], [['--operation=GET /op*']], [['--exclude-operation=closed']]])(
    'needs none with %s',
    async (args) => {
      expect((await run(args)).status).toBe(0);
    },
  );
});
