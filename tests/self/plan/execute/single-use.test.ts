import { describe, expect, it } from 'vitest';
import { testConformance } from '../../../../plan/test-conformance.ts';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { budget, createFakeClient, type FakeResponse } from '../library.ts';

const problem: Json = { description: 'An error' };
const ticketId: Json = { name: 'ticket_id', in: 'path', required: true, schema: { type: 'string' } };
const key: Json = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', format: 'uuid' } };

/**
 * A document about tickets: the seat must be unique and have a fixed format, and a ticket can be used or returned once.
 */
const document: JsonObject = {
  openapi: '3.1.1',
  info: { title: 'Tickets', version: '1' },
  paths: {
    '/tickets': {
      post: {
        operationId: 'sell',
        parameters: [key],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['seat', 'price'],
                properties: {
                  seat: { type: 'string', pattern: '^[A-Z][0-9]{4}$' },
                  price: { type: 'integer', minimum: 1 },
                },
              },
            },
          },
        },
        responses: {
          201: {
            description: 'Sold',
            content: {
              'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } },
            },
          },
          '4XX': problem,
        },
      },
    },
    '/tickets/{ticket_id}': {
      parameters: [ticketId],
      get: { operationId: 'read', responses: { 200: { description: 'A ticket' }, 404: problem } },
      delete: { operationId: 'giveBack', responses: { 204: { description: 'Gone' }, 404: problem } },
    },
    '/tickets/{ticket_id}/use': {
      parameters: [ticketId],
      post: { operationId: 'use', responses: { 200: { description: 'Used' }, 404: problem, 410: problem } },
    },
  },
};

/** Creates a correct server that keeps state. */
function createServer(): (theCase: Case) => FakeResponse {
  const tickets = new Map<string, { seat: unknown; isUsed: boolean }>();
  const sell = (body: Case['request']['body']): FakeResponse => {
    const value = body && 'text' in body ? parse(body.text) : body && 'json' in body ? body.json : undefined;
    const { seat, price } = (value ?? {}) as JsonObject; // a value that is not an object has neither property
    if (!/^[A-Z]\d{4}$/.test(String(seat)) || typeof seat !== 'string') return { status: 422 };
    if (!Number.isInteger(price) || Number(price) < 1) return { status: 422 };
    if ([...tickets.values()].some((ticket) => ticket.seat === seat))
      return { status: 409, json: { error: 'there is such a ticket' } };
    const id = `t${tickets.size + 1}-${seat}`;
    tickets.set(id, { seat, isUsed: false });
    return { status: 201, json: { id } };
  };
  return ({ request: { method, path, body, headers } }) => {
    const [, , id = '', action, rest] = (path.split('?')[0] ?? '').split('/');
    if (headers.some(([name, value]) => name === 'Idempotency-Key' && !/^[\da-f-]{36}$/.test(value)))
      return { status: 422 };
    if (id === '') return method === 'POST' ? sell(body) : { status: 405 };
    if (rest !== undefined || (action !== undefined && action !== 'use')) return { status: 404 };
    if (id === '%zz') return { status: 400 };
    const ticket = tickets.get(decodeURIComponent(id));
    const isKnownMethod = action === 'use' ? method === 'POST' : ['GET', 'DELETE'].includes(method);
    if (!isKnownMethod) return { status: 405 };
    if (!ticket) return { status: 404 };
    if (method === 'DELETE') {
      tickets.delete(decodeURIComponent(id));
      return { status: 204 };
    }
    if (action !== 'use') return { status: 200 };
    if (ticket.isUsed) return { status: 410 };
    ticket.isUsed = true;
    return { status: 200 };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function run(seed: number) {
  const contract = await loadContract({ file: 'tickets.yaml', text: JSON.stringify(document) });
  const client = createFakeClient(createServer());
  const input = { contract, suites: [], fixtures: {}, budget, seed, local: true, full: false, client };
  const { results } = await testConformance(input);
  return { results, sent: client.sent };
}

describe('a target that takes some values only once', () => {
  it.each([1, 2, 3])(
    'is not blamed, and every operation is accepted again and again (seed %i)',
    async (seed) => {
      const { results } = await run(seed);
      const failed = results.filter(
        ({ clause, verdict }) => verdict === 'failed' && !/protocol:(allow|media-type)/.test(clause.id),
      );
      expect(failed.map(({ clause }) => clause.id)).toEqual([]);
      const verdicts = new Map(results.map(({ clause, verdict }) => [clause.id, verdict]));
      expect(verdicts.get('sell/protocol:json-spelling')).toBe('passed');
      expect(verdicts.get('sell/request/price:minimum')).toBe('passed');
      expect(verdicts.get('giveBack/request:accepted')).toBe('passed');
      expect(verdicts.get('use/request:accepted')).toBe('passed');
    },
  );

  it('gets no idempotency key twice, but for the item that tests them', async () => {
    const { sent } = await run(1);
    const keys = sent.flatMap(({ request, kind, step }) =>
      request.headers.flatMap(([name, value]) =>
        name === 'Idempotency-Key' && kind === 'valid' && step?.item !== 'with key' ? [value] : [],
      ),
    );
    expect(keys).not.toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
