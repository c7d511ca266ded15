import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What must never be said again, whoever said it. */
export const secrets = {
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
export const guises: readonly [name: string, of: (secret: string) => string][] = [
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

/** An answer that hands out a session. */
const issued = JSON.stringify({
  token: secrets.session,
  customer_portal_url: `https://polar.example/portal?customer_session_token=${secrets.session}&email=a`,
});

/** One way for a secret back to the client. */
export interface Path {
  name: string;
  said: string;
  answer(response: ServerResponse, said: string): void;
}

/** Each place in each guise with one of the secrets in turn; all of them with `CONFORMANCE_SELF_ALL`. */
export const paths: readonly Path[] = guises.flatMap(([guise, of], turn) =>
  Object.entries(secrets).flatMap(([name, secret], which) =>
    places.flatMap(([place, answer], nth) =>
      process.env.CONFORMANCE_SELF_ALL || (turn + nth) % 5 === which
        ? [{ name: `${name} ${guise} in ${place}`, answer, said: of(secret) }]
        : [],
    ),
  ),
);

/** What of a secret may be said: its public beginning, and no 16 characters on end of the rest. */
export function leaksIn(text: string): string[] {
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

/** A server that hands out a session and a cookie, and from then on says secrets again, each way in turn. */
export async function indiscreetServer(): Promise<{ url: string; said: ReadonlySet<string>; close(): void }> {
  const said = new Set<string>();
  let asked = 0;
  const server = createServer((request, response) => {
    const path = paths[Math.max(0, asked - 3) % paths.length];
    asked += 1;
    request.resume().on('end', () => {
      if (asked <= 3) {
        response.writeHead(201, { ...json, 'set-cookie': `s=${secrets.cookie}; HttpOnly` }).end(issued);
        return;
      }
      said.add(path?.name ?? '');
      path?.answer(response, path.said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, said, close };
}

/** The names of the files below a folder that hold a secret, and how many there are in all. */
export function leakyFiles(folder: string): { leaky: string[]; count: number } {
  const all = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  const files = all.filter((file) => statSync(file).isFile());
  return {
    leaky: files.filter((file) => leaksIn(readFileSync(file, 'utf8')).length > 0),
    count: files.length,
  };
}
