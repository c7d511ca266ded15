import type { Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FailureKind } from '../../../spec/message.ts';
import {
  freePort,
  type Listening,
  listenRaw,
  listenWithoutCertificate,
  nowhere,
  type Reply,
} from './listening.ts';

/** What a client must make of a server: a failure, an answer that no strict reader reads, or a plain answer. */
export type Expected =
  | { failure: FailureKind; answered: boolean }
  | { unreadable: string }
  | { status: number };

/** A broken or hostile server. */
export interface HostileServer {
  id: string;
  /** What it does, as a fact. */
  says: string;
  listen(): Promise<Listening>;
  expected: Expected;
}

const mib = 1024 * 1024;

const head = (headers: Record<string, string | number>, status = '201 Created'): string =>
  `HTTP/1.1 ${status}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

const whole = (body: string | Buffer, headers: Record<string, string> = {}, status?: string): Buffer =>
  Buffer.concat([
    Buffer.from(
      head(
        { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) },
        status,
      ),
    ),
    Buffer.from(body),
  ]);

/** Writes the same again and again, as fast as it is read, until the other side goes. */
function flood(socket: Socket, bytes: Buffer | string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(bytes));
    if (!socket.destroyed) socket.once('drain', more);
  };
  more();
}

/** Writes a byte now and then, until the other side goes. */
function drip(socket: Socket, byte: string): void {
  const timer = setInterval(() => socket.write(byte), 20);
  socket.once('close', () => clearInterval(timer));
}

const chunked = { 'transfer-encoding': 'chunked', 'content-type': 'application/json' };
/** Made once, when first asked for, and quickly: only what they unfold to counts. */
const bombs = {
  gzip: once(() => gzipSync(Buffer.alloc(64 * mib), { level: 1 })),
  br: once(() =>
    brotliCompressSync(Buffer.alloc(64 * mib), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  ),
};

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const timeout = (phase: 'headers' | 'body', answered: boolean): Expected => ({
  failure: `${phase} timeout`,
  answered,
});
const protocol: Expected = { failure: 'protocol', answered: true };
const reset = (answered: boolean): Expected => ({ failure: 'reset', answered });

const rows: readonly (readonly [id: string, says: string, expected: Expected, reply: Reply])[] = [
  ['silent', 'never answers', timeout('headers', false), () => {}],
  [
    'headers-then-silence',
    'sends its headers and no body',
    timeout('body', true),
    (socket) => socket.write(head({ 'content-length': 10 })),
  ],
  [
    'dripping-body',
    'sends a byte of the body now and then',
    timeout('body', true),
    (socket) => {
      socket.write(head({ 'content-length': 1_000_000 }));
      drip(socket, ' ');
    },
  ],
  [
    'dripping-headers',
    'sends a byte of the headers now and then',
    timeout('headers', true),
    (socket) => {
      socket.write('HTTP/1.1 201 Created\r\nx: ');
      drip(socket, 'x');
    },
  ],
  [
    'endless-body',
    'sends chunks without end',
    { failure: 'too large', answered: true },
    (socket) => {
      socket.write(head(chunked));
      flood(socket, `10000\r\n${' '.repeat(65536)}\r\n`);
    },
  ],
  [
    'endless-body-until-close',
    'sends a body of unknown length without end',
    { failure: 'too large', answered: true },
    (socket) => {
      socket.write(head({ connection: 'close' }));
      flood(socket, ' '.repeat(65536));
    },
  ],
  [
    'huge-body',
    'announces and sends a gigabyte',
    { failure: 'too large', answered: true },
    (socket) => {
      socket.write(head({ 'content-length': 1024 * mib }));
      flood(socket, ' '.repeat(65536));
    },
  ],
  [
    'gzip-bomb',
    'sends a small gzip body that unfolds to 64 MiB',
    { failure: 'encoding', answered: true },
    (socket) => socket.write(whole(bombs.gzip(), { 'content-encoding': 'gzip' })),
  ],
  [
    'brotli-bomb',
    'sends a tiny brotli body that unfolds to 64 MiB',
    { failure: 'encoding', answered: true },
    (socket) => socket.write(whole(bombs.br(), { 'content-encoding': 'br' })),
  ],
  [
    'nested-gzip',
    'names twenty content codings',
    { failure: 'encoding', answered: true },
    (socket) => socket.write(whole('x', { 'content-encoding': Array(20).fill('gzip').join(', ') })),
  ],
  [
    'broken-gzip',
    'calls a plain body gzip',
    { failure: 'encoding', answered: true },
    (socket) => socket.write(whole('{}', { 'content-encoding': 'gzip' })),
  ],
  [
    'cut-gzip',
    'sends half of a gzip body',
    { failure: 'encoding', answered: true },
    (socket) =>
      socket.write(whole(gzipSync('{"token":"abcdefgh"}').subarray(0, 20), { 'content-encoding': 'gzip' })),
  ],
  [
    'unknown-coding',
    'names a content coding that nobody knows',
    { failure: 'encoding', answered: true },
    (socket) => socket.write(whole('{}', { 'content-encoding': 'constructor' })),
  ],
  [
    'short-body',
    'sends less than announced and closes',
    reset(true),
    (socket) => socket.end(`${head({ 'content-length': 100 })}{}`),
  ],
  [
    'short-last-body',
    'sends less than announced on a connection that ends',
    protocol,
    (socket) => socket.end(`${head({ 'content-length': 100, connection: 'close' })}{}`),
  ],
  [
    'long-body',
    'sends more than announced',
    protocol,
    (socket) => socket.write(Buffer.concat([whole('{}'), Buffer.from('{"more":true}')])),
  ],
  [
    'two-answers',
    'answers twice',
    protocol,
    (socket) => socket.write(Buffer.concat([whole('{}'), whole('{}')])),
  ],
  [
    'broken-chunk',
    'sends a chunk without size',
    protocol,
    (socket) => socket.write(`${head(chunked)}zz\r\n{}\r\n0\r\n\r\n`),
  ],
  [
    'wrong-chunk-size',
    'sends a chunk longer than its size',
    protocol,
    (socket) => socket.write(`${head(chunked)}2\r\n{"a":1}\r\n0\r\n\r\n`),
  ],
  [
    'cut-chunks',
    'closes before the last chunk',
    reset(true),
    (socket) => socket.end(`${head(chunked)}2\r\n{}\r\n`),
  ],
  [
    'two-lengths',
    'announces two different lengths',
    protocol,
    (socket) => socket.write('HTTP/1.1 201 Created\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} '),
  ],
  [
    'length-and-chunks',
    'announces a length and chunks',
    protocol,
    (socket) => socket.write(`${head({ ...chunked, 'content-length': 2 })}2\r\n{}\r\n0\r\n\r\n`),
  ],
  [
    'negative-length',
    'announces a negative length',
    protocol,
    (socket) => socket.write(head({ 'content-length': -1 })),
  ],
  [
    'reset-in-body',
    'resets the connection in mid-body',
    reset(true),
    (socket) =>
      socket.write(`${head({ 'content-length': 100 })}{}`, () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      ),
  ],
  ['reset-at-once', 'resets the connection on a request', reset(false), (socket) => socket.resetAndDestroy()],
  ['closed', 'closes without an answer', reset(false), (socket) => socket.end()],
  ['cut-status-line', 'closes within the status line', reset(true), (socket) => socket.end('HTTP/1.1 2')],
  [
    'not-json',
    'sends a body that is no JSON',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('{"a":')),
  ],
  ['nan', 'sends NaN', { unreadable: 'not JSON' }, (socket) => socket.write(whole('{"a":NaN}'))],
  [
    'infinity',
    'sends Infinity',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('{"a":-Infinity}')),
  ],
  [
    'invalid-utf-8',
    'sends bytes that are no UTF-8',
    { unreadable: 'invalid UTF-8' },
    (socket) => socket.write(whole(Buffer.from([0x22, 0xc3, 0x28, 0x22]))),
  ],
  [
    'byte-order-mark',
    'begins its JSON with a byte order mark',
    { unreadable: 'begins with a byte order mark' },
    (socket) => socket.write(whole('\uFEFF{}')),
  ],
  [
    'utf-16',
    'sends JSON in UTF-16',
    { unreadable: 'invalid UTF-8' },
    (socket) => socket.write(whole(Buffer.from('\uFEFF{"a":1}', 'utf16le'))),
  ],
  [
    'deep-arrays',
    'sends arrays nested 100,000 deep',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(whole('['.repeat(100_000) + ']'.repeat(100_000))),
  ],
  [
    'deep-objects',
    'sends objects nested 100,000 deep',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(whole(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)),
  ],
  [
    'proto',
    'sends __proto__ and constructor as names',
    { status: 201 },
    (socket) => socket.write(whole('{"__proto__":{"token":"polluted"},"constructor":{"prototype":{}}}')),
  ],
  [
    'duplicates',
    'sends a name twice',
    { status: 201 },
    (socket) => socket.write(whole('{"id":1,"\\u0069d":2}')),
  ],
  [
    'thousands-of-headers',
    'sends thousands of headers',
    protocol,
    (socket) =>
      socket.write(head(Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`x-${index}`, 'y'])))),
  ],
  [
    'endless-headers',
    'sends headers without end',
    protocol,
    (socket) => {
      socket.write('HTTP/1.1 201 Created\r\n');
      flood(socket, `x: ${'y'.repeat(1000)}\r\n`);
    },
  ],
  [
    'endless-header',
    'sends a header field without end',
    protocol,
    (socket) => {
      socket.write('HTTP/1.1 201 Created\r\nx: ');
      flood(socket, 'y'.repeat(1000));
    },
  ],
  [
    'bad-header',
    'sends a header field without a colon',
    protocol,
    (socket) => socket.write('HTTP/1.1 201 Created\r\nno colon here\r\n\r\n'),
  ],
  [
    'endless-interim',
    'sends 103 without end',
    protocol,
    (socket) => flood(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  ],
  [
    'one-interim',
    'sends 103 before its answer',
    { status: 201 },
    (socket) => socket.write(Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'), whole('{}')])),
  ],
  [
    'unasked-continue',
    'sends 100 that was not asked for',
    { failure: 'protocol', answered: false },
    (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
  ],
  [
    'unasked-upgrade',
    'switches protocols',
    protocol,
    (socket) =>
      socket.write(head({ connection: 'upgrade', upgrade: 'websocket' }, '101 Switching Protocols')),
  ],
  [
    'redirect-to-itself',
    'redirects to itself',
    { status: 307 },
    (socket) => socket.write(whole('', { location: '/v1/things/' }, '307 Temporary Redirect')),
  ],
  [
    'redirect-elsewhere',
    'redirects to another origin',
    { status: 308 },
    (socket) =>
      socket.write(whole('', { location: 'https://example.com/v1/things/' }, '308 Permanent Redirect')),
  ],
  [
    'redirect-to-file',
    'redirects to another scheme',
    { status: 302 },
    (socket) => socket.write(whole('', { location: 'file:///etc/passwd' }, '302 Found')),
  ],
  [
    'ssh',
    'speaks another protocol',
    { failure: 'protocol', answered: false },
    (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
  ],
  [
    'smtp',
    'greets as a mail server',
    { failure: 'protocol', answered: false },
    (socket) => socket.write('220 mail.example ESMTP\r\n'),
  ],
  [
    'http-9',
    'answers in a version that does not exist',
    protocol,
    (socket) => socket.write('HTTP/9.7 201 Created\r\n\r\n'),
  ],
  ['status-word', 'sends a word for a status', protocol, (socket) => socket.write('HTTP/1.1 yes\r\n\r\n')],
];

const unreachable: readonly HostileServer[] = [
  {
    id: 'never-reads',
    says: 'accepts and never reads',
    expected: timeout('headers', false),
    listen: () => listenRaw(() => {}, { reads: false }),
  },
  {
    id: 'plain-on-tls',
    says: 'speaks plain http where TLS is expected',
    expected: { failure: 'tls', answered: false },
    listen: () => listenRaw((socket) => socket.end(whole('{}')), { scheme: 'https' }),
  },
  {
    id: 'no-certificate',
    says: 'has no certificate',
    expected: { failure: 'tls', answered: false },
    listen: listenWithoutCertificate,
  },
  {
    id: 'closes-in-handshake',
    says: 'closes while TLS is set up',
    expected: { failure: 'tls', answered: false },
    listen: () => listenRaw((socket) => socket.end(), { scheme: 'https' }),
  },
  {
    id: 'silent-in-handshake',
    says: 'never answers the TLS handshake',
    expected: { failure: 'connect timeout', answered: false },
    listen: () => listenRaw(() => {}, { scheme: 'https' }),
  },
  {
    id: 'no-name',
    says: 'has a name that does not resolve',
    expected: { failure: 'dns', answered: false },
    listen: () => nowhere('http://polar.invalid'),
  },
  {
    id: 'refused',
    says: 'does not listen',
    expected: { failure: 'refused', answered: false },
    listen: async () => nowhere(`http://127.0.0.1:${await freePort()}`),
  },
];

/** Every hostile server; self-tests of the client and of whole runs are driven by this table. */
export const hostileServers: readonly HostileServer[] = [
  ...rows.map(([id, says, expected, reply]) => ({ id, says, expected, listen: () => listenRaw(reply) })),
  ...unreachable,
];
