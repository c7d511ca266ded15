import { expect, it } from 'vitest';
import type { Json } from '../../../../spec/json.ts';
import { describesStateConflict } from '../../../../spec/openapi/state-conflict.ts';
import { loadDocument } from '../create-document.ts';

const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

async function isStateConflict(
  method: string,
  path: string,
  description: string,
  properties: Json,
  own?: string,
) {
  const { operations } = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: {
      [path]: {
        parameters: [id],
        [method]: {
          operationId: 'op',
          ...(own !== undefined && { description: own }),
          requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } },
          responses: { 200: { description: 'done' }, 409: { description } },
        },
      },
    },
  });
  return operations.map(describesStateConflict)[0];
}

const status: Json = { status: { type: 'string' } };

it.each<[isConflict: boolean, method: string, path: string, description: string, properties: Json]>([
  [true, 'post', '/orders/{id}/cancel', 'The order is already cancelled', {}],
  [true, 'post', '/orders/{id}/cancellation', 'Already canceled.', {}],
  [true, 'post', '/orders/{id}:publish', 'Has been published already', {}],
  [true, 'post', '/orders/{id}/mark-paid', 'It was paid already', {}],
  [true, 'post', '/orders/{id}/publish', 'The order has this state already', {}],
  [false, 'post', '/orders/{id}/cancel', 'The order is already shipped', {}],
  [false, 'post', '/orders/{id}/cancel', 'The order cannot be cancelled', {}],
  [false, 'post', '/orders/{id}/cancel', 'Conflict', {}],
  [true, 'patch', '/orders/{id}', 'The order has this status already', status],
  [false, 'patch', '/orders/{id}', 'Another order has this number already', status],
  [false, 'patch', '/orders/{id}', 'The order has this status already', {}],
])('%s: %s %s, "%s"', async (isConflict, method, path, description, properties) => {
  expect(await isStateConflict(method, path, description, properties)).toBe(isConflict);
});

it.each<[isConflict: boolean, method: string, own: string]>([
  [true, 'post', 'A cancelled order cannot be cancelled again.'],
  [true, 'post', 'Only an open order can be cancelled, otherwise the response is 409.'],
  [true, 'post', 'An order that has been shipped, or already cancelled, cannot be cancelled (`409`).'],
  [false, 'post', 'Cancels the order, or responds with 409 if it has been shipped.'],
  [false, 'post', 'Cancels the order. The response is 409 if it has been shipped.'],
  [false, 'post', 'Orders can be cancelled for a day. The response is 409 if payments are open.'],
  [false, 'post', 'Cancels the order. Only its buyer may do so.'],
  [false, 'post', 'May be sent again.'],
  [false, 'patch', 'A cancelled order cannot be cancelled again.'],
])('%s: %s with the description "%s"', async (isConflict, method, own) => {
  expect(await isStateConflict(method, '/orders/{id}/cancel', 'Conflict', {}, own)).toBe(isConflict);
});

it('a form of a verb may begin otherwise', async () => {
  const own = 'An invoice that has been sent cannot be sent (`409`).';
  expect(await isStateConflict('post', '/invoices/{id}/send', 'Conflict', {}, own)).toBe(true);
});
