import type { ReplyRow } from './hostile-server.ts';
import { head, whole } from './raw-http.ts';

/** What a target may put wherever it controls a text. */
const acting =
  '\u001b[31mred\u001b]8;;http://evil.test\u0007\u009b2J</script><img src=x onerror=alert(1)>]]>--><!--\u202egnp.exe\u2028\uffff';
/** What GitHub's and Azure's runners would take for commands. */
const commands =
  'x\n::error::x\n::add-mask::e\n##vso[task.complete result=Succeeded;]x\n::stop-commands::x\n';

const refusal = (detail: unknown): Buffer =>
  whole(JSON.stringify({ detail }), {}, '422 Unprocessable Entity');
const entry = { loc: ['body', 'name'], msg: 'no', type: 'no', input: 1 };

/** Servers that refuse everything with a body that is JSON and not much more. */
const details: readonly (readonly [id: string, says: string, detail: unknown])[] = [
  ['detail-null', 'refuses with null for a detail', null],
  ['detail-number', 'refuses with a number for a detail', -0],
  ['detail-text', 'refuses with a text for a detail', 'no'],
  ['detail-nothing', 'refuses with an empty list', []],
  ['detail-nested', 'refuses with lists in lists', [[[[]]]]],
  ['detail-nulls', 'refuses with a list of nulls', [null, null]],
  [
    'detail-object',
    'refuses with an object',
    { constructor: { name: 'Array' }, length: 4_294_967_295, 0: entry },
  ],
  ['detail-entries', 'refuses with 2,000 entries', Array(2000).fill(entry)],
  ['loc-long', 'refuses with a loc of 20,000 parts', [{ ...entry, loc: Array(20_000).fill('a') }]],
  ['loc-object', 'refuses with an object for a loc', [{ ...entry, loc: { 0: 'body', length: 1e9 } }]],
  [
    'loc-odd',
    'refuses with odd parts in a loc',
    [{ ...entry, loc: ['body', '__proto__', -1, 1.5, null, ['x'], { x: 1 }] }],
  ],
  ['loc-escapes', 'refuses with terminal commands in a loc', [{ ...entry, loc: ['body', acting, commands] }]],
  [
    'msg-escapes',
    'refuses with terminal commands, markup and broken characters in a message',
    [{ ...entry, msg: acting, type: acting, input: acting }],
  ],
  [
    'msg-commands',
    'refuses with commands to a CI runner in a message',
    [{ ...entry, msg: commands, type: commands, input: commands }],
  ],
  ['msg-long', 'refuses with a message of 100 kB', [{ ...entry, msg: 'm'.repeat(100_000) }]],
  [
    'type-odd',
    'refuses with an object for a type',
    [{ ...entry, msg: { toString: 1 }, type: { valueOf: 'x' } }],
  ],
];

/** Servers that answer everything with 201 and JSON that is unlikely. */
const bodies: readonly (readonly [id: string, says: string, body: string])[] = [
  ['null', 'answers null', 'null'],
  ['true', 'answers true', 'true'],
  ['text', 'answers a text', '"x"'],
  ['nothing', 'answers with an empty body', ''],
  ['huge-number', 'sends numbers that no double holds', '{"name":1e400,"a":-1e999,"b":1e-400}'],
  ['long-number', 'sends a number of 50,000 digits', `{"name":${'9'.repeat(50_000)}}`],
  ['lone-surrogate', 'sends half of a surrogate pair', '{"name":"\\ud800","\\udfff":"\\ud800"}'],
  [
    'escapes',
    'sends terminal commands, markup and broken characters',
    JSON.stringify({ name: acting, [acting]: acting }),
  ],
  ['commands', 'sends commands to a CI runner', JSON.stringify({ name: commands, [commands]: commands })],
  [
    'built-in-names',
    'names its properties as every object does',
    '{"name":{"toString":1,"valueOf":null,"hasOwnProperty":"x","__defineGetter__":[],"then":{},"toJSON":1,"length":-1,"":0}}',
  ],
  ['then', 'sends what looks like a promise', '{"then":"x","catch":1}'],
  [
    'many-names',
    'sends 5,000 names',
    `{${Array.from({ length: 5000 }, (_, nth) => `"n${nth}":${nth}`).join()}}`,
  ],
  [
    'placeholders',
    'sends what looks like a placeholder',
    '{"name":"‹access token›","token":"‹session token 1›"}',
  ],
  [
    'many-tokens',
    'sends 2,000 tokens',
    `{"tokens":["${Array.from({ length: 2000 }, (_, nth) => `polar_cst_${'x'.repeat(20)}${nth}`).join('","')}"]}`,
  ],
  ['backslashes', 'sends 60,000 backslashes', `{"name":"${'\\\\'.repeat(30_000)}"}`],
  ['percents', 'sends percent signs encoded over and over', `{"name":"${'%2525252525'.repeat(5000)}"}`],
  [
    'odd-list',
    'lists odd things',
    '{"items":[null,1,[],{"id":null},{"id":{}},{"id":"__proto__","type":"team"},{"id":"../../x?y#\\r\\nz"}],"pagination":{"total_count":1e9,"max_page":-1}}',
  ],
  [
    'endless-list',
    'lists one page of a billion',
    `{"items":[${Array(500).fill('{"id":"4f75beb6-b027-4123-b57e-2a82ef31b751","type":"individual","email":null}').join()}],"pagination":{"total_count":1000000000,"max_page":1000000000}}`,
  ],
];

const created: readonly ReplyRow[] = bodies.map(([id, says, body]) => [
  `json-${id}`,
  says,
  { status: 201 },
  (socket) => socket.write(whole(body)),
]);

const refusing: readonly ReplyRow[] = details.map(([id, says, detail]) => [
  id,
  says,
  { status: 422 },
  (socket) => socket.write(refusal(detail)),
]);

/** Servers that answer in good order what nobody expects. */
export const answers: readonly ReplyRow[] = [
  ...created,
  ...refusing,
  [
    'plain-escapes',
    'answers with terminal commands, as plain text',
    { unreadable: 'not JSON' },
    (socket) =>
      socket.write(
        whole(`${acting}${commands}`, { 'content-type': 'text/plain' }, '500 Internal Server Error'),
      ),
  ],
  [
    'page',
    'answers with a page',
    { unreadable: 'not JSON' },
    (socket) =>
      socket.write(
        whole(`<!doctype html><title>${acting}</title>`, { 'content-type': 'text/html' }, '200 OK'),
      ),
  ],
  [
    'phrase-escapes',
    'sends terminal commands in its reason phrase',
    { status: 418 },
    (socket) =>
      socket.write(whole('{}', {}, `418 ${acting.replaceAll(/[\n\u0007\u202e\u2028\uffff]/g, '')}`)),
  ],
  [
    'wrong-charset',
    'says UTF-16 and sends UTF-8',
    { status: 201 },
    (socket) =>
      socket.write(whole('{"name":"\u00e9"}', { 'content-type': 'application/json; charset=utf-16' })),
  ],
  [
    'odd-type',
    'sends a content type that is none',
    { status: 201 },
    (socket) => socket.write(whole('{}', { 'content-type': `;;=";"\u00ff${'a/b;'.repeat(2000)}` })),
  ],
  [
    'cookies',
    'sets 500 cookies',
    { status: 201 },
    (socket) =>
      socket.write(
        head({ 'content-length': 2, 'content-type': 'application/json' }).replace(
          '\r\n\r\n',
          `\r\n${'set-cookie: __proto__=x; Path=/\r\n'.repeat(500)}\r\n{}`,
        ),
      ),
  ],
  [
    'odd-headers',
    'sends header fields with odd names and bytes',
    { status: 201 },
    (socket) =>
      socket.write(
        Buffer.from(
          `${head({
            'content-length': 2,
            __proto__x: 1,
            constructor: '\u00ff\u0080',
            '!#$%': '',
            date: 'never',
            allow: ',,;\u00e9',
            'www-authenticate': '="",,Bearer realm="',
          })}{}`,
          'latin1',
        ),
      ),
  ],
  ...['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'].map(
    (date): ReplyRow => [
      `date-${date.slice(12, 16)}`,
      `has a clock that says ${date.slice(12, 16)}`,
      { status: 201 },
      (socket) => socket.write(whole('{}', { date, age: '-1', expires: '0', 'last-modified': date })),
    ],
  ),
];
