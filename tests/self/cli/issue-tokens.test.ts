import { writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolder, runSuite, startServer, type TestServer, tokenEnvironment } from './run-suite.ts';

const json = (properties: object) => ({
  description: 'ok',
  content: {
    'application/json': { schema: { type: 'object', required: Object.keys(properties), properties } },
  },
});
const unauthorized = { 401: { description: 'no' } };
const bearer = { type: 'http', scheme: 'bearer' };

/** A portal whose token comes from a created session, in the style of Polar's documents. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Polar API', version: '0' },
  paths: {
    '/v1/customer-sessions/': {
      post: {
        operationId: 'customer-sessions:create',
        security: [{ oat: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', properties: { customer_id: { type: 'string' } } },
            },
          },
        },
        responses: { 201: json({ token: { type: 'string' } }), ...unauthorized },
      },
    },
    '/v1/refunds/': {
      post: { operationId: 'refunds:create', security: [{ oat: [] }], responses: { 201: json({}) } },
    },
    '/v1/customer-portal/orders/': {
      get: {
        operationId: 'customer_portal:orders:list',
        security: [{ customer_session: [] }, { member_session: [] }],
        responses: { 200: json({ items: { type: 'array' } }), ...unauthorized },
      },
    },
  },
  components: { securitySchemes: { oat: bearer, customer_session: bearer, member_session: bearer } },
};
const contract = join(createFolder(), 'portal.json');
writeFileSync(contract, JSON.stringify(document));

const { POLAR_ACCESS_TOKEN: accessToken } = tokenEnvironment;
const customer = '4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11';

/** A server with the portal. Each session token opens it `uses` times. */
function createServer(uses: number, creationStatus = 201) {
  const issued = new Map<string, number>();
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const [, token = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const send = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'www-authenticate': 'Bearer' })
        .end(JSON.stringify(body));
    const left = issued.get(token) ?? 0;
    if (pathname === '/v1/customers/' && token === accessToken)
      send(200, { items: [{ id: customer, type: 'individual' }] });
    else if (pathname === '/v1/customer-sessions/' && request.method === 'POST' && token === accessToken) {
      const created = `polar_cst_${'s'.repeat(30)}${issued.size}`;
      if (creationStatus === 201) issued.set(created, uses);
      send(creationStatus, { token: created });
    } else if (pathname === '/v1/customer-portal/orders/' && request.method === 'GET') {
      issued.set(token, left - 1);
      send(left > 0 ? 200 : 401, { items: [] });
    } else send(404, {});
  };
}

const select = ['--operation=customer_portal:orders:list', '--seed=1', '--runs=0', '--concurrency=1'];
const run = (server: TestServer, args: readonly string[] = [], env: NodeJS.ProcessEnv = tokenEnvironment) =>
  runSuite([`--target=${server.url}`, `--contract=${contract}`, ...select, ...args], env);

const listTokens = ({ requests }: TestServer) =>
  new Set(
    requests.flatMap(({ url, authorization }) =>
      url.includes('portal') ? (/polar_cst_s+\d+$/.exec(authorization) ?? []) : [],
    ),
  );

it('a dry run names the token, what a run leaves behind, and what it leaves out, and sends nothing', async () => {
  const args = [`--contract=${contract}`, '--target=https://api.example.com', '--dry-run', '--seed=1'];
  const { status, stdout } = await runSuite(args);
  expect(status).toBe(0);
  const [, portal = ''] = /(GET \S+\/v1\/customer-portal\/orders\/\n[^\n]+)/.exec(stdout) ?? [];
  expect(portal).toContain('authorization: Bearer ‹credential customer_session›');
  expect(stdout).toContain(
    'every accepted request for a customer session creates one, which expires within an hour',
  );
  expect(stdout).toMatch(
    /left out without --allow-changes: 1 operation .*\(POST \/v1\/refunds\/; effects: moves money \(1\)\)/,
  );
});

describe.concurrent('an operation that needs the token of a session', () => {
  let [server, shortLived, failing]: TestServer[] = [];
  beforeAll(async () => {
    server = await startServer(createServer(1000));
    shortLived = await startServer(createServer(2));
    failing = await startServer(createServer(1000, 403));
  });
  afterAll(() => {
    for (const each of [server, shortLived, failing]) each?.close();
  });

  it('is called with the token of a session that the run creates, which appears nowhere', async () => {
    if (!server) throw new Error('no server');
    const { stdout, stderr, results } = await run(server);
    const find = (id: string) =>
      results?.clauses.find((each) => each.id === `customer_portal:orders:list/${id}`);
    expect(find('request:accepted')?.verdict).toBe('passed');
    expect(find('authentication:truncated')?.verdict).toBe('passed');
    expect([...listTokens(server)]).toHaveLength(1);
    expect(`${stdout}${stderr}${JSON.stringify(results)}`).not.toMatch(/polar_cst_s|canary/);
    const [list, create] = server.requests;
    expect([list?.url, create?.body]).toEqual(['/v1/customers/?limit=100', `{"customer_id":"${customer}"}`]);
  });

  it('is called with the token of another session when the first expires', async () => {
    if (!shortLived) throw new Error('no server');
    const { results } = await run(shortLived);
    expect(listTokens(shortLived).size).toBeGreaterThan(1);
    expect(results?.clauses.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
  });

  it('counts the requests for tokens in the total and in the budget', async () => {
    const target = await startServer(createServer(2));
    const { results } = await run(target);
    const count = target.requests.length;
    expect(target.requests.some(({ url }) => url.startsWith('/v1/customer-sessions/'))).toBe(true);
    expect(results?.requests).toBe(count);
    const limited = await run(target, ['--max-requests=12']);
    expect(target.requests.length - count).toBe(12);
    expect(limited.results?.requests).toBe(12);
    target.close();
  });

  it('is reported with the reason if no session can be created', async () => {
    if (!failing) throw new Error('no server');
    const { results, stdout } = await run(failing);
    expect(stdout).toContain('not tested: customer_portal:orders:list');
    expect(results?.notes).toContain(
      'customer-sessions:create issued no token for other operations (status 403): give --credential=customer_session=… or --credential=member_session=…',
    );
  });

  it('is called with the token that the user gives', async () => {
    const own = `polar_cst_${'o'.repeat(30)}`;
    const target = await startServer(createServer(1000));
    await run(target, [`--credential=customer_session=${own}`]);
    target.close();
    expect(target.requests.some(({ authorization }) => authorization === `Bearer ${own}`)).toBe(true);
    expect(target.requests.some(({ url }) => url.includes('customer-sessions'))).toBe(false);
  });
});
