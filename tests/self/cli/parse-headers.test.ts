import { expect, test } from 'vitest';
import { parseHeaders } from '../../../cli/parse-headers.ts';
import { UsageError } from '../../../http/usage-error.ts';

test('an extra header is parsed into name and value', () => {
  expect(parseHeaders(['X-A: b: c ', 'x-empty:'])).toEqual([
    ['X-A', 'b: c'],
    ['x-empty', ''],
  ]);
});

for (const line of [
  'hunter2',
  ': hunter2',
  'x y: hunter2',
  'x: hunter2\r\ny: z',
  'x: hunter2\u20ac',
  'Host: hunter2',
]) {
  test(`the extra header ${JSON.stringify(line)} is rejected without repeating its value`, () => {
    expect(() => parseHeaders([line])).toThrow(UsageError);
    expect(() => parseHeaders([line])).toThrow(/^(?!.*hunter2)/);
  });
}
