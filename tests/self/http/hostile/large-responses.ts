import { gzipSync } from 'node:zlib';
import type { ReplyServer } from './hostile-server.ts';
import { formatResponse, mib } from './raw-http.ts';

const joinItems = (count: number, item: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => item(nth)).join();
const entry = '{"loc":["body"],"msg":"no","type":"no"}';

/** Bodies of about 7 MiB each. */
const bodies: readonly (readonly [id: string, description: string, create: () => string])[] = [
  ['numbers', 'two million numbers', () => `[${joinItems(2_000_000, () => '1')}]`],
  ['objects', 'half a million objects', () => `[${joinItems(500_000, () => '{"name":1}')}]`],
  ['names', 'half a million names', () => `{${joinItems(500_000, (nth) => `"n${nth}":1`)}}`],
  ['text', 'a string of 7 MiB', () => `{"name":"${'x'.repeat(7 * mib)}"}`],
  ['escapes', '1.2 million escape sequences', () => `{"name":"${'\\u0041'.repeat(1_200_000)}"}`],
  [
    'tokens',
    '200,000 tokens',
    () => `{"tokens":[${joinItems(200_000, (nth) => `"polar_cst_${String(nth).padStart(20, 'x')}"`)}]}`,
  ],
  [
    'secrets',
    '200,000 secret properties',
    () => `[${joinItems(200_000, (nth) => `{"token":"${String(nth).padStart(20, 'x')}"}`)}]`,
  ],
  [
    'parameters',
    '300,000 query parameters',
    () =>
      `{"url":"?${Array.from({ length: 300_000 }, (_, nth) => `token=${String(nth).padStart(16, 'x')}`).join('&')}"}`,
  ],
  [
    'base64',
    '7 MiB of base64',
    () => `{"name":"${Buffer.alloc(5 * mib, 'plain text ').toString('base64')}"}`,
  ],
  ['percents', '2.3 million percent signs', () => `{"name":"${'%25'.repeat(2_300_000)}"}`],
  ['entities', '1.2 million character references', () => `{"name":"${'&#x26;'.repeat(1_200_000)}"}`],
  ['backslashes', 'seven million backslashes', () => `{"name":"${'\\\\'.repeat(3_500_000)}"}`],
  ['quotes', 'two million empty strings', () => `[${joinItems(2_000_000, () => '""')}]`],
  ['entries', '150,000 errors', () => `{"detail":[${joinItems(150_000, () => entry)}]}`],
  [
    'loc',
    'an error whose loc has a million parts',
    () => `{"detail":[{"loc":[${joinItems(1_000_000, () => '"a"')}],"msg":"no","type":"no"}]}`,
  ],
];

const responses: readonly ReplyServer[] = bodies.map(([id, description, create]) => {
  let response: Buffer | undefined;
  return [
    `large-${id}`,
    `responds with ${description}`,
    { status: 422 },
    (socket) => {
      response ??= formatResponse(create(), {}, '422 Unprocessable Entity');
      socket.write(response);
    },
  ];
});

/** Servers whose responses are nearly as large as the client's default limit. */
export const largeResponses: readonly ReplyServer[] = [
  ...responses,
  [
    'large-unfolded',
    'responds with a few bytes that decompress to 7 MiB',
    { status: 201 },
    (socket) =>
      socket.write(
        formatResponse(gzipSync(`{"name":"${'x'.repeat(7 * mib)}"}`), { 'content-encoding': 'gzip' }),
      ),
  ],
];
