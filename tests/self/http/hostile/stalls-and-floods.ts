import { protocol, type ReplyRow, timeout } from './hostile-server.ts';
import { chunked, drip, flood, head, mib, whole } from './raw-http.ts';

/** Servers that send too slowly, or without end. */
export const stallsAndFloods: readonly ReplyRow[] = [
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
    'endless-interim',
    'sends 103 without end',
    protocol,
    (socket) => flood(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)),
  ],
  [
    'dripping-interim',
    'sends 103 now and then',
    protocol,
    (socket) => drip(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  ],
  [
    'interim-then-silence',
    'sends 102 and nothing more',
    timeout('headers', false),
    (socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n'),
  ],
  [
    'half-status-line',
    'begins its status line and stops',
    timeout('headers', true),
    (socket) => socket.write('HTTP/1.1 2'),
  ],
  [
    'half-header',
    'never ends its header',
    timeout('headers', true),
    (socket) => socket.write('HTTP/1.1 201 Created\r\ncontent-length: 2\r\n'),
  ],
  [
    'unframed-body',
    'sends a body of unknown length and stops',
    timeout('body', true),
    (socket) => socket.write(`${head({ 'content-type': 'application/json' })}{}`),
  ],
  [
    'dripping-chunks',
    'sends chunks of a byte now and then',
    timeout('body', true),
    (socket) => {
      socket.write(head(chunked));
      drip(socket, '1\r\nx\r\n');
    },
  ],
  [
    'half-chunk',
    'stops within a chunk',
    timeout('body', true),
    (socket) => socket.write(`${head(chunked)}5\r\n{`),
  ],
  [
    'dripping-lines',
    'sends an empty line now and then',
    timeout('headers', false),
    (socket) => drip(socket, '\r\n'),
  ],
  [
    'endless-lines',
    'sends empty lines without end',
    timeout('headers', false),
    (socket) => flood(socket, '\r\n'.repeat(8192)),
  ],
  [
    'endless-chunk-size',
    'sends the size of a chunk without end',
    timeout('body', true),
    (socket) => {
      socket.write(head(chunked));
      flood(socket, '0'.repeat(16_384));
    },
  ],
  [
    'endless-chunk-extension',
    'sends an extension of a chunk without end',
    timeout('body', true),
    (socket) => {
      socket.write(`${head(chunked)}2;x=`);
      flood(socket, 'y'.repeat(16_384));
    },
  ],
  [
    'endless-empty-extensions',
    'sends chunks of a byte with long extensions without end',
    timeout('body', true),
    (socket) => {
      socket.write(head(chunked));
      flood(socket, `1;x=${'y'.repeat(16_384)}\r\nz\r\n`);
    },
  ],
  [
    'endless-trailers',
    'sends trailers without end',
    protocol,
    (socket) => {
      socket.write(`${head(chunked)}2\r\n{}\r\n0\r\n`);
      flood(socket, `x: ${'y'.repeat(1000)}\r\n`);
    },
  ],
  [
    'endless-phrase',
    'sends a reason phrase without end',
    timeout('headers', true),
    (socket) => {
      socket.write('HTTP/1.1 201 ');
      flood(socket, 'y'.repeat(16_384));
    },
  ],
  [
    'endless-noise',
    'sends noise without end',
    { failure: 'protocol', answered: false },
    (socket) => flood(socket, Buffer.alloc(65_536)),
  ],
  ['endless-answers', 'answers one request without end', protocol, (socket) => flood(socket, whole('{}'))],
];
