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
  [
    'huge-length',
    'announces more than a number can hold',
    protocol,
    (socket) => socket.write(head({ 'content-length': '9'.repeat(40) })),
  ],
  ...['+2', '0x2', '2 2', '2, 3', '', 'two', '2.0'].map(
    (length): ReplyRow => [
      `length-${length}`,
      `announces a length of "${length}"`,
      protocol,
      (socket) => socket.write(`${head({ 'content-length': length })}{}`),
    ],
  ),
  [
    'other-coding',
    'sends a transfer coding that nobody knows',
    { status: 201 },
    (socket) => socket.end(`${head({ 'transfer-encoding': 'chunked, constructor' })}{}`),
  ],
  [
    'huge-chunk',
    'announces a chunk larger than a number can hold',
    protocol,
    (socket) => socket.write(`${head(chunked)}${'f'.repeat(40)}\r\n{}`),
  ],
  [
    'negative-chunk',
    'announces a negative chunk',
    protocol,
    (socket) => socket.write(`${head(chunked)}-2\r\n{}\r\n0\r\n\r\n`),
  ],
  [
    'odd-trailers',
    'sends odd trailers',
    { status: 201 },
    (socket) => socket.write(`${head(chunked)}2\r\n{}\r\n0\r\n__proto__: x\r\nstatus: 500\r\n\r\n`),
  ],
  [
    'length-in-trailer',
    'announces the length in a trailer',
    protocol,
    (socket) => socket.write(`${head(chunked)}2\r\n{}\r\n0\r\ncontent-length: 7\r\n\r\n`),
  ],
  [
    'body-of-204',
    'sends a body with 204',
    protocol,
    (socket) => socket.write(whole('{"name":"x"}', {}, '204 No Content')),
  ],
  [
    'body-of-304',
    'sends a body with 304',
    protocol,
    (socket) => socket.write(whole('{"name":"x"}', {}, '304 Not Modified')),
  ],
  [
    'http-0.9',
    'answers without status and header, as HTTP/0.9',
    { failure: 'protocol', answered: false },
    (socket) => socket.end('{"name":"x"}'),
  ],
  [
    'http-1.0',
    'answers in HTTP/1.0',
    { status: 201 },
    (socket) => socket.end('HTTP/1.0 201 Created\r\ncontent-type: application/json\r\n\r\n{"name":1}'),
  ],
  [
    'http-2',
    'speaks HTTP/2 unasked',
    { failure: 'protocol', answered: false },
    (socket) => socket.write(Buffer.from('000012040000000000000300000080000400010000000500ffffff', 'hex')),
  ],
  [
    'tls-on-plain',
    'speaks TLS where plain http is expected',
    { failure: 'protocol', answered: false },
    (socket) => socket.end(Buffer.from('15030100020228', 'hex')),
  ],
  [
    'noise',
    'sends zero bytes',
    { failure: 'protocol', answered: false },
    (socket) => socket.write(Buffer.alloc(1000)),
  ],
  ...['000', '099', '2010', '20', '-201', '2e2'].map(
    (status): ReplyRow => [
      `status-${status}`,
      `sends ${status} for a status`,
      protocol,
      (socket) => socket.write(whole('{}', {}, `${status} x`)),
    ],
  ),
  [
    'status-999',
    'sends a status of no class',
    { status: 999 },
    (socket) => socket.write(whole('{}', {}, '999 x')),
  ],
  [
    'other-name',
    'sends a field name with a space',
    protocol,
    (socket) => socket.write('HTTP/1.1 201 Created\r\nx y : z\r\ncontent-length: 2\r\n\r\n{}'),
  ],
  [
    'zero-in-header',
    'sends a zero byte in a header field',
    protocol,
    (socket) => socket.write('HTTP/1.1 201 Created\r\nx: \u0000\r\ncontent-length: 2\r\n\r\n{}'),
  ],
  [
    'line-feeds',
    'ends its lines with a line feed only',
    protocol,
    (socket) => socket.write('HTTP/1.1 201 Created\ncontent-length: 2\n\n{}'),
  ],
  [
    'last-answer',
    'answers, and resets the connection',
    { status: 201 },
    (socket) => socket.write(whole('{}'), () => setTimeout(() => socket.resetAndDestroy(), 20)),
  ],
  [
    'no-keep-alive',
    'promises to keep the connection, and closes it',
    { status: 201 },
    (socket) => socket.end(whole('{}', { connection: 'keep-alive', 'keep-alive': 'timeout=1000000' })),
  ],
  [
    'other-keep-alive',
    'promises odd things of its connection',
    { status: 201 },
    (socket) =>
      socket.write(whole('{}', { 'keep-alive': 'timeout=-1, max=1e99', connection: 'x, ,keep-alive' })),
  ],
  [
    'cut-interim',
    'closes after 103',
    reset(false),
    (socket) => socket.end('HTTP/1.1 103 Early Hints\r\n\r\n'),
  ],
  ...[
    ['nowhere', 'without a location', undefined],
    ['broken', 'to what is no URL', 'http://['],
    ['script', 'to a script', 'javascript:alert(1)'],
    ['host', 'to another host of the same scheme', '//127.0.0.2:1/'],
    ['login', 'to itself with credentials', 'http://user:hunter2hunter2@127.0.0.1/'],
    ['long', 'to 20,000 characters', `/${'x'.repeat(20_000)}`],
    ['bytes', 'to bytes that are no text', '/\u00ff\u0080 \u202e'],
  ].map(
    ([id, says, location]): ReplyRow => [
      `redirect-${id}`,
      `redirects ${says}`,
      { status: 303 },
      (socket) => socket.write(whole('', location === undefined ? {} : { location }, '303 See Other')),
    ],
  ),
];
