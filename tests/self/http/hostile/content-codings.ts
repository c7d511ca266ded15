import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { ReplyServer } from './hostile-server.ts';
import { formatResponse, mib } from './raw-http.ts';

/** Compressed when first used, with fast settings, because only the decompressed size matters. */
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

function once<T>(create: () => T): () => T {
  let created: { value: T } | undefined;
  return () => {
    created ??= { value: create() };
    return created.value;
  };
}

const formatEncoded = (body: Buffer | string, coding: string): Buffer =>
  formatResponse(body, { 'content-encoding': coding });
const encodingFailure = { failure: 'encoding', answered: true } as const;
const smallGzip = gzipSync('{"token":"abcdefgh"}');

/** Servers with invalid content codings and decompression bombs. */
export const contentCodings: readonly ReplyServer[] = [
  [
    'gzip-bomb',
    'sends a small gzip body that decompresses to 64 MiB',
    encodingFailure,
    (socket) => socket.write(formatEncoded(bombs.gzip(), 'gzip')),
  ],
  [
    'brotli-bomb',
    'sends a tiny brotli body that decompresses to 64 MiB',
    encodingFailure,
    (socket) => socket.write(formatEncoded(bombs.br(), 'br')),
  ],
  [
    'deflate-bomb',
    'sends a small deflate body that decompresses to 64 MiB',
    encodingFailure,
    (socket) => socket.write(formatEncoded(bombs.deflate(), 'deflate')),
  ],
  [
    'raw-deflate-bomb',
    'sends a small raw deflate body that decompresses to 64 MiB',
    encodingFailure,
    (socket) => socket.write(formatEncoded(bombs.raw(), 'deflate')),
  ],
  [
    'layered-bomb',
    'sends 64 MiB in three layers of gzip',
    encodingFailure,
    (socket) => socket.write(formatEncoded(bombs.layers(), 'gzip, gzip, gzip')),
  ],
  [
    'bomb-of-members',
    'sends 64 gzip members of 1 MiB each',
    encodingFailure,
    (socket) => socket.write(formatEncoded(bombs.members(), 'gzip')),
  ],
  [
    'nested-gzip',
    'lists twenty content codings',
    encodingFailure,
    (socket) => socket.write(formatEncoded('x', Array(20).fill('gzip').join(', '))),
  ],
  [
    'broken-gzip',
    'declares gzip and sends a plain body',
    encodingFailure,
    (socket) => socket.write(formatEncoded('{}', 'gzip')),
  ],
  [
    'cut-gzip',
    'sends a truncated gzip body',
    encodingFailure,
    (socket) => socket.write(formatEncoded(smallGzip.subarray(0, 20), 'gzip')),
  ],
  [
    'wrong-checksum',
    'sends a gzip body with a wrong checksum',
    encodingFailure,
    (socket) =>
      socket.write(formatEncoded(Buffer.concat([smallGzip.subarray(0, -8), Buffer.alloc(8, 1)]), 'gzip')),
  ],
  [
    'empty-gzip',
    'declares gzip and sends an empty body',
    { status: 201 },
    (socket) => socket.write(formatEncoded('', 'gzip')),
  ],
  [
    'unknown-coding',
    'declares an unknown content coding',
    encodingFailure,
    (socket) => socket.write(formatEncoded('{}', 'constructor')),
  ],
  [
    'zstd',
    'sends zstd, which the request does not accept',
    encodingFailure,
    (socket) => socket.write(formatEncoded(Buffer.from('28b52ffd0402110000', 'hex'), 'zstd')),
  ],
];
