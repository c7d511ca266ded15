import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import type { BookshopRequest } from './bookshop-request.ts';
import { findViolations } from './find-violations.ts';
import { requestBattery, sendBattery } from './request-battery.ts';
import { withBookshop } from './send-to-bookshop.ts';

const contract = await loadContract({ file: 'reference/bookshop/openapi.yaml' });

const describeRequest = ({ method, path, headers, body }: BookshopRequest): string =>
  [
    method,
    path,
    ...Object.values(headers ?? {}),
    body === undefined ? '' : JSON.stringify(body).slice(0, 100),
  ].join(' ');

const replies = await withBookshop({}, (server) => sendBattery(server, requestBattery));
const rows = requestBattery.map((request, index) => ({
  request,
  title: describeRequest(request),
  reply: replies[index] ?? { failure: 'not sent' },
}));

describe('the bookshop', () => {
  it.each(rows)('responds as its document describes: $title', ({ request, reply }) => {
    if ('failure' in reply) throw new Error(reply.failure);
    expect(reply.status, reply.bytes.toString()).toBe(request.status);
    expect(findViolations(contract, request.operation, reply)).toEqual([]);
  });

  it('is sent a request for every operation, of which one succeeds', () => {
    const succeeded = new Set(
      requestBattery.filter(({ status }) => status < 300).map(({ operation }) => operation),
    );
    expect(contract.operations.filter(({ id }) => !succeeded.has(id))).toEqual([]);
  });
});
