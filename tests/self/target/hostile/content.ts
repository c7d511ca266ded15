import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { ReplyRow } from './hostile-server.ts';
import { mib, whole } from './raw-http.ts';

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

/** Servers whose bodies are not what they seem. */
export const content: readonly ReplyRow[] = [
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
];
