import type { ReplyServer } from './hostile-server.ts';
import { formatResponse } from './raw-http.ts';

/** Servers that redirect; the client must not follow. */
export const redirects: readonly ReplyServer[] = [
  [
    'redirect-to-itself',
    'redirects to the same URL',
    { status: 307 },
    (socket) => socket.write(formatResponse('', { location: '/v1/things/' }, '307 Temporary Redirect')),
  ],
  [
    'redirect-elsewhere',
    'redirects to another origin',
    { status: 308 },
    (socket) =>
      socket.write(
        formatResponse('', { location: 'https://example.com/v1/things/' }, '308 Permanent Redirect'),
      ),
  ],
  [
    'redirect-to-file',
    'redirects to a file URL',
    { status: 302 },
    (socket) => socket.write(formatResponse('', { location: 'file:///etc/passwd' }, '302 Found')),
  ],
  ...[
    ['nowhere', 'without Location', undefined],
    ['broken', 'to an invalid URL', 'http://['],
    ['script', 'to a javascript URL', 'javascript:alert(1)'],
    ['host', 'to another host by a scheme-relative reference', '//127.0.0.2:1/'],
    ['login', 'to a URL with credentials', 'http://user:hunter2hunter2@127.0.0.1/'],
    ['long', 'to a path of 20,000 characters', `/${'x'.repeat(20_000)}`],
    ['bytes', 'to bytes that are not ASCII', '/\u00ff\u0080 \u202e'],
  ].map(
    ([id, location, url]): ReplyServer => [
      `redirect-${id}`,
      `redirects ${location}`,
      { status: 303 },
      (socket) =>
        socket.write(formatResponse('', url === undefined ? {} : { location: url }, '303 See Other')),
    ],
  ),
];
