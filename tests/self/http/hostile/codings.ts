import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ReplyRow } from './hostile-server.ts';
import { mib, whole } from './raw-http.ts';

/** Made once, when first asked for, and quickly: only what they unfold to counts. */
const bombs = {
  gzip: once(() => gzipSync(Buffer.alloc(64 * mib), { level: 1 })),
  br: once(() =>
    brotliCompressSync(Buffer.alloc(64 * mib), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  ),
  deflate: once(() => deflateSync(Buffer.alloc(64 * mib), { level: 1 })),
  raw: once(() => deflateRawSync(Buffer.alloc(64 * mib), { level: 1 })),
  layers: once(() => gzipSync(gzipSync(gzipSync(Buffer.alloc(64 * mib))))),
  members: once(() => Buffer.concat(Array(64).fill(gzipSync(Buffer.alloc(mib), { level: 1 })))),
};

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const coded = (body: Buffer | string, coding: string): Buffer => whole(body, { 'content-encoding': coding });
const broken = { failure: 'encoding', answered: true } as const;
const small = gzipSync('{"token":"abcdefgh"}');

/** Servers whose bodies are coded in a way that is wrong, or meant to hurt. */
export const codings: readonly ReplyRow[] = [
  [
    'gzip-bomb',
    'sends a small gzip body that unfolds to 64 MiB',
    broken,
    (socket) => socket.write(coded(bombs.gzip(), 'gzip')),
  ],
  [
    'brotli-bomb',
    'sends a tiny brotli body that unfolds to 64 MiB',
    broken,
    (socket) => socket.write(coded(bombs.br(), 'br')),
  ],
  [
    'deflate-bomb',
    'sends a small deflate body that unfolds to 64 MiB',
    broken,
    (socket) => socket.write(coded(bombs.deflate(), 'deflate')),
  ],
  [
    'raw-deflate-bomb',
    'sends a small bare deflate body that unfolds to 64 MiB',
    broken,
    (socket) => socket.write(coded(bombs.raw(), 'deflate')),
  ],
  [
    'layered-bomb',
    'sends 64 MiB in three layers of gzip',
    broken,
    (socket) => socket.write(coded(bombs.layers(), 'gzip, gzip, gzip')),
  ],
  [
    'bomb-of-members',
    'sends 64 gzip members of 1 MiB each',
    broken,
    (socket) => socket.write(coded(bombs.members(), 'gzip')),
  ],
  [
    'nested-gzip',
    'names twenty content codings',
    broken,
    (socket) => socket.write(coded('x', Array(20).fill('gzip').join(', '))),
  ],
  ['broken-gzip', 'calls a plain body gzip', broken, (socket) => socket.write(coded('{}', 'gzip'))],
  [
    'cut-gzip',
    'sends half of a gzip body',
    broken,
    (socket) => socket.write(coded(small.subarray(0, 20), 'gzip')),
  ],
  [
    'wrong-checksum',
    'sends gzip with a wrong checksum',
    broken,
    (socket) => socket.write(coded(Buffer.concat([small.subarray(0, -8), Buffer.alloc(8, 1)]), 'gzip')),
  ],
  ['empty-gzip', 'calls an empty body gzip', { status: 201 }, (socket) => socket.write(coded('', 'gzip'))],
  [
    'unknown-coding',
    'names a content coding that nobody knows',
    broken,
    (socket) => socket.write(coded('{}', 'constructor')),
  ],
  [
    'zstd',
    'sends zstd, which was not asked for',
    broken,
    (socket) => socket.write(coded(Buffer.from('28b52ffd0402110000', 'hex'), 'zstd')),
  ],
];
