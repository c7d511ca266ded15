import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolder, type SuiteResult, startSuite } from '../cli/run-suite.ts';
import { accessToken } from '../http/test-client.ts';
import { selectOneIn } from './select-one-in.ts';
import { startThingsServer, thingsDocument } from './things-server.ts';

const peakPreload = pathToFileURL(resolve('bench/peak.mjs')).href;
const secret = 'root-only-line-of-another-file';
const folder = createFolder();
const documentFolder = join(folder, 'documents');
let good: Awaited<ReturnType<typeof startThingsServer>>;
let remoteRequests = 0;
const elsewhere = createServer((_, response) => {
  remoteRequests += 1;
  const more = (): void => {
    while (response.write(' '.repeat(65_536)));
    response.once('drain', more);
  };
  more();
});

beforeAll(async () => {
  good = await startThingsServer();
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  mkdirSync(documentFolder);
  writeFileSync(join(folder, 'secret.yaml'), `A: {description: ${secret}}`);
  symlinkSync(join(folder, 'secret.yaml'), join(documentFolder, 'link.yaml'));
});
afterAll(() => {
  good.close();
  elsewhere.close();
  elsewhere.closeAllConnections();
});

/** The URL of a document that the server never finishes sending. */
const remoteUrl = (): string => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/a.json`;

interface MeasuredRun extends SuiteResult {
  seconds: number;
  mib: number;
}

/** Starts the suite with a document, as users start it. */
async function runDocument(text: string | Buffer, ...args: string[]): Promise<MeasuredRun> {
  const runFolder = createFolder();
  const peaks = join(runFolder, 'peaks');
  const file = join(documentFolder, `${runFolder.split('-').at(-1)}.yaml`);
  writeFileSync(file, text);
  const from = performance.now();
  const env = {
    POLAR_ACCESS_TOKEN: accessToken,
    BENCH_PEAKS: peaks,
    NODE_OPTIONS: `--import=${peakPreload}`,
  };
  const all = [`--contract=${file}`, `--target=${good.url}`, '--seed=1', '--max-requests=60', ...args];
  const ended = await startSuite(all, env).result;
  const seconds = (performance.now() - from) / 1000;
  const mib = Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number)) / 1024;
  return { ...ended, seconds, mib };
}

/** Returns the things document with changes. */
function changeThings(change: (document: ReturnType<typeof JSON.parse>) => void): string {
  const document = JSON.parse(thingsDocument);
  change(document);
  return JSON.stringify(document);
}
const withThingSchema = (thing: unknown): string =>
  changeThings((document) => {
    document.components.schemas.Thing = thing;
  });
const objectWithName = (name: unknown) => ({ type: 'object', required: ['name'], properties: { name } });
const bomb = Array.from({ length: 9 }, (_, i) => `x-${i}: &a${i} [${Array(10).fill(i ? `*a${i - 1}` : 1)}]`);
const noise = Buffer.from(Array.from({ length: 4096 }, (_, nth) => (nth * 7919) % 256));

/** Documents that are rejected, and the problem that is reported. */
const rejected: readonly [title: string, text: () => string | Buffer, problem: RegExp][] = [
  ['empty', () => '', /is not an object/],
  ['binary', () => noise, /is not (YAML|an object)/],
  ['truncated JSON', () => thingsDocument.slice(0, 300), /is not YAML/],
  [
    'full of aliases that expand exponentially',
    () => bomb.join('\n'),
    /aliases stand for more than 100000 values/,
  ],
  [
    'JSON nested 100,000 deep',
    () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    /nested more than 500 levels/,
  ],
  [
    'YAML nested 100,000 deep',
    () => `x: ${'{a: '.repeat(100_000)}`,
    /nested more than 500 levels|is not YAML/,
  ],
  ['12 MiB long', () => `#${'x'.repeat(12 * 1024 * 1024)}`, /longer than 10 MiB/],
  ['OpenAPI 2.0', () => 'swagger: "2.0"\ninfo: {title: t, version: "1"}\npaths: {}', /is Swagger 2\.0/],
  ['a reference to itself', () => withThingSchema({ $ref: '#/components/schemas/Thing' }), /Thing/],
  [
    'a reference to nothing',
    () => withThingSchema({ $ref: '#/components/schemas/Nothing' }),
    /leads? (to nothing|nowhere)/,
  ],
  [
    'a value that cannot be',
    () => withThingSchema(objectWithName({ type: 'string', minLength: 5, maxLength: 2 })),
    /no request can be generated/,
  ],
  [
    'a reference to another host',
    () => withThingSchema({ $ref: `${remoteUrl()}#/A` }),
    /remote references are not allowed/,
  ],
  [
    'a reference to another folder',
    () => withThingSchema({ $ref: '../secret.yaml#/A' }),
    /outside the folder/,
  ],
  [
    'a reference to a file of the system',
    () => withThingSchema({ $ref: 'file:///etc/passwd' }),
    /not allowed|outside the folder/,
  ],
  ['a reference by a symbolic link', () => withThingSchema({ $ref: 'link.yaml#/A' }), /outside the folder/],
  ['a reference to a device', () => withThingSchema({ $ref: '/dev/zero' }), /outside the folder/],
  [
    'a server with a password',
    () =>
      changeThings((document) =>
        Object.assign(document, {
          servers: [{ url: 'http://u:p@x.example', 'x-speakeasy-server-id': 'x' }],
          paths: {},
        }),
      ),
    /has no paths|paths/,
  ],
];

describe('a document that is or has', () => {
  test.concurrent.each(selectOneIn(4, rejected))(
    '%s is rejected, and the problem is reported',
    async (_, text, problem) => {
      const { status, stdout, stderr, seconds, mib } = await runDocument(text());
      expect(`${stderr}${stdout}`).toMatch(problem);
      expect(`${stderr}${stdout}`).not.toMatch(/^\s+at |The suite itself failed/m);
      expect(`${stderr}${stdout}`).not.toContain(secret);
      expect(status).toBe(2);
      expect(seconds).toBeLessThan(60);
      expect(mib).toBeLessThan(1024);
    },
  );
});

/** Unusual documents that the suite accepts. The run may have any verdict. */
const runnable: readonly [title: string, text: () => string][] = [
  [
    'with a pattern that takes exponential time to match',
    () => withThingSchema(objectWithName({ type: 'string', pattern: '^(a+)+$' })),
  ],
  [
    'with a pattern with a back reference',
    () => withThingSchema(objectWithName({ type: 'string', pattern: '^(a+)+\\1!$' })),
  ],
  [
    'with a pattern with a lookahead',
    () => withThingSchema(objectWithName({ type: 'string', pattern: '^(?=(a+)+b)(a|a?)+$' })),
  ],
  [
    'with a pattern with a million states',
    () => withThingSchema(objectWithName({ type: 'string', pattern: '^(a{1000}){1000}$' })),
  ],
  [
    'with property names of Object.prototype',
    () =>
      withThingSchema({
        type: 'object',
        required: ['name', '__proto__', 'constructor'],
        properties: JSON.parse(
          '{"name":{"type":"string"},"__proto__":{"type":"string"},"constructor":{"type":"string"},"toString":{"type":"integer"}}',
        ),
      }),
  ],
  [
    'that contains itself',
    () =>
      withThingSchema(
        objectWithName({ anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Thing' }] }),
      ),
  ],
  [
    'with header parameters that clients must not set',
    () =>
      changeThings(({ paths }) => {
        paths['/v1/things/'].post.parameters = [
          'Host',
          'Content-Length',
          'Transfer-Encoding',
          'Connection',
          'Expect',
          'Upgrade',
          'Cookie',
        ].map((name) => ({ name, in: 'header', required: true, schema: { type: 'string', minLength: 1 } }));
      }),
  ],
  [
    'with paths that resemble other hosts',
    () =>
      changeThings((document) => {
        const { post } = document.paths['/v1/things/'];
        const { port } = elsewhere.address() as AddressInfo;
        for (const path of [
          `//127.0.0.1:${port}/`,
          `/@127.0.0.1:${port}/`,
          `/\\\\127.0.0.1:${port}/`,
          '/../../etc/passwd',
          '/a b\r\nx: y',
        ])
          document.paths[path] = { post: { ...post, operationId: `at ${path}` } };
      }),
  ],
  [
    'with terminal escapes in its names',
    () =>
      changeThings((document) => {
        document.info.title = '\u001b[31m\u0007</script>\n::error::x';
        document.paths['/v1/things/'].post.operationId = 'a\u001b[2J\n::error::b';
      }),
  ],
];

describe('a document', () => {
  test.concurrent.each(selectOneIn(4, runnable))('%s runs to a verdict', async (_, text) => {
    const { status, stdout, stderr, seconds, mib, results } = await runDocument(text());
    expect(`${stderr}${stdout}`).not.toMatch(/^\s+at |The suite itself failed/m);
    expect(`${stderr}${stdout}`).not.toMatch(/[\u0007\u001b]|^::error::/m);
    expect([0, 1, 2]).toContain(status);
    // 60 requests may not be enough, so the run may be incomplete
    expect(status === 2 ? `${stderr}${stdout}` : results).toBeTruthy();
    expect(seconds).toBeLessThan(60);
    expect(mib).toBeLessThan(1024);
  });
});

test('remote documents are fetched only where allowed, and only up to a limit', async () => {
  expect(remoteRequests).toBe(0);
  const text = withThingSchema({ $ref: `${remoteUrl()}#/A` });
  const { status, stderr, seconds, mib } = await runDocument(text, '--allow-references');
  expect(remoteRequests).toBe(1);
  expect(status).toBe(2);
  expect(stderr).toMatch(/larger than 10 MiB/);
  expect(seconds).toBeLessThan(60);
  expect(mib).toBeLessThan(1024);
});
