import type { ReplyServer } from './hostile-server.ts';
import { formatResponse } from './raw-http.ts';

const json = { 'content-type': 'application/json' };
const tooManyRequests = (id: string, value: string, retryAfter?: string): ReplyServer => [
  `retry-${id}`,
  `responds with 429 and ${value}`,
  { status: 429, denies: 'always' },
  (socket) =>
    socket.write(
      formatResponse(
        '{}',
        { ...json, ...(retryAfter && { 'retry-after': retryAfter }) },
        '429 Too Many Requests',
      ),
    ),
];

/** Replies by the number of the request, which all connections of the server share. */
function replyInTurn(reply: (nth: number) => Buffer): ReplyServer[3] {
  let count = 0;
  return (socket) => socket.write(reply(count++));
}

/** Servers that reject all requests or some of them. */
export const rejections: readonly ReplyServer[] = [
  tooManyRequests('unsaid', 'no Retry-After'),
  tooManyRequests('zero', 'a Retry-After of 0 seconds', '0'),
  tooManyRequests('negative', 'a negative Retry-After', '-1'),
  tooManyRequests('exponent', 'a Retry-After of 1e99', '1e99'),
  tooManyRequests('years', 'a Retry-After of three hundred years', '9999999999'),
  tooManyRequests('far', 'a Retry-After in the year 9999', 'Fri, 31 Dec 9999 23:59:59 GMT'),
  tooManyRequests('past', 'a Retry-After in the past', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  tooManyRequests('garbage', 'a word as Retry-After', '__proto__'),
  [
    'unavailable',
    'responds with 503',
    { status: 503, denies: 'always' },
    (socket) => socket.write(formatResponse('{}', { 'retry-after': '1' }, '503 Service Unavailable')),
  ],
  [
    'unavailable-for-ever',
    'responds with 503 and a Retry-After of one year',
    { status: 503, denies: 'always' },
    (socket) => socket.write(formatResponse('{}', { 'retry-after': '31536000' }, '503 Service Unavailable')),
  ],
  [
    'denied',
    'rejects every token with 401',
    { status: 401, denies: 'always' },
    (socket) => socket.write(formatResponse('{}', { 'www-authenticate': 'Bearer' }, '401 Unauthorized')),
  ],
  [
    'forbidden',
    'rejects every request with 403',
    { status: 403, denies: 'at first' },
    (socket) => socket.write(formatResponse('{}', {}, '403 Forbidden')),
  ],
  [
    'proxy-login',
    'responds with 407, as a proxy does',
    { status: 407 },
    (socket) => socket.write(formatResponse('{}', {}, '407 Proxy Authentication Required')),
  ],
  [
    'captive-portal',
    'responds with a login page to every request',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse('<form>', { 'content-type': 'text/html' }, '200 OK')),
  ],
  [
    'fails',
    'responds with 500',
    { unreadable: 'not JSON' },
    (socket) =>
      socket.write(formatResponse('Internal Server Error', { 'content-type': 'text/plain' }, '500 x')),
  ],
  [
    'bad-gateway',
    'responds with 502',
    { unreadable: 'not JSON', denies: 'at first' },
    (socket) => socket.write(formatResponse('<h1>502', { 'content-type': 'text/html' }, '502 Bad Gateway')),
  ],
  [
    'alternates',
    'responds with 201 and 500 in turn',
    { status: 201 },
    replyInTurn((nth) =>
      nth % 2 === 0 ? formatResponse('{"name":"x"}') : formatResponse('{}', {}, '500 Internal Server Error'),
    ),
  ],
];
