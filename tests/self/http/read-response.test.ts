import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeContent } from '../../../http/decode-content.ts';
import type { Outcome } from '../../../http/read-response.ts';
import { retryAfter, retryOf } from '../../../http/retries.ts';
import { readJson } from '../../../http/strict-json.ts';

describe('a strict reader', () => {
  const values: readonly (readonly [text: string, value: unknown])[] = [
    ['null', null],
    [' {"a":[1,"x",{"a":2}]} ', { a: [1, 'x', { a: 2 }] }],
    ['"{\\"a\\":1,\\"a\\":2}"', '{"a":1,"a":2}'],
    ['["a","a",{"a":"a"},{"a":"a"}]', ['a', 'a', { a: 'a' }, { a: 'a' }]],
    ['['.repeat(500) + ']'.repeat(500), expect.anything()],
  ];
  for (const [text, value] of values) {
    test(`reads ${text.slice(0, 40)}`, () => {
      expect(readJson(Buffer.from(text))).toEqual({ text, json: { value } });
    });
  }

  const unread: readonly (readonly [text: string, unreadable: string])[] = [
    ['[1,]', 'not JSON'],
    ["{'a':1}", 'not JSON'],
    ['1 2', 'not JSON'],
    ['"', 'not JSON'],
    ['{"a', 'not JSON'],
    ['}]}', 'not JSON'],
    ['"\\', 'not JSON'],
    ['['.repeat(501) + ']'.repeat(501), 'nested more than 500 levels'],
    ['['.repeat(1_000_000), 'nested more than 500 levels'],
  ];
  for (const [text, unreadable] of unread) {
    test(`says that ${text.slice(0, 40)} is ${unreadable}`, () => {
      expect(readJson(Buffer.from(text))).toEqual({ text, unreadable });
    });
  }

  test('finds an empty body neither JSON nor unreadable', () => {
    expect(readJson(Buffer.alloc(0))).toEqual({ text: '' });
  });

  const doubles: readonly (readonly [text: string, names: string[]])[] = [
    ['{"a":1,"a":2}', ['a']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a":{"b":1,"b":1},"a" :2}', ['b', 'a']],
    ['{"__proto__":1,"__proto__":2}', ['__proto__']],
    ['{"a":"a","b":{"a":1}}', []],
    ['{"a:":"a","b":["a","a"]}', []],
  ];
  for (const [text, names] of doubles) {
    test(`finds ${JSON.stringify(names)} twice in ${text}`, () => {
      expect(readJson(Buffer.from(text)).duplicates ?? []).toEqual(names);
    });
  }

  test('keeps __proto__ a name like any', () => {
    const { json } = readJson(Buffer.from('{"__proto__":{"polluted":true}}'));
    expect(Object.keys(json?.value ?? {})).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('content coding', () => {
  const text = Buffer.from('{"a":1}');
  const coded: readonly (readonly [encoding: string, bytes: Buffer])[] = [
    ['', text],
    ['identity', text],
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['br, gzip', gzipSync(brotliCompressSync(text))],
  ];
  for (const [encoding, bytes] of coded) {
    test(`${encoding || 'none'} of ${bytes.length} bytes is undone`, async () => {
      expect(await decodeContent(bytes, encoding, 1000)).toEqual({ bytes: text });
    });
  }

  test('of nothing is nothing', async () => {
    expect(await decodeContent(Buffer.alloc(0), 'gzip', 1000)).toEqual({ bytes: Buffer.alloc(0) });
  });

  for (const [encoding, bytes, problem] of [
    ['gzip', gzipSync(Buffer.alloc(5000)), 'unfolds to more than 1000 bytes'],
    ['gzip', text, 'a broken gzip body'],
    ['zip', text, 'unknown content coding zip'],
    ['toString', text, 'unknown content coding'],
  ] as const) {
    test(`${encoding} of ${bytes.length} bytes: ${problem}`, async () => {
      expect(await decodeContent(bytes, encoding, 1000)).toEqual({
        problem: expect.stringContaining(problem),
      });
    });
  }
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 5, 1, 12, 0, 0);
  const waits: readonly (readonly [value: string | undefined, ms: number | undefined])[] = [
    [undefined, undefined],
    ['7', 7000],
    ['0', 100],
    ['Mon, 01 Jun 2026 12:00:30 GMT', 31_000],
    ['Mon, 01 Jun 2026 11:00:00 GMT', 100],
    ['soon', undefined],
    ['-1', undefined],
    ['1e9', undefined],
    ['99999999999999', undefined],
  ];
  for (const [value, ms] of waits) {
    test(`${value} means ${ms} ms`, () => {
      expect(retryAfter(value === undefined ? [] : [['retry-after', value]], now)).toBe(ms);
    });
  }
});

test('a date of Retry-After counts from the date of the answer', () => {
  const headers = [
    ['retry-after', 'Mon, 01 Jun 2026 12:00:30 GMT'],
    ['date', 'Mon, 01 Jun 2026 12:00:20 GMT'],
  ] as const;
  expect(retryAfter(headers, 0)).toBe(11_000);
});

describe('another attempt', () => {
  const answer = (status: number, headers: [string, string][] = []): Outcome => ({
    response: { status, headers, body: Buffer.alloc(0) },
  });
  const failure = (kind: 'reset' | 'refused' | 'headers timeout' | 'tls', answered = false): Outcome => ({
    failure: { kind, message: '', answered },
  });
  const retries: readonly (readonly [
    says: string,
    outcome: Outcome,
    attempts: number,
    reached: boolean,
    afterMs: number | undefined,
  ])[] = [
    ['429', answer(429), 1, true, 1000],
    ['429 for the third time', answer(429), 3, true, 4000],
    ['429 with a wait', answer(429, [['retry-after', '3']]), 5, true, 3000],
    ['503', answer(503), 1, true, 250],
    ['503 for the third time', answer(503), 3, true, undefined],
    ['500', answer(500), 1, true, undefined],
    ['201', answer(201), 1, true, undefined],
    ['a reset before an answer', failure('reset'), 1, true, 50],
    ['a reset within an answer', failure('reset', true), 1, true, undefined],
    ['a refusal of a target that has answered before', failure('refused'), 1, true, 250],
    ['a refusal of a target that never answered', failure('refused'), 1, false, undefined],
    ['a time-out', failure('headers timeout'), 1, true, undefined],
    ['broken TLS', failure('tls'), 1, true, undefined],
  ];
  for (const [says, outcome, attempts, reached, afterMs] of retries) {
    test(`after ${says} comes ${afterMs === undefined ? 'never' : `in ${afterMs} ms`}`, () => {
      expect(retryOf(outcome, attempts, reached, 0)?.afterMs).toBe(afterMs);
    });
  }
});
