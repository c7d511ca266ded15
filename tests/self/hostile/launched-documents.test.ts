import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, newFolder, start } from '../cli/launched.ts';
import { accessToken } from '../http/sample.ts';
import { oneIn } from './one-in.ts';
import { thingsServer, thingsText } from './things.ts';

const peak = pathToFileURL(resolve('bench/peak.mjs')).href;
const secret = 'root-only-line-of-another-file';
const folder = newFolder();
const near = join(folder, 'documents');
let good: Awaited<ReturnType<typeof thingsServer>>;
let asked = 0;
const elsewhere = createServer((_, response) => {
  asked += 1;
  const more = (): void => {
    while (response.write(' '.repeat(65_536)));
    response.once('drain', more);
  };
  more();
});

beforeAll(async () => {
  good = await thingsServer();
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  mkdirSync(near);
  writeFileSync(join(folder, 'secret.yaml'), `A: {description: ${secret}}`);
  symlinkSync(join(folder, 'secret.yaml'), join(near, 'link.yaml'));
});
afterAll(() => {
  good.close();
  elsewhere.close();
  elsewhere.closeAllConnections();
});

/** Where a document might have the suite look. */
const remote = (): string => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/a.json`;

interface Tried extends Ended {
  seconds: number;
  mib: number;
}

/** Runs the suite with a document, as its user would. */
async function tryDocument(text: string | Buffer, ...args: string[]): Promise<Tried> {
  const own = newFolder();
  const peaks = join(own, 'peaks');
  const file = join(near, `${own.split('-').at(-1)}.yaml`);
  writeFileSync(file, text);
  const from = performance.now();
  const env = { POLAR_ACCESS_TOKEN: accessToken, BENCH_PEAKS: peaks, NODE_OPTIONS: `--import=${peak}` };
  const all = [`--contract=${file}`, `--target=${good.url}`, '--seed=1', '--max-requests=60', ...args];
  const ended = await start(all, env).ended;
  const seconds = (performance.now() - from) / 1000;
  const mib = Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number)) / 1024;
  return { ...ended, seconds, mib };
}

/** The document of things, with changes. */
function things(change: (document: ReturnType<typeof JSON.parse>) => void): string {
  const document = JSON.parse(thingsText);
  change(document);
  return JSON.stringify(document);
}
const withThing = (thing: unknown): string =>
  things((document) => {
    document.components.schemas.Thing = thing;
  });
const named = (name: unknown) => ({ type: 'object', required: ['name'], properties: { name } });
const bomb = Array.from({ length: 9 }, (_, i) => `x-${i}: &a${i} [${Array(10).fill(i ? `*a${i - 1}` : 1)}]`);
const noise = Buffer.from(Array.from({ length: 4096 }, (_, nth) => (nth * 7919) % 256));

/** Documents that are refused, and what is said of each. */
const refused: readonly [title: string, text: () => string | Buffer, says: RegExp][] = [
  ['nothing', () => '', /is not an object/],
  ['noise', () => noise, /is not (YAML|an object)/],
  ['JSON that is cut', () => thingsText.slice(0, 300), /is not YAML/],
  ['aliases that explode', () => bomb.join('\n'), /aliases stand for more than 100000 values/],
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
  ['12 MiB', () => `#${'x'.repeat(12 * 1024 * 1024)}`, /longer than 10 MiB/],
  ['OpenAPI 2.0', () => 'swagger: "2.0"\ninfo: {title: t, version: "1"}\npaths: {}', /is Swagger 2\.0/],
  ['a reference to itself', () => withThing({ $ref: '#/components/schemas/Thing' }), /Thing/],
  [
    'a reference to nothing',
    () => withThing({ $ref: '#/components/schemas/Nothing' }),
    /leads? (to nothing|nowhere)/,
  ],
  [
    'a value that cannot be',
    () => withThing(named({ type: 'string', minLength: 5, maxLength: 2 })),
    /no request can be made/,
  ],
  [
    'a reference to another host',
    () => withThing({ $ref: `${remote()}#/A` }),
    /remote references are not allowed/,
  ],
  ['a reference to another folder', () => withThing({ $ref: '../secret.yaml#/A' }), /outside the folder/],
  [
    'a reference to a file of the system',
    () => withThing({ $ref: 'file:///etc/passwd' }),
    /not allowed|outside the folder/,
  ],
  ['a reference by a symbolic link', () => withThing({ $ref: 'link.yaml#/A' }), /outside the folder/],
  ['a reference to a device', () => withThing({ $ref: '/dev/zero' }), /outside the folder/],
  [
    'a server with a password',
    () =>
      things((document) =>
        Object.assign(document, {
          servers: [{ url: 'http://u:p@x.example', 'x-speakeasy-server-id': 'x' }],
          paths: {},
        }),
      ),
    /has no paths|paths/,
  ],
];

describe('a document that is', () => {
  test.concurrent.each(oneIn(4, refused))(
    '%s is refused with what is wrong with it',
    async (_, text, says) => {
      const { status, stdout, stderr, seconds, mib } = await tryDocument(text());
      expect(`${stderr}${stdout}`).toMatch(says);
      expect(`${stderr}${stdout}`).not.toMatch(/^\s+at |The suite itself failed/m);
      expect(`${stderr}${stdout}`).not.toContain(secret);
      expect(status).toBe(2);
      expect(seconds).toBeLessThan(60);
      expect(mib).toBeLessThan(1024);
    },
  );
});

/** Documents that are odd, and run: whatever comes of it, it is a verdict. */
const run: readonly [title: string, text: () => string][] = [
  ['with a pattern of exponential time', () => withThing(named({ type: 'string', pattern: '^(a+)+$' }))],
  ['with a pattern that refers back', () => withThing(named({ type: 'string', pattern: '^(a+)+\\1!$' }))],
  [
    'with a pattern that looks ahead',
    () => withThing(named({ type: 'string', pattern: '^(?=(a+)+b)(a|a?)+$' })),
  ],
  [
    'with a pattern of a million states',
    () => withThing(named({ type: 'string', pattern: '^(a{1000}){1000}$' })),
  ],
  [
    'with names of prototypes',
    () =>
      withThing({
        type: 'object',
        required: ['name', '__proto__', 'constructor'],
        properties: JSON.parse(
          '{"name":{"type":"string"},"__proto__":{"type":"string"},"constructor":{"type":"string"},"toString":{"type":"integer"}}',
        ),
      }),
  ],
  [
    'that contains itself',
    () => withThing(named({ anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Thing' }] })),
  ],
  [
    'with header parameters that are not to be set',
    () =>
      things(({ paths }) => {
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
    'with paths to elsewhere',
    () =>
      things((document) => {
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
    'with terminal commands in its names',
    () =>
      things((document) => {
        document.info.title = '\u001b[31m\u0007</script>\n::error::x';
        document.paths['/v1/things/'].post.operationId = 'a\u001b[2J\n::error::b';
      }),
  ],
];

describe('a document', () => {
  test.concurrent.each(oneIn(4, run))('%s runs to a verdict', async (_, text) => {
    const { status, stdout, stderr, seconds, mib, results } = await tryDocument(text());
    expect(`${stderr}${stdout}`).not.toMatch(/^\s+at |The suite itself failed/m);
    expect(`${stderr}${stdout}`).not.toMatch(/[\u0007\u001b]|^::error::/m);
    expect([0, 1, 2]).toContain(status);
    expect(status === 2 ? `${stderr}${stdout}` : results?.complete).toBeTruthy();
    expect(seconds).toBeLessThan(60);
    expect(mib).toBeLessThan(1024);
  });
});

test('nothing is fetched that was not allowed, and what is allowed is not read without end', async () => {
  expect(asked).toBe(0);
  const text = withThing({ $ref: `${remote()}#/A` });
  const { status, stderr, seconds, mib } = await tryDocument(text, '--allow-references');
  expect(asked).toBe(1);
  expect(status).toBe(2);
  expect(stderr).toMatch(/longer than 10 MiB/);
  expect(seconds).toBeLessThan(60);
  expect(mib).toBeLessThan(1024);
});
