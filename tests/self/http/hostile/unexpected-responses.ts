import type { ReplyServer } from './hostile-server.ts';
import { formatHead, formatResponse } from './raw-http.ts';

/** Text that a terminal, an HTML page or a file name could interpret. */
const activeText =
  '\u001b[31mred\u001b]8;;http://evil.test\u0007\u009b2J</script><img src=x onerror=alert(1)>]]>--><!--\u202egnp.exe\u2028\uffff';
/** Text that the CI runners of GitHub and Azure would execute as commands. */
const runnerCommands =
  'x\n::error::x\n::add-mask::e\n##vso[task.complete result=Succeeded;]x\n::stop-commands::x\n';

const formatRefusal = (detail: unknown): Buffer =>
  formatResponse(JSON.stringify({ detail }), {}, '422 Unprocessable Entity');
const entry = { loc: ['body', 'name'], msg: 'no', type: 'no', input: 1 };

/** Bodies of servers that reject every request with 422. */
const details: readonly (readonly [id: string, description: string, detail: unknown])[] = [
  ['detail-null', 'rejects requests with the detail null', null],
  ['detail-number', 'rejects requests with a number as detail', -0],
  ['detail-text', 'rejects requests with a string as detail', 'no'],
  ['detail-nothing', 'rejects requests with an empty list of errors', []],
  ['detail-nested', 'rejects requests with nested lists as detail', [[[[]]]]],
  ['detail-nulls', 'rejects requests with a list of nulls', [null, null]],
  [
    'detail-object',
    'rejects requests with an object that resembles an array',
    { constructor: { name: 'Array' }, length: 4_294_967_295, 0: entry },
  ],
  ['detail-entries', 'rejects requests with 2,000 errors', Array(2000).fill(entry)],
  ['loc-long', 'rejects requests with a loc of 20,000 parts', [{ ...entry, loc: Array(20_000).fill('a') }]],
  ['loc-object', 'rejects requests with an object as loc', [{ ...entry, loc: { 0: 'body', length: 1e9 } }]],
  [
    'loc-odd',
    'rejects requests with a loc of unusual parts',
    [{ ...entry, loc: ['body', '__proto__', -1, 1.5, null, ['x'], { x: 1 }] }],
  ],
  [
    'loc-escapes',
    'rejects requests with terminal escapes in loc',
    [{ ...entry, loc: ['body', activeText, runnerCommands] }],
  ],
  [
    'msg-escapes',
    'rejects requests with terminal escapes, markup and noncharacters in msg',
    [{ ...entry, msg: activeText, type: activeText, input: activeText }],
  ],
  [
    'msg-commands',
    'rejects requests with CI runner commands in msg',
    [{ ...entry, msg: runnerCommands, type: runnerCommands, input: runnerCommands }],
  ],
  ['msg-long', 'rejects requests with a msg of 100 kB', [{ ...entry, msg: 'm'.repeat(100_000) }]],
  [
    'type-odd',
    'rejects requests with objects as msg and type',
    [{ ...entry, msg: { toString: 1 }, type: { valueOf: 'x' } }],
  ],
];

/** Bodies of servers that respond to every request with 201. */
const bodies: readonly (readonly [id: string, description: string, body: string])[] = [
  ['null', 'responds with null', 'null'],
  ['true', 'responds with true', 'true'],
  ['text', 'responds with a string', '"x"'],
  ['nothing', 'responds with an empty body', ''],
  [
    'huge-number',
    'responds with numbers outside the range of a double',
    '{"name":1e400,"a":-1e999,"b":1e-400}',
  ],
  ['long-number', 'responds with a number of 50,000 digits', `{"name":${'9'.repeat(50_000)}}`],
  ['lone-surrogate', 'responds with lone surrogates', '{"name":"\\ud800","\\udfff":"\\ud800"}'],
  [
    'escapes',
    'responds with terminal escapes, markup and noncharacters',
    JSON.stringify({ name: activeText, [activeText]: activeText }),
  ],
  [
    'commands',
    'responds with CI runner commands',
    JSON.stringify({ name: runnerCommands, [runnerCommands]: runnerCommands }),
  ],
  [
    'built-in-names',
    'responds with properties named like built-in members of objects',
    '{"name":{"toString":1,"valueOf":null,"hasOwnProperty":"x","__defineGetter__":[],"then":{},"toJSON":1,"length":-1,"":0}}',
  ],
  ['then', 'responds with an object that resembles a promise', '{"then":"x","catch":1}'],
  [
    'many-names',
    'responds with an object of 5,000 properties',
    `{${Array.from({ length: 5000 }, (_, nth) => `"n${nth}":${nth}`).join()}}`,
  ],
  [
    'placeholders',
    'responds with texts that look like placeholders of the redactor',
    '{"name":"‹access token›","token":"‹session token 1›"}',
  ],
  [
    'many-tokens',
    'responds with 2,000 tokens',
    `{"tokens":["${Array.from({ length: 2000 }, (_, nth) => `polar_cst_${'x'.repeat(20)}${nth}`).join('","')}"]}`,
  ],
  ['backslashes', 'responds with 60,000 backslashes', `{"name":"${'\\\\'.repeat(30_000)}"}`],
  [
    'percents',
    'responds with percent signs that are encoded many times',
    `{"name":"${'%2525252525'.repeat(5000)}"}`,
  ],
  [
    'odd-list',
    'responds with a list of unusual items',
    '{"items":[null,1,[],{"id":null},{"id":{}},{"id":"__proto__","type":"team"},{"id":"../../x?y#\\r\\nz"}],"pagination":{"total_count":1e9,"max_page":-1}}',
  ],
  [
    'endless-list',
    'responds with a list page whose pagination counts a billion items',
    `{"items":[${Array(500).fill('{"id":"4f75beb6-b027-4123-b57e-2a82ef31b751","type":"individual","email":null}').join()}],"pagination":{"total_count":1000000000,"max_page":1000000000}}`,
  ],
];

const successes: readonly ReplyServer[] = bodies.map(([id, description, body]) => [
  `json-${id}`,
  description,
  { status: 201 },
  (socket) => socket.write(formatResponse(body)),
]);

const refusals: readonly ReplyServer[] = details.map(([id, description, detail]) => [
  id,
  description,
  { status: 422 },
  (socket) => socket.write(formatRefusal(detail)),
]);

/** Servers that send valid HTTP with unexpected content. */
export const unexpectedResponses: readonly ReplyServer[] = [
  ...successes,
  ...refusals,
  [
    'plain-escapes',
    'responds with terminal escapes as plain text',
    { unreadable: 'not JSON' },
    (socket) =>
      socket.write(
        formatResponse(
          `${activeText}${runnerCommands}`,
          { 'content-type': 'text/plain' },
          '500 Internal Server Error',
        ),
      ),
  ],
  [
    'page',
    'responds with an HTML page',
    { unreadable: 'not JSON' },
    (socket) =>
      socket.write(
        formatResponse(
          `<!doctype html><title>${activeText}</title>`,
          { 'content-type': 'text/html' },
          '200 OK',
        ),
      ),
  ],
  [
    'phrase-escapes',
    'sends terminal escapes in its reason phrase',
    { status: 418 },
    (socket) =>
      socket.write(
        formatResponse('{}', {}, `418 ${activeText.replaceAll(/[\n\u0007\u202e\u2028\uffff]/g, '')}`),
      ),
  ],
  [
    'wrong-charset',
    'declares UTF-16 and sends UTF-8',
    { status: 201 },
    (socket) =>
      socket.write(
        formatResponse('{"name":"\u00e9"}', { 'content-type': 'application/json; charset=utf-16' }),
      ),
  ],
  [
    'odd-type',
    'sends an invalid content type',
    { status: 201 },
    (socket) => socket.write(formatResponse('{}', { 'content-type': `;;=";"\u00ff${'a/b;'.repeat(2000)}` })),
  ],
  [
    'cookies',
    'sets 500 cookies',
    { status: 201 },
    (socket) =>
      socket.write(
        formatHead({ 'content-length': 2, 'content-type': 'application/json' }).replace(
          '\r\n\r\n',
          `\r\n${'set-cookie: __proto__=x; Path=/\r\n'.repeat(500)}\r\n{}`,
        ),
      ),
  ],
  [
    'odd-headers',
    'sends header fields with unusual names and bytes',
    { status: 201 },
    (socket) =>
      socket.write(
        Buffer.from(
          `${formatHead({
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
    (date): ReplyServer => [
      `date-${date.slice(12, 16)}`,
      `sends a Date in the year ${date.slice(12, 16)}`,
      { status: 201 },
      (socket) =>
        socket.write(formatResponse('{}', { date, age: '-1', expires: '0', 'last-modified': date })),
    ],
  ),
];
