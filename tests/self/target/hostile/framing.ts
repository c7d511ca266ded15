import { protocol, type ReplyRow, reset } from './hostile-server.ts';
import { chunked, head, whole } from './raw-http.ts';

/** Servers that break HTTP, or bend it. */
export const framing: readonly ReplyRow[] = [
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
    'bad-header',
    'sends a header field without a colon',
    protocol,
    (socket) => socket.write('HTTP/1.1 201 Created\r\nno colon here\r\n\r\n'),
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
