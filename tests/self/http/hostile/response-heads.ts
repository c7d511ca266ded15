import { protocolFailure, type ReplyServer, resetFailure } from './hostile-server.ts';
import { formatHead, formatResponse } from './raw-http.ts';

/**
 * Servers with unusual or invalid status lines, header fields and interim responses, and servers of other protocols.
 */
export const responseHeads: readonly ReplyServer[] = [
  [
    'status-word',
    'sends a word instead of a status code',
    protocolFailure,
    (socket) => socket.write('HTTP/1.1 yes\r\n\r\n'),
  ],
  ...['000', '099', '2010', '20', '-201', '2e2'].map(
    (status): ReplyServer => [
      `status-${status}`,
      `sends the status "${status}"`,
      protocolFailure,
      (socket) => socket.write(formatResponse('{}', {}, `${status} x`)),
    ],
  ),
  [
    'status-999',
    'sends the status 999, which belongs to no class',
    { status: 999 },
    (socket) => socket.write(formatResponse('{}', {}, '999 x')),
  ],
  [
    'cut-status-line',
    'closes the connection within the status line',
    resetFailure(true),
    (socket) => socket.end('HTTP/1.1 2'),
  ],
  [
    'http-0.9',
    'sends a body without status line and header, as in HTTP/0.9',
    { failure: 'protocol', answered: false },
    (socket) => socket.end('{"name":"x"}'),
  ],
  [
    'http-1.0',
    'responds with HTTP/1.0',
    { status: 201 },
    (socket) => socket.end('HTTP/1.0 201 Created\r\ncontent-type: application/json\r\n\r\n{"name":1}'),
  ],
  [
    'http-2',
    'responds with HTTP/2 frames',
    { failure: 'protocol', answered: false },
    (socket) => socket.write(Buffer.from('000012040000000000000300000080000400010000000500ffffff', 'hex')),
  ],
  [
    'http-9',
    'responds with an HTTP version that does not exist',
    protocolFailure,
    (socket) => socket.write('HTTP/9.7 201 Created\r\n\r\n'),
  ],
  [
    'tls-on-plain',
    'responds with TLS on a plain http port',
    { failure: 'protocol', answered: false },
    (socket) => socket.end(Buffer.from('15030100020228', 'hex')),
  ],
  [
    'ssh',
    'responds with an SSH greeting',
    { failure: 'protocol', answered: false },
    (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
  ],
  [
    'smtp',
    'responds with an SMTP greeting',
    { failure: 'protocol', answered: false },
    (socket) => socket.write('220 mail.example ESMTP\r\n'),
  ],
  [
    'noise',
    'responds with zero bytes',
    { failure: 'protocol', answered: false },
    (socket) => socket.write(Buffer.alloc(1000)),
  ],
  [
    'bad-header',
    'sends a header field without a colon',
    protocolFailure,
    (socket) => socket.write('HTTP/1.1 201 Created\r\nno colon here\r\n\r\n'),
  ],
  [
    'other-name',
    'sends a field name that contains a space',
    protocolFailure,
    (socket) => socket.write('HTTP/1.1 201 Created\r\nx y : z\r\ncontent-length: 2\r\n\r\n{}'),
  ],
  [
    'zero-in-header',
    'sends a zero byte in a header field',
    protocolFailure,
    (socket) => socket.write('HTTP/1.1 201 Created\r\nx: \u0000\r\ncontent-length: 2\r\n\r\n{}'),
  ],
  [
    'line-feeds',
    'ends header lines with a line feed only',
    protocolFailure,
    (socket) => socket.write('HTTP/1.1 201 Created\ncontent-length: 2\n\n{}'),
  ],
  [
    'one-interim',
    'sends 103 before its final response',
    { status: 201 },
    (socket) =>
      socket.write(Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\n\r\n'), formatResponse('{}')])),
  ],
  [
    'cut-interim',
    'closes the connection after 103',
    resetFailure(false),
    (socket) => socket.end('HTTP/1.1 103 Early Hints\r\n\r\n'),
  ],
  [
    'unasked-continue',
    'sends 100 although the request did not expect it',
    { failure: 'protocol', answered: false },
    (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
  ],
  [
    'unasked-upgrade',
    'switches to a protocol that the request did not offer',
    protocolFailure,
    (socket) =>
      socket.write(formatHead({ connection: 'upgrade', upgrade: 'websocket' }, '101 Switching Protocols')),
  ],
];
