import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { runConformance } from '../../../cli/run-conformance.ts';
import { redactError } from '../../../redaction/redact-error.ts';
import { writeReports } from '../../../reporters/write-reports.ts';
import type { Json } from '../../../spec/json.ts';
import { startServer, startSuite } from '../cli/run-suite.ts';

/** The credentials of each scheme. A short one is replaced only in the part of the request that carries it. */
const secrets = {
  token: 'Qm4wXz7pLr2tVb9nKc5sHd8fGj3yEa6uWi1oT0qM',
  basic: 'ann:zN8vBx3cMk6jHg1fDs4aPq9wOe7rIt2y',
  header: 'Zx9cVb2nMq7wEr4t Yu1iOp6aSd3fGh8jKl5',
  query: 'Hj6k/p3oIu8+Tr1eWq4aZs7xDc2vFb5gNm9=',
  cookie: 'Tb5gYh8nUj2mIk7oLp4qAz1wSx6eDc3rFvRtGyHu',
};

const securitySchemes: Json = {
  token: { type: 'oauth2', flows: {} },
  basic: { type: 'http', scheme: 'basic' },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
};
const responses: Json = {
  200: {
    description: 'ok',
    content: { 'application/json': { schema: { type: 'object', required: ['x'] } } },
  },
  401: { description: 'no' },
};
const createOperation = (...names: string[]): Json => ({
  security: [Object.fromEntries(names.map((name) => [name, []]))],
  requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
  responses,
});

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
const contract = join(folder, 'contract.json');
writeFileSync(
  contract,
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Echo', version: '1' },
    paths: {
      '/token': { post: createOperation('token') },
      '/basic': { post: createOperation('basic') },
      '/keys': { post: createOperation('header', 'query', 'cookie') },
    },
    components: { securitySchemes },
  }),
);

/** Echoes the URL and the header fields of a request, encoded and decoded, in a header field and in the body. */
function echo(request: IncomingMessage, response: ServerResponse): void {
  const { authorization = '', cookie, 'x-key': key } = request.headers;
  const decoded = Buffer.from(authorization.split(' ')[1] ?? '', 'base64').toString('utf8');
  const url = new URL(request.url ?? '/', 'http://x');
  const texts = [request.url, url.searchParams.get('key'), authorization, decoded, cookie, key].map(String);
  const status = [200, 401, 422, 500][authorization.length % 4] ?? 200;
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-debug': texts.map((text) => text.replace(/[^\x20-\x7e]/g, '?')).join(' '),
  });
  response.end(JSON.stringify({ x: texts, detail: [{ msg: texts.join(), input: texts }] }));
}

const environment = Object.fromEntries(
  Object.entries(secrets).map(([name, secret]) => [`CONFORMANCE_CREDENTIAL_${name.toUpperCase()}`, secret]),
);

/** Returns the schemes of whose credentials the text contains 16 characters, plain, percent-encoded or in base64. */
const findLeaks = (text: string): string[] =>
  Object.entries(secrets).flatMap(([name, secret]) => {
    const hidden = secret.slice(secret.indexOf(':') + 1);
    const parts = Array.from({ length: hidden.length - 15 }, (_, start) => hidden.slice(start, start + 16));
    const encoded = parts.flatMap((part) => [
      encodeURIComponent(part),
      ...[0, 1, 2].map((shift) =>
        Buffer.from('x'.repeat(shift) + part)
          .toString('base64')
          .slice(4, 20),
      ),
    ]);
    return [...parts, ...encoded].some((part) => text.includes(part)) ? [name] : [];
  });

const readAll = (directory: string): string =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

describe('the credentials of security schemes', () => {
  it('reach the target, and neither the run record nor a report', async () => {
    const seen: string[] = [];
    const server = await startServer((request, response) => {
      seen.push(
        `${request.url} ${request.headers.authorization} ${request.headers.cookie} ${request.headers['x-key']}`,
      );
      echo(request, response);
    });
    const argv = [`--target=${server.url}`, `--contract=${contract}`, '--seed=1', '--max-requests=300'];
    const record = await runConformance(parseOptions(argv, environment), environment);
    server.close();
    expect(findLeaks(seen.join('\n')).sort()).toEqual(Object.keys(secrets).sort());
    for (const exchange of record.exchanges) expect(findLeaks(JSON.stringify(exchange))).toEqual([]);
    expect(findLeaks(JSON.stringify(record))).toEqual([]);
    await writeReports(record, folder);
    expect(findLeaks(readAll(folder))).toEqual([]);
    expect(JSON.stringify(record)).toContain('‹credential token›');
  });

  test.concurrent.each<[title: string, args: string[], env: NodeJS.ProcessEnv]>([
    ['an option without value', ['--credential', secrets.token], {}],
    ['an unknown scheme', [`--credential=tokn=${secrets.token}`], {}],
    ['an unknown scheme of a variable', [], { CONFORMANCE_CREDENTIAL_TOKN: secrets.token }],
    ['a value with a line break', [], { CONFORMANCE_CREDENTIAL_HEADER: `${secrets.header}\nx` }],
    ['a password without a user', [], { CONFORMANCE_CREDENTIAL_BASIC: secrets.cookie }],
    ['an access token twice', [`--access-token=${secrets.token}`, `--access-token=${secrets.token}`], {}],
  ])('are not repeated by the error for %s', async (_, args, env) => {
    const all = ['--target=http://127.0.0.1:1', `--contract=${contract}`, ...args];
    const { status, stdout, stderr } = await startSuite(all, env).result;
    expect({ status, leaks: findLeaks(`${stdout}${stderr}`) }).toEqual({ status: 2, leaks: [] });
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('are removed from errors of the suite itself', () => {
    const argv = [`--credential=query=${secrets.query}`, '--access-token', secrets.token];
    const env = {
      CONFORMANCE_CREDENTIAL_BASIC: secrets.basic,
      CONFORMANCE_CREDENTIAL: `header=${secrets.header}`,
    };
    expect(findLeaks(redactError(Object.values(secrets).slice(0, 4).join('\n'), env, argv))).toEqual([]);
  });

  it('of another user are removed too, and names of schemes and fields are kept', () => {
    const argv = [
      ...[`--other-credential=basicAuth=${secrets.basic}`, `--header=X-Session-Key: ${secrets.header}`],
      ...['--credential', secrets.token, `--credential=${secrets.query}`],
    ];
    const text = `basicAuth, X-Session-Key: ${Object.values(secrets).slice(0, 4).join(' ')}`;
    const redacted = redactError(text, {}, argv);
    expect(findLeaks(redacted)).toEqual([]);
    expect(redacted).toMatch(/^basicAuth, X-Session-Key: ‹/);
  });
});
