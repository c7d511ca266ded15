import { protocol, type ReplyRow, timeout } from './hostile-server.ts';
import { chunked, drip, flood, head, mib } from './raw-http.ts';

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
];
