import type { ReplyRow } from './hostile-server.ts';
import { whole } from './raw-http.ts';

const json = { 'content-type': 'application/json' };
const tooMany = (id: string, says: string, retryAfter?: string): ReplyRow => [
  `retry-${id}`,
  `answers 429 with ${says}`,
  { status: 429, denies: 'always' },
  (socket) =>
    socket.write(
      whole('{}', { ...json, ...(retryAfter && { 'retry-after': retryAfter }) }, '429 Too Many Requests'),
    ),
];

/** What each connection of a table's row shares: how often the row was asked. */
function counting(reply: (nth: number) => Buffer): ReplyRow[3] {
  let asked = 0;
  return (socket) => socket.write(reply(asked++));
}

/** Servers that let nobody in, or only now and then. */
export const denials: readonly ReplyRow[] = [
  tooMany('unsaid', 'no time'),
  tooMany('zero', '0 seconds', '0'),
  tooMany('negative', 'less than no time', '-1'),
  tooMany('exponent', '1e99 seconds', '1e99'),
  tooMany('years', 'three hundred years', '9999999999'),
  tooMany('far', 'the last day of all', 'Fri, 31 Dec 9999 23:59:59 GMT'),
  tooMany('past', 'a day that is past', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  tooMany('garbage', 'a word for a time', '__proto__'),
  [
    'unavailable',
    'answers 503',
    { status: 503, denies: 'always' },
    (socket) => socket.write(whole('{}', { 'retry-after': '1' }, '503 Service Unavailable')),
  ],
  [
    'unavailable-for-ever',
    'answers 503 and asks to come back in a year',
    { status: 503, denies: 'always' },
    (socket) => socket.write(whole('{}', { 'retry-after': '31536000' }, '503 Service Unavailable')),
  ],
  [
    'denied',
    'knows no token',
    { status: 401, denies: 'always' },
    (socket) => socket.write(whole('{}', { 'www-authenticate': 'Bearer' }, '401 Unauthorized')),
  ],
  [
    'forbidden',
    'allows nothing',
    { status: 403, denies: 'at first' },
    (socket) => socket.write(whole('{}', {}, '403 Forbidden')),
  ],
  [
    'proxy-login',
    'asks for a login as a proxy does',
    { status: 407 },
    (socket) => socket.write(whole('{}', {}, '407 Proxy Authentication Required')),
  ],
  [
    'captive-portal',
    'leads to a login page, whatever is asked',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('<form>', { 'content-type': 'text/html' }, '200 OK')),
  ],
  [
    'fails',
    'answers 500',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('Internal Server Error', { 'content-type': 'text/plain' }, '500 x')),
  ],
  [
    'bad-gateway',
    'answers 502',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('<h1>502', { 'content-type': 'text/html' }, '502 Bad Gateway')),
  ],
  [
    'alternates',
    'answers 201 and 500 in turn',
    { status: 201 },
    counting((nth) => (nth % 2 === 0 ? whole('{"name":"x"}') : whole('{}', {}, '500 Internal Server Error'))),
  ],
];
