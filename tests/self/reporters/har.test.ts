import { expect, test } from 'vitest';
import { renderHar } from '../../../reporters/har.ts';
import { createRecord, exchanges } from './sample-record.ts';

const { log } = JSON.parse(renderHar(createRecord()));

/** The fields that HAR 1.2 requires (w3c.github.io/web-performance/specs/HAR/Overview.html) and their types. */
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

const listTypes = (value: object, names: object) =>
  Object.fromEntries(
    Object.keys(names).map((name) => [name, typeof Object.entries(value).find(([key]) => key === name)?.[1]]),
  );

test('the archive has all fields that HAR 1.2 requires, also for an exchange without a response', () => {
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'Polar Conformance', version: '0.1.0' } });
  expect(log.entries).toHaveLength(exchanges.length);
  for (const entry of log.entries) {
    expect(listTypes(entry, required.entry)).toEqual(required.entry);
    expect(listTypes(entry.request, required.request)).toEqual(required.request);
    expect(listTypes(entry.response, required.response)).toEqual(required.response);
    expect(listTypes(entry.response.content, required.content)).toEqual(required.content);
    expect(listTypes(entry.timings, required.timings)).toEqual(required.timings);
  }
});

test('the archive has requests and responses, with placeholders for secrets', () => {
  const [entry] = log.entries;
  expect(entry.request.headers[0]).toEqual({ name: 'authorization', value: 'Bearer ‹access token›' });
  expect(entry.request.postData.text).toContain('customer_id');
  expect(entry.response).toMatchObject({ status: 201, statusText: 'Created' });
  expect(log.entries[4]).toMatchObject({
    response: { status: 0 },
    _error: expect.stringMatching(/^reset: /),
  });
});

test('a header or body of 1 MB is shortened', () => {
  expect(renderHar(createRecord()).length).toBeLessThan(200_000);
});
