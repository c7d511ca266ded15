import { expect, test } from 'vitest';
import { har } from '../../../reporters/har.ts';
import { exchanges, sampleRecord } from './sample-record.ts';

const { log } = JSON.parse(har(sampleRecord()));

/** Required by HAR 1.2 (w3c.github.io/web-performance/specs/HAR/Overview.html), by the kind of value. */
const required = {
  entry: {
    startedDateTime: 'string',
    time: 'number',
    request: 'object',
    response: 'object',
    cache: 'object',
    timings: 'object',
  },
  request: {
    method: 'string',
    url: 'string',
    httpVersion: 'string',
    cookies: 'object',
    headers: 'object',
    queryString: 'object',
    headersSize: 'number',
    bodySize: 'number',
  },
  response: {
    status: 'number',
    statusText: 'string',
    httpVersion: 'string',
    cookies: 'object',
    headers: 'object',
    content: 'object',
    redirectURL: 'string',
    headersSize: 'number',
    bodySize: 'number',
  },
  content: { size: 'number', mimeType: 'string' },
  timings: { send: 'number', wait: 'number', receive: 'number' },
};

const kinds = (value: object, names: object) =>
  Object.fromEntries(
    Object.keys(names).map((name) => [name, typeof Object.entries(value).find(([key]) => key === name)?.[1]]),
  );

test('the archive has every field that HAR 1.2 requires, for an exchange without an answer too', () => {
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'Polar Conformance', version: '0.1.0' } });
  expect(log.entries).toHaveLength(exchanges.length);
  for (const entry of log.entries) {
    expect(kinds(entry, required.entry)).toEqual(required.entry);
    expect(kinds(entry.request, required.request)).toEqual(required.request);
    expect(kinds(entry.response, required.response)).toEqual(required.response);
    expect(kinds(entry.response.content, required.content)).toEqual(required.content);
    expect(kinds(entry.timings, required.timings)).toEqual(required.timings);
  }
});

test('the archive shows what was sent and received, secrets as placeholders', () => {
  const [entry] = log.entries;
  expect(entry.request.headers[0]).toEqual({ name: 'authorization', value: 'Bearer ‹access token›' });
  expect(entry.request.postData.text).toContain('customer_id');
  expect(entry.response).toMatchObject({ status: 201, statusText: 'Created' });
  expect(log.entries[4]).toMatchObject({
    response: { status: 0 },
    _error: expect.stringMatching(/^reset: /),
  });
});

test('1 MB in a header or body does not make the archive large', () => {
  expect(har(sampleRecord()).length).toBeLessThan(200_000);
});
