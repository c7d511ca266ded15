import { describe, expect, it } from 'vitest';
import { parseHar } from '../../../../http/har/parse-har.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { RecordedExchange } from '../../../../spec/openapi/exchange.ts';

const parse = (...entries: Json[]): RecordedExchange[] => parseHar(JSON.stringify({ log: { entries } }));

/** Parses the only entry, given the fields that differ from a plain exchange. */
function parseEntry({ request = {}, response = {} }: { request?: JsonObject; response?: JsonObject }) {
  const [recorded] = parse({
    startedDateTime: '2026-11-24T10:00:00.000Z',
    time: 12,
    request: { method: 'post', url: 'http://x/books?a=1', headers: [], ...request },
    response: { status: 200, headers: [], content: { text: '{"id":1}' }, ...response },
  });
  if (!recorded) throw new Error('the entry was left out');
  return recorded;
}

const content = (fields: JsonObject): JsonObject => ({ content: fields });
const post = (text: string): JsonObject => ({ postData: { mimeType: 'application/json', text } });

describe('an HTTP Archive', () => {
  it('has exchanges with method, URL, headers, bodies and times', () => {
    const headers: Json = [{ name: 'Content-Type', value: 'application/json' }];
    expect(parseEntry({ request: { headers, ...post('{"a":1}') }, response: { headers } })).toMatchObject({
      id: 1,
      sent: {
        method: 'POST',
        url: 'http://x/books?a=1',
        headers: [['Content-Type', 'application/json']],
        body: '{"a":1}',
      },
      sentJson: { value: { a: 1 } },
      response: {
        status: 200,
        headers: [['Content-Type', 'application/json']],
        body: { json: { value: { id: 1 } }, bytes: 8 },
      },
      startedAt: Date.UTC(2026, 10, 24, 10),
      durationMs: 12,
    });
  });

  it('may begin with a byte order mark, and have entries without a request', () => {
    expect(
      parseHar('\uFEFF{"log":{"entries":[{},null,{"request":{"method":"GET","url":"/"}}]}}'),
    ).toHaveLength(1);
  });

  it.each(['', '[]', '{"log":{}}', '{"log":{"entries":{}}}'])('is not %j', (text) => {
    expect(() => parseHar(text)).toThrow('the file is not an HTTP Archive');
  });
});

describe('a recorded response', () => {
  it.each([0, -1])('that is missing (status %i) is no failure of the server', (status) => {
    const recorded = parseEntry({ response: { status } });
    expect(recorded.response).toBeUndefined();
    expect(recorded.failure).toMatchObject({ kind: 'aborted', answered: false });
  });

  it('may be in base64', () => {
    const text = Buffer.from('{"a":"é"}').toString('base64');
    expect(parseEntry({ response: content({ text, encoding: 'base64' }) }).response?.body.json).toEqual({
      value: { a: 'é' },
    });
  });

  it.each<[title: string, fields: JsonObject, isUnread: true | undefined]>([
    ['was left out', { size: 100 }, true],
    ['has no size either', {}, true],
    ['is empty', { size: 0 }, undefined],
    ['was shortened', { size: 100, text: '{"a":' }, true],
    ['is no JSON', { size: 5, text: '{"a":' }, undefined],
    ['is JSON with placeholders', { size: 100, text: '{"a":"‹token›"}' }, undefined],
  ])('with a body that %s is read accordingly', (_, fields, isUnread) => {
    expect(parseEntry({ response: content(fields) }).response?.body.isUnread).toBe(isUnread);
  });

  it('has no pseudo-header fields', () => {
    const headers: Json = [
      { name: ':status', value: '200' },
      { name: 'etag', value: '"a"' },
    ];
    expect(parseEntry({ response: { headers } }).response?.headers).toEqual([['etag', '"a"']]);
  });
});

describe('a recorded request body', () => {
  it('may be a list of fields', () => {
    const params: Json = [
      { name: 'a b', value: '1' },
      { name: 'c', value: '&' },
    ];
    expect(parseEntry({ request: { postData: { params } } }).sent.body).toBe('a+b=1&c=%26');
  });

  it.each([
    '{"a":NaN}',
    '{"a":1e999}',
    '{"a":1,"a":2}',
    '{"a":"\\ud800"}',
    '{"a":"\uFFFD"}',
    '{"a":',
    `{"a":${'9'.repeat(400)}}`,
  ])('that servers read differently is no JSON: %.30s', (text) => {
    expect(parseEntry({ request: post(text) }).sentJson).toBeUndefined();
  });

  it('may have a string of any length', () => {
    const value = 'a'.repeat(9_000_000);
    expect(parseEntry({ request: post(JSON.stringify(value)) }).sentJson).toEqual({ value });
  });
});
