import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { annotations } from '../../../reporters/annotations.ts';
import type { RunRecord } from '../../../reporters/record.ts';
import { summaryText } from '../../../reporters/terminal.ts';
import { writeReports } from '../../../reporters/write.ts';
import { parseOptions } from '../../../target/options.ts';
import { runConformance } from '../../conformance/run.ts';

const secrets = {
  access: 'polar_oat_Qm4wXz7pLr2tVb9nKc5sHd8fGj3yEa6uWi1oT0qM',
  unscoped: 'polar_oat_zN8vBx3cMk6jHg1fDs4aPq9wOe7rIt2yUl5QnZb0',
  session: 'polar_mst_Tb5gYh8nUj2mIk7oLp4qAz1wSx6eDc3rFvRtGyHu',
  header: 'Zx9cVb2nMq7wEr4tYu1iOp6aSd3fGh8jKl5',
  cookie: 'Hj6kLp3oIu8yTr1eWq4aZs7xDc2vFb5gNm9',
};

const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0');
const each = (text: string, map: (char: string) => string): string => [...text].map(map).join('');
const base64 = (text: string, encoding: 'base64' | 'base64url' = 'base64'): string =>
  Buffer.from(text).toString(encoding);

/** In which guise a secret comes back. */
const guises: readonly [name: string, of: (secret: string) => string][] = [
  ['plain', (secret) => secret],
  ['after Bearer', (secret) => `Bearer ${secret}`],
  ['JSON-escaped', (secret) => each(secret, (char) => `\\u00${hex(char)}`)],
  ['percent-encoded', (secret) => each(secret, (char) => `%${hex(char)}`)],
  ['percent-encoded twice', (secret) => each(secret, (char) => `%25${hex(char)}`)],
  ['as HTML references', (secret) => each(secret, (char) => `&#x${hex(char)};`)],
  ['in base64', (secret) => base64(secret)],
  ['in base64 of Basic', (secret) => base64(`${secret}:`)],
  ['in base64url behind a byte', (secret) => base64(`:${secret}`, 'base64url')],
  ['its first half', (secret) => secret.slice(0, 28)],
  ['its second half', (secret) => secret.slice(-24)],
  ['without its last character', (secret) => secret.slice(0, -1)],
  ['with one character more', (secret) => `${secret}x`],
  ['in another word', (secret) => `xx${secret}yy`],
];

const json = { 'content-type': 'application/json' };
const detail = (text: string): string =>
  `{"detail":[{"loc":["body"],"msg":"${text}","type":"x","input":"${text}"}]}`;

/** Where an answer says it. */
const places: readonly [name: string, answer: (response: ServerResponse, said: string) => void][] = [
  ['a message', (response, said) => response.writeHead(422, json).end(detail(said))],
  ['a name', (response, said) => response.writeHead(201, json).end(`{"${said}":1}`)],
  [
    'a text',
    (response, said) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`no: ${said}`),
  ],
  [
    'a page',
    (response, said) => response.writeHead(502, { 'content-type': 'text/html' }).end(`<b>${said}</b>`),
  ],
  ['broken JSON', (response, said) => response.writeHead(422, json).end(`{"detail":"${said}`)],
  ['a header', (response, said) => response.writeHead(401, { ...json, 'x-debug': said }).end('{}')],
  [
    'a challenge',
    (response, said) => response.writeHead(401, { 'www-authenticate': `Bearer realm="${said}"` }).end(),
  ],
  [
    'a redirect',
    (response, said) => response.writeHead(307, { location: `https://a.example/?t=${said}` }).end(),
  ],
  ['a cookie', (response, said) => response.writeHead(200, { 'set-cookie': `t=${said}; Path=/` }).end()],
  [
    'a content type',
    (response, said) => response.writeHead(200, { 'content-type': `text/${said}` }).end('x'),
  ],
  ['a status text', (response, said) => response.writeHead(403, said).end('{}')],
  ['a content coding', (response, said) => response.writeHead(200, { 'content-encoding': said }).end('x')],
  [
    'a length',
    (response, said) => response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: ${said}\r\n\r\n`),
  ],
  [
    'a chunk',
    (response, said) =>
      response.socket?.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${said}\r\n`),
  ],
  ['a greeting', (response, said) => response.socket?.end(`${said}\r\n`)],
  [
    'a cut body',
    (response, said) => response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${said}`),
  ],
];

const issued = JSON.stringify({
  token: secrets.session,
  customer_portal_url: `https://polar.example/portal?customer_session_token=${secrets.session}&email=a`,
});

/** Cookies are masked where they are set: no request carries one, so nothing else can say it again. */
const { cookie: _, ...known } = secrets;

/** Each place in each guise with one of the secrets in turn; all of them with `CONFORMANCE_SELF_ALL`. */
const paths = guises.flatMap(([guise, of], turn) =>
  Object.entries(known).flatMap(([name, secret], which) =>
    places.flatMap(([place, answer], nth) =>
      process.env.CONFORMANCE_SELF_ALL || (turn + nth) % 4 === which
        ? [{ name: `${name} ${guise} in ${place}`, answer, said: of(secret) }]
        : [],
    ),
  ),
);

/** What of a secret may be said: its public beginning, and no 16 characters on end of the rest. */
function leaksIn(text: string): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const own = secret.replace(/^polar_..._/, '');
    const parts = Array.from({ length: own.length - 15 }, (_, at) => own.slice(at, at + 16));
    const spellings = parts.flatMap((part) => guises.slice(2, 6).map(([, of]) => of(part)));
    const inBase64 = parts.flatMap((part) =>
      [0, 1, 2].map((at) => base64(`${'x'.repeat(at)}${part}`).slice(4, 20)),
    );
    return [...parts, ...spellings, ...inBase64].some((one) => text.includes(one)) ? [name] : [];
  });
}

describe('a server that says secrets again', () => {
  let server: Server;
  let record: RunRecord;
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const said = new Set<string>();

  beforeAll(async () => {
    let asked = 0;
    server = createServer((request, response) => {
      const path = paths[Math.max(0, asked - 3) % paths.length];
      asked += 1;
      request.resume().on('end', () => {
        if (asked <= 3) {
          response.writeHead(201, { ...json, 'set-cookie': `s=${secrets.cookie}` }).end(issued);
          return;
        }
        said.add(path?.name ?? '');
        path?.answer(response, path.said);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
    const options = parseOptions(
      [
        '--seed=1',
        `--target=http://127.0.0.1:${port}`,
        `--max-requests=${paths.length + 300}`,
        '--max-seconds=40',
        `--header=X-Key: ${secrets.header}`,
      ],
      {},
    );
    record = await runConformance(options, {
      POLAR_ACCESS_TOKEN: secrets.access,
      POLAR_UNSCOPED_ACCESS_TOKEN: secrets.unscoped,
    });
    await writeReports(record, folder);
  }, 60_000);
  afterAll(() => server.close());

  test('has said each of them in every guise and place', () => {
    expect(paths.filter(({ name }) => !said.has(name)).map(({ name }) => name)).toEqual([]);
  });

  test('finds none of them in the record, which reports are made of', () => {
    const texts = record.exchanges.map((exchange) => JSON.stringify(exchange));
    expect(
      texts.flatMap((text) => leaksIn(text).map((name) => `${name}: ${text.slice(0, 3000)}`)).slice(0, 3),
    ).toEqual([]);
    expect(leaksIn(JSON.stringify(record))).toEqual([]);
  });

  test('finds none of them in any file', () => {
    const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
    const written = files.filter((file) => statSync(file).isFile());
    expect(written.length).toBeGreaterThan(8);
    expect(written.filter((file) => leaksIn(readFileSync(file, 'utf8')).length > 0)).toEqual([]);
  });

  test('finds none of them on the screen, nor in annotations', () => {
    const screen = { color: false, columns: 100, rows: 1000 };
    expect(leaksIn(`${summaryText(record, screen)}${annotations(record)}`)).toEqual([]);
  });
});

test('a leak would be seen', () => {
  for (const [guise, of] of guises.slice(0, 12))
    expect(leaksIn(`"${of(secrets.access)}"`), guise).toEqual(['access']);
});
