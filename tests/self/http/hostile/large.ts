import { gzipSync } from 'node:zlib';
import type { ReplyRow } from './hostile-server.ts';
import { mib, whole } from './raw-http.ts';

const listOf = (count: number, item: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => item(nth)).join();
const entry = '{"loc":["body"],"msg":"no","type":"no"}';

/** Bodies of some 7 MiB each, made anew for each answer's sake only once: what they are, and how. */
const bodies: readonly (readonly [id: string, says: string, make: () => string])[] = [
  ['numbers', 'two million numbers', () => `[${listOf(2_000_000, () => '1')}]`],
  ['objects', 'half a million objects', () => `[${listOf(500_000, () => '{"name":1}')}]`],
  ['names', 'half a million names', () => `{${listOf(500_000, (nth) => `"n${nth}":1`)}}`],
  ['text', 'one text of 7 MiB', () => `{"name":"${'x'.repeat(7 * mib)}"}`],
  ['escapes', 'a million escapes', () => `{"name":"${'\\u0041'.repeat(1_200_000)}"}`],
  [
    'tokens',
    '200,000 tokens',
    () => `{"tokens":[${listOf(200_000, (nth) => `"polar_cst_${String(nth).padStart(20, 'x')}"`)}]}`,
  ],
  [
    'secrets',
    '200,000 secrets by name',
    () => `[${listOf(200_000, (nth) => `{"token":"${String(nth).padStart(20, 'x')}"}`)}]`,
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
  ['percents', 'two million percent signs', () => `{"name":"${'%25'.repeat(2_300_000)}"}`],
  ['entities', 'a million character references', () => `{"name":"${'&#x26;'.repeat(1_200_000)}"}`],
  ['backslashes', 'seven million backslashes', () => `{"name":"${'\\\\'.repeat(3_500_000)}"}`],
  ['quotes', 'two million empty texts', () => `[${listOf(2_000_000, () => '""')}]`],
  ['entries', 'an error of 150,000 entries', () => `{"detail":[${listOf(150_000, () => entry)}]}`],
  [
    'loc',
    'an error with a loc of a million parts',
    () => `{"detail":[{"loc":[${listOf(1_000_000, () => '"a"')}],"msg":"no","type":"no"}]}`,
  ],
];

const large: readonly ReplyRow[] = bodies.map(([id, says, make]) => {
  let made: Buffer | undefined;
  return [
    `large-${id}`,
    `answers with ${says}`,
    { status: 422 },
    (socket) => {
      made ??= whole(make(), {}, '422 Unprocessable Entity');
      socket.write(made);
    },
  ];
});

/** Servers whose every answer is about as large as the client reads. */
export const largeAnswers: readonly ReplyRow[] = [
  ...large,
  [
    'large-unfolded',
    'answers with a few bytes that unfold to 7 MiB',
    { status: 201 },
    (socket) =>
      socket.write(whole(gzipSync(`{"name":"${'x'.repeat(7 * mib)}"}`), { 'content-encoding': 'gzip' })),
  ],
];
