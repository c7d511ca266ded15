import { protocolFailure, type ReplyServer, timeoutFailure } from './hostile-server.ts';
import { chunkedHeaders, drip, flood, formatHead, formatResponse, mib } from './raw-http.ts';

/** Servers that stop responding, respond slowly or respond endlessly. */
export const stallsAndFloods: readonly ReplyServer[] = [
  ['silent', 'never responds', timeoutFailure('headers', false), () => {}],
  [
    'headers-then-silence',
    'sends a response header and no body',
    timeoutFailure('body', true),
    (socket) => socket.write(formatHead({ 'content-length': 10 })),
  ],
  [
    'dripping-body',
    'sends the body one byte at a time',
    timeoutFailure('body', true),
    (socket) => {
      socket.write(formatHead({ 'content-length': 1_000_000 }));
      drip(socket, ' ');
    },
  ],
  [
    'dripping-headers',
    'sends a header field one byte at a time',
    timeoutFailure('headers', true),
    (socket) => {
      socket.write('HTTP/1.1 201 Created\r\nx: ');
      drip(socket, 'x');
    },
  ],
  [
    'endless-body',
    'sends endless chunks',
    { failure: 'too large', answered: true },
    (socket) => {
      socket.write(formatHead(chunkedHeaders));
      flood(socket, `10000\r\n${' '.repeat(65536)}\r\n`);
    },
  ],
  [
    'endless-body-until-close',
    'sends an endless body without Content-Length',
    { failure: 'too large', answered: true },
    (socket) => {
      socket.write(formatHead({ connection: 'close' }));
      flood(socket, ' '.repeat(65536));
    },
  ],
  [
    'huge-body',
    'announces and sends a gigabyte',
    { failure: 'too large', answered: true },
    (socket) => {
      socket.write(formatHead({ 'content-length': 1024 * mib }));
      flood(socket, ' '.repeat(65536));
    },
  ],
  [
    'thousands-of-headers',
    'sends 9,000 header fields',
    protocolFailure,
    (socket) =>
      socket.write(
        formatHead(Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`x-${index}`, 'y']))),
      ),
  ],
  [
    'endless-headers',
    'sends endless header fields',
    protocolFailure,
    (socket) => {
      socket.write('HTTP/1.1 201 Created\r\n');
      flood(socket, `x: ${'y'.repeat(1000)}\r\n`);
    },
  ],
  [
    'endless-header',
    'sends an endless header field',
    protocolFailure,
    (socket) => {
      socket.write('HTTP/1.1 201 Created\r\nx: ');
      flood(socket, 'y'.repeat(1000));
    },
  ],
  [
    'endless-interim',
    'sends endless 103 responses at full speed',
    protocolFailure,
    (socket) => flood(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)),
  ],
  [
    'dripping-interim',
    'sends endless 103 responses slowly',
    protocolFailure,
    (socket) => drip(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  ],
  [
    'interim-then-silence',
    'sends 102 and nothing more',
    timeoutFailure('headers', false),
    (socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n'),
  ],
  [
    'half-status-line',
    'stops within the status line',
    timeoutFailure('headers', true),
    (socket) => socket.write('HTTP/1.1 2'),
  ],
  [
    'half-header',
    'stops within the response header',
    timeoutFailure('headers', true),
    (socket) => socket.write('HTTP/1.1 201 Created\r\ncontent-length: 2\r\n'),
  ],
  [
    'unframed-body',
    'sends a body without Content-Length and keeps the connection open',
    timeoutFailure('body', true),
    (socket) => socket.write(`${formatHead({ 'content-type': 'application/json' })}{}`),
  ],
  [
    'dripping-chunks',
    'sends chunks of one byte slowly',
    timeoutFailure('body', true),
    (socket) => {
      socket.write(formatHead(chunkedHeaders));
      drip(socket, '1\r\nx\r\n');
    },
  ],
  [
    'half-chunk',
    'stops within a chunk',
    timeoutFailure('body', true),
    (socket) => socket.write(`${formatHead(chunkedHeaders)}5\r\n{`),
  ],
  [
    'dripping-lines',
    'sends endless empty lines slowly',
    timeoutFailure('headers', false),
    (socket) => drip(socket, '\r\n'),
  ],
  [
    'endless-lines',
    'sends endless empty lines at full speed',
    timeoutFailure('headers', false),
    (socket) => flood(socket, '\r\n'.repeat(8192)),
  ],
  [
    'endless-chunk-size',
    'sends an endless chunk size',
    timeoutFailure('body', true),
    (socket) => {
      socket.write(formatHead(chunkedHeaders));
      flood(socket, '0'.repeat(16_384));
    },
  ],
  [
    'endless-chunk-extension',
    'sends an endless chunk extension',
    timeoutFailure('body', true),
    (socket) => {
      socket.write(`${formatHead(chunkedHeaders)}2;x=`);
      flood(socket, 'y'.repeat(16_384));
    },
  ],
  [
    'endless-empty-extensions',
    'sends endless chunks of one byte with long extensions',
    timeoutFailure('body', true),
    (socket) => {
      socket.write(formatHead(chunkedHeaders));
      flood(socket, `1;x=${'y'.repeat(16_384)}\r\nz\r\n`);
    },
  ],
  [
    'endless-trailers',
    'sends endless trailer fields',
    protocolFailure,
    (socket) => {
      socket.write(`${formatHead(chunkedHeaders)}2\r\n{}\r\n0\r\n`);
      flood(socket, `x: ${'y'.repeat(1000)}\r\n`);
    },
  ],
  [
    'endless-phrase',
    'sends an endless reason phrase',
    timeoutFailure('headers', true),
    (socket) => {
      socket.write('HTTP/1.1 201 ');
      flood(socket, 'y'.repeat(16_384));
    },
  ],
  [
    'endless-noise',
    'sends endless zero bytes',
    { failure: 'protocol', answered: false },
    (socket) => flood(socket, Buffer.alloc(65_536)),
  ],
  [
    'endless-answers',
    'sends endless responses to one request',
    protocolFailure,
    (socket) => flood(socket, formatResponse('{}')),
  ],
];
