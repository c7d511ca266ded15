import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseRecording } from '../../../../http/har/parse-recording.ts';

const line = JSON.stringify({
  request: { method: 'POST', url: 'http://localhost/books', headers: { accept: ['a', 'b'] }, body: { a: 1 } },
  response: { status: 201, headers: { 'content-type': 'application/json' }, body: '{"id":1}' },
});
const archive = JSON.stringify({
  log: { entries: [{ request: { method: 'GET', url: 'http://localhost/books', headers: [] } }] },
});

describe('recorded exchanges', () => {
  it('are read from JSON lines, with bodies as text or as JSON', () => {
    const [first, second] = parseRecording(Buffer.from(`${line}\n\n${line}\n`));
    expect(first).toMatchObject({
      id: 1,
      sent: {
        method: 'POST',
        headers: [
          ['accept', 'a'],
          ['accept', 'b'],
        ],
        body: '{"a":1}',
      },
      sentJson: { value: { a: 1 } },
      response: { status: 201, body: { text: '{"id":1}', json: { value: { id: 1 } } } },
    });
    expect(second?.id).toBe(2);
  });

  it.each<[string, string]>([
    ['JSON lines', line],
    ['HTTP Archives', archive],
  ])('are read from compressed %s', (_, text) => {
    expect(parseRecording(gzipSync(text))).toEqual(parseRecording(Buffer.from(text)));
    expect(parseRecording(gzipSync(text))).toHaveLength(1);
  });

  it.each<[string, Buffer, RegExp]>([
    ['text', Buffer.from(`${line}\nhello`), /^line 2 is no recorded exchange: give an HTTP Archive/],
    ['another JSON object', Buffer.from('{"a":1}'), /^line 1 is no recorded exchange/],
    ['a request without a URL', Buffer.from('{"request":{"method":"GET"}}'), /^line 1/],
    ['damaged gzip data', gzipSync(line).subarray(0, 20), /gzip data are damaged/],
  ])('are not read from %s', (_, bytes, message) => {
    expect(() => parseRecording(bytes)).toThrow(message);
  });
});
