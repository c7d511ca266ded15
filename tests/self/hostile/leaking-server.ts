import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Secrets that no output may contain, even if the server echoes them. */
export const secrets = {
  access: 'polar_oat_Qm4wXz7pLr2tVb9nKc5sHd8fGj3yEa6uWi1oT0qM',
  unscoped: 'polar_oat_zN8vBx3cMk6jHg1fDs4aPq9wOe7rIt2yUl5QnZb0',
  session: 'polar_mst_Tb5gYh8nUj2mIk7oLp4qAz1wSx6eDc3rFvRtGyHu',
  header: 'Zx9cVb2nMq7wEr4tYu1iOp6aSd3fGh8jKl5',
  cookie: 'Hj6kLp3oIu8yTr1eWq4aZs7xDc2vFb5gNm9',
};

const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0');
const mapChars = (text: string, map: (char: string) => string): string => [...text].map(map).join('');
const base64 = (text: string, encoding: 'base64' | 'base64url' = 'base64'): string =>
  Buffer.from(text).toString(encoding);

/** Encodings in which the server echoes a secret. */
export const encodings: readonly [name: string, encode: (secret: string) => string][] = [
  ['plain', (secret) => secret],
  ['with a Bearer prefix', (secret) => `Bearer ${secret}`],
  ['JSON-escaped', (secret) => mapChars(secret, (char) => `\\u00${hex(char)}`)],
  ['percent-encoded', (secret) => mapChars(secret, (char) => `%${hex(char)}`)],
  ['percent-encoded twice', (secret) => mapChars(secret, (char) => `%25${hex(char)}`)],
  ['HTML-escaped', (secret) => mapChars(secret, (char) => `&#x${hex(char)};`)],
  ['base64', (secret) => base64(secret)],
  ['base64 of Basic credentials', (secret) => base64(`${secret}:`)],
  ['base64url after one byte', (secret) => base64(`:${secret}`, 'base64url')],
  ['first half', (secret) => secret.slice(0, 28)],
  ['second half', (secret) => secret.slice(-24)],
  ['without its last character', (secret) => secret.slice(0, -1)],
  ['with an additional character', (secret) => `${secret}x`],
  ['within a longer word', (secret) => `xx${secret}yy`],
];

const json = { 'content-type': 'application/json' };
const detail = (text: string): string =>
  `{"detail":[{"loc":["body"],"msg":"${text}","type":"x","input":"${text}"}]}`;

/** The parts of a response that contain the secret. */
const responseParts: readonly [name: string, respond: (response: ServerResponse, text: string) => void][] = [
  ['msg', (response, text) => response.writeHead(422, json).end(detail(text))],
  ['a property name', (response, text) => response.writeHead(201, json).end(`{"${text}":1}`)],
  [
    'plain text',
    (response, text) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`no: ${text}`),
  ],
  [
    'HTML',
    (response, text) => response.writeHead(502, { 'content-type': 'text/html' }).end(`<b>${text}</b>`),
  ],
  ['broken JSON', (response, text) => response.writeHead(422, json).end(`{"detail":"${text}`)],
  ['a header field', (response, text) => response.writeHead(401, { ...json, 'x-debug': text }).end('{}')],
  [
    'a challenge',
    (response, text) => response.writeHead(401, { 'www-authenticate': `Bearer realm="${text}"` }).end(),
  ],
  [
    'a redirect',
    (response, text) => response.writeHead(307, { location: `https://a.example/?t=${text}` }).end(),
  ],
  ['a cookie', (response, text) => response.writeHead(200, { 'set-cookie': `t=${text}; Path=/` }).end()],
  [
    'a content type',
    (response, text) => response.writeHead(200, { 'content-type': `text/${text}` }).end('x'),
  ],
  ['a reason phrase', (response, text) => response.writeHead(403, text).end('{}')],
  ['a content coding', (response, text) => response.writeHead(200, { 'content-encoding': text }).end('x')],
  [
    'Content-Length',
    (response, text) => response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text}\r\n\r\n`),
  ],
  [
    'a chunk size',
    (response, text) =>
      response.socket?.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${text}\r\n`),
  ],
  ['a greeting instead of HTTP', (response, text) => response.socket?.end(`${text}\r\n`)],
  [
    'a truncated body',
    (response, text) => response.socket?.end(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${text}`),
  ],
];

/** Body of a response that creates a session. */
const sessionBody = JSON.stringify({
  token: secrets.session,
  customer_portal_url: `https://polar.example/portal?customer_session_token=${secrets.session}&email=a`,
});

/** A response that leaks a secret in one encoding and one part. */
export interface Leak {
  name: string;
  text: string;
  respond(response: ServerResponse, text: string): void;
}

/**
 * Every response part with every encoding. Each pair leaks one of the secrets in turn; with `CONFORMANCE_SELF_ALL`, all
 * of them.
 */
export const leaks: readonly Leak[] = encodings.flatMap(([encoding, encode], encodingIndex) =>
  Object.entries(secrets).flatMap(([name, secret], secretIndex) =>
    responseParts.flatMap(([part, respond], partIndex) =>
      process.env.CONFORMANCE_SELF_ALL || (encodingIndex + partIndex) % 5 === secretIndex
        ? [{ name: `${name} ${encoding} in ${part}`, respond, text: encode(secret) }]
        : [],
    ),
  ),
);

/**
 * Returns the names of the secrets of which the text contains 16 consecutive characters after the public prefix, in any
 * common encoding.
 */
export function findLeakedSecrets(text: string): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const hidden = secret.replace(/^polar_..._/, '');
    const parts = Array.from({ length: hidden.length - 15 }, (_, start) => hidden.slice(start, start + 16));
    const encoded = parts.flatMap((part) => encodings.slice(2, 6).map(([, encode]) => encode(part)));
    const inBase64 = parts.flatMap((part) =>
      [0, 1, 2].map((shift) => base64(`${'x'.repeat(shift)}${part}`).slice(4, 20)),
    );
    return [...parts, ...encoded, ...inBase64].some((part) => text.includes(part)) ? [name] : [];
  });
}

/** Starts a server that issues a session and a cookie to three requests, and then sends all leaks in turn. */
export async function startLeakingServer(): Promise<{
  url: string;
  sentLeaks: ReadonlySet<string>;
  close(): void;
}> {
  const sentLeaks = new Set<string>();
  let count = 0;
  const server = createServer((request, response) => {
    const leak = leaks[Math.max(0, count - 3) % leaks.length];
    count += 1;
    request.resume().on('end', () => {
      if (count <= 3) {
        response.writeHead(201, { ...json, 'set-cookie': `s=${secrets.cookie}; HttpOnly` }).end(sessionBody);
        return;
      }
      sentLeaks.add(leak?.name ?? '');
      leak?.respond(response, leak.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address with a port
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, sentLeaks, close };
}

/** Returns the files below a folder that disclose a secret, and the number of all files. */
export function findLeakyFiles(folder: string): { leaky: string[]; count: number } {
  const all = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  const files = all.filter((file) => statSync(file).isFile());
  return {
    leaky: files.filter((file) => findLeakedSecrets(readFileSync(file, 'utf8')).length > 0),
    count: files.length,
  };
}
