import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeContent } from '../../../http/decode-content.ts';

describe('content coding', () => {
  const text = Buffer.from('{"a":1}');
  const encoded: readonly (readonly [encoding: string, bytes: Buffer])[] = [
    ['', text],
    ['identity', text],
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['br, gzip', gzipSync(brotliCompressSync(text))],
  ];
  for (const [encoding, bytes] of encoded) {
    test(`${encoding || 'none'} of ${bytes.length} bytes is decoded`, async () => {
      expect(await decodeContent(bytes, encoding, 1000)).toEqual({ bytes: text });
    });
  }

  test('of an empty body is an empty body', async () => {
    expect(await decodeContent(Buffer.alloc(0), 'gzip', 1000)).toEqual({ bytes: Buffer.alloc(0) });
  });

  for (const [encoding, bytes, problem] of [
    ['gzip', gzipSync(Buffer.alloc(5000)), 'decompresses to more than 1000 bytes'],
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
