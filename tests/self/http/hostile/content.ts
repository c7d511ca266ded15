import type { ReplyRow } from './hostile-server.ts';
import { whole } from './raw-http.ts';

/** Servers whose bodies are no JSON, or JSON that hurts careless readers. */
export const content: readonly ReplyRow[] = [
  [
    'not-json',
    'sends a body that is no JSON',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('{"a":')),
  ],
  ['nan', 'sends NaN', { unreadable: 'not JSON' }, (socket) => socket.write(whole('{"a":NaN}'))],
  [
    'infinity',
    'sends Infinity',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('{"a":-Infinity}')),
  ],
  [
    'invalid-utf-8',
    'sends bytes that are no UTF-8',
    { unreadable: 'invalid UTF-8' },
    (socket) => socket.write(whole(Buffer.from([0x22, 0xc3, 0x28, 0x22]))),
  ],
  [
    'byte-order-mark',
    'begins its JSON with a byte order mark',
    { unreadable: 'begins with a byte order mark' },
    (socket) => socket.write(whole('\uFEFF{}')),
  ],
  [
    'utf-16',
    'sends JSON in UTF-16',
    { unreadable: 'invalid UTF-8' },
    (socket) => socket.write(whole(Buffer.from('\uFEFF{"a":1}', 'utf16le'))),
  ],
  [
    'deep-arrays',
    'sends arrays nested 100,000 deep',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(whole('['.repeat(100_000) + ']'.repeat(100_000))),
  ],
  [
    'deep-objects',
    'sends objects nested 100,000 deep',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(whole(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)),
  ],
  [
    'proto',
    'sends __proto__ and constructor as names',
    { status: 201 },
    (socket) => socket.write(whole('{"__proto__":{"token":"polluted"},"constructor":{"prototype":{}}}')),
  ],
  [
    'duplicates',
    'sends a name twice',
    { status: 201 },
    (socket) => socket.write(whole('{"id":1,"\\u0069d":2}')),
  ],
  [
    'spaces',
    'sends nothing but white space',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole(' \r\n\t ')),
  ],
  [
    'two-values',
    'sends two JSON values',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('{"name":"x"}{"name":"y"}')),
  ],
  [
    'loose-json',
    'sends JSON with a comment and a comma too many',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('{"name":"x",/* */}')),
  ],
  [
    'raw-controls',
    'sends control characters in a JSON string',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole('{"name":"\u001b[2J\n::error::x"}')),
  ],
  [
    'nul-bytes',
    'sends nothing but zero bytes',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole(Buffer.alloc(1000))),
  ],
  [
    'deep-mixture',
    'sends arrays in objects that never close',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(whole('[{"a":'.repeat(15_000))),
  ],
  [
    'no-end-of-text',
    'sends a string without end',
    { unreadable: 'not JSON' },
    (socket) => socket.write(whole(`{"name":"${'\\"'.repeat(30_000)}`)),
  ],
];
