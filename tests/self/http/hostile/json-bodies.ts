import type { ReplyServer } from './hostile-server.ts';
import { formatResponse } from './raw-http.ts';

/** Servers whose bodies are not JSON, or are JSON that lenient parsers misread. */
export const jsonBodies: readonly ReplyServer[] = [
  [
    'not-json',
    'sends truncated JSON',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse('{"a":')),
  ],
  ['nan', 'sends NaN', { unreadable: 'not JSON' }, (socket) => socket.write(formatResponse('{"a":NaN}'))],
  [
    'infinity',
    'sends -Infinity',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse('{"a":-Infinity}')),
  ],
  [
    'invalid-utf-8',
    'sends invalid UTF-8',
    { unreadable: 'invalid UTF-8' },
    (socket) => socket.write(formatResponse(Buffer.from([0x22, 0xc3, 0x28, 0x22]))),
  ],
  [
    'byte-order-mark',
    'sends JSON with a byte order mark',
    { unreadable: 'begins with a byte order mark' },
    (socket) => socket.write(formatResponse('\uFEFF{}')),
  ],
  [
    'utf-16',
    'sends JSON in UTF-16',
    { unreadable: 'invalid UTF-8' },
    (socket) => socket.write(formatResponse(Buffer.from('\uFEFF{"a":1}', 'utf16le'))),
  ],
  [
    'deep-arrays',
    'sends arrays nested 100,000 levels deep',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(formatResponse('['.repeat(100_000) + ']'.repeat(100_000))),
  ],
  [
    'deep-objects',
    'sends objects nested 100,000 levels deep',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(formatResponse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)),
  ],
  [
    'proto',
    'sends properties named `__proto__` and `constructor`',
    { status: 201 },
    (socket) =>
      socket.write(formatResponse('{"__proto__":{"token":"polluted"},"constructor":{"prototype":{}}}')),
  ],
  [
    'duplicates',
    'sends an object with a duplicate name',
    { status: 201 },
    (socket) => socket.write(formatResponse('{"id":1,"\\u0069d":2}')),
  ],
  [
    'spaces',
    'sends only white space',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse(' \r\n\t ')),
  ],
  [
    'two-values',
    'sends two JSON values',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse('{"name":"x"}{"name":"y"}')),
  ],
  [
    'loose-json',
    'sends JSON with a comment and a trailing comma',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse('{"name":"x",/* */}')),
  ],
  [
    'raw-controls',
    'sends unescaped control characters in a JSON string',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse('{"name":"\u001b[2J\n::error::x"}')),
  ],
  [
    'nul-bytes',
    'sends only zero bytes as body',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse(Buffer.alloc(1000))),
  ],
  [
    'deep-mixture',
    'sends nested arrays and objects that are never closed',
    { unreadable: 'nested more than 500 levels' },
    (socket) => socket.write(formatResponse('[{"a":'.repeat(15_000))),
  ],
  [
    'no-end-of-text',
    'sends a JSON string that is never closed',
    { unreadable: 'not JSON' },
    (socket) => socket.write(formatResponse(`{"name":"${'\\"'.repeat(30_000)}`)),
  ],
];
