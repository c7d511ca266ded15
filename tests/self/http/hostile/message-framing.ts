import { protocolFailure, type ReplyServer, resetFailure } from './hostile-server.ts';
import { chunkedHeaders, formatHead, formatResponse } from './raw-http.ts';

/** Servers with wrong lengths, chunks or trailers (RFC 9112 sections 6 and 7). */
export const messageFraming: readonly ReplyServer[] = [
  [
    'short-body',
    'closes the connection before the announced length of the body',
    resetFailure(true),
    (socket) => socket.end(`${formatHead({ 'content-length': 100 })}{}`),
  ],
  [
    'short-last-body',
    'sends `Connection: close` and a body shorter than Content-Length',
    protocolFailure,
    (socket) => socket.end(`${formatHead({ 'content-length': 100, connection: 'close' })}{}`),
  ],
  [
    'long-body',
    'sends more bytes than Content-Length announces',
    protocolFailure,
    (socket) => socket.write(Buffer.concat([formatResponse('{}'), Buffer.from('{"more":true}')])),
  ],
  [
    'two-answers',
    'sends two responses to one request',
    protocolFailure,
    (socket) => socket.write(Buffer.concat([formatResponse('{}'), formatResponse('{}')])),
  ],
  [
    'two-lengths',
    'sends two Content-Length fields with different values',
    protocolFailure,
    (socket) => socket.write('HTTP/1.1 201 Created\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} '),
  ],
  [
    'length-and-chunks',
    'sends both Content-Length and Transfer-Encoding',
    protocolFailure,
    (socket) => socket.write(`${formatHead({ ...chunkedHeaders, 'content-length': 2 })}2\r\n{}\r\n0\r\n\r\n`),
  ],
  [
    'negative-length',
    'sends a negative Content-Length',
    protocolFailure,
    (socket) => socket.write(formatHead({ 'content-length': -1 })),
  ],
  [
    'huge-length',
    'sends a Content-Length of 40 digits',
    protocolFailure,
    (socket) => socket.write(formatHead({ 'content-length': '9'.repeat(40) })),
  ],
  ...['+2', '0x2', '2 2', '2, 3', '', 'two', '2.0'].map(
    (length): ReplyServer => [
      `length-${length}`,
      `sends a Content-Length of "${length}"`,
      protocolFailure,
      (socket) => socket.write(`${formatHead({ 'content-length': length })}{}`),
    ],
  ),
  [
    'other-coding',
    'sends an unknown transfer coding',
    { status: 201 },
    (socket) => socket.end(`${formatHead({ 'transfer-encoding': 'chunked, constructor' })}{}`),
  ],
  [
    'broken-chunk',
    'sends a chunk with an invalid size',
    protocolFailure,
    (socket) => socket.write(`${formatHead(chunkedHeaders)}zz\r\n{}\r\n0\r\n\r\n`),
  ],
  [
    'wrong-chunk-size',
    'sends a chunk that is longer than its size',
    protocolFailure,
    (socket) => socket.write(`${formatHead(chunkedHeaders)}2\r\n{"a":1}\r\n0\r\n\r\n`),
  ],
  [
    'cut-chunks',
    'closes the connection before the last chunk',
    resetFailure(true),
    (socket) => socket.end(`${formatHead(chunkedHeaders)}2\r\n{}\r\n`),
  ],
  [
    'huge-chunk',
    'sends a chunk size of 40 hexadecimal digits',
    protocolFailure,
    (socket) => socket.write(`${formatHead(chunkedHeaders)}${'f'.repeat(40)}\r\n{}`),
  ],
  [
    'negative-chunk',
    'sends a negative chunk size',
    protocolFailure,
    (socket) => socket.write(`${formatHead(chunkedHeaders)}-2\r\n{}\r\n0\r\n\r\n`),
  ],
  [
    'odd-trailers',
    'sends trailer fields named `__proto__` and `status`',
    { status: 201 },
    (socket) =>
      socket.write(`${formatHead(chunkedHeaders)}2\r\n{}\r\n0\r\n__proto__: x\r\nstatus: 500\r\n\r\n`),
  ],
  [
    'length-in-trailer',
    'sends Content-Length in the trailer section',
    protocolFailure,
    (socket) => socket.write(`${formatHead(chunkedHeaders)}2\r\n{}\r\n0\r\ncontent-length: 7\r\n\r\n`),
  ],
  [
    'body-of-204',
    'sends a body with status 204',
    protocolFailure,
    (socket) => socket.write(formatResponse('{"name":"x"}', {}, '204 No Content')),
  ],
  [
    'body-of-304',
    'sends a body with status 304',
    protocolFailure,
    (socket) => socket.write(formatResponse('{"name":"x"}', {}, '304 Not Modified')),
  ],
];
