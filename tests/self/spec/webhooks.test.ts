import { expect, it } from 'vitest';
import { createWebhookModel } from '../../../spec/clauses/webhook-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from './create-document.ts';

const post = (schema: Json): JsonObject => ({
  requestBody: { content: { 'application/json': { schema } } },
  responses: { '200': { description: 'OK' } },
});

const load = (webhooks: JsonObject, fields: JsonObject = {}) =>
  loadDocument(createDocument({ A: { type: 'object' } }, { webhooks, ...fields }));

it('webhooks are named by their keys, and by their methods other than POST', async () => {
  const { webhooks, operations } = await load({
    'order.paid': { post: { ...post(true), operationId: '_endpoint_order_paid' } },
    ping: { post: post(true), put: post(true) },
  });
  expect(webhooks.map(({ id, method, path }) => [id, method, path])).toEqual([
    ['webhook:order.paid', 'POST', 'order.paid'],
    ['webhook:ping PUT', 'PUT', 'ping'],
    ['webhook:ping', 'POST', 'ping'],
  ]);
  expect(operations.map(({ id }) => id)).toEqual(['a']);
});

it('a document may have webhooks only', async () => {
  const { webhooks, operations } = await load({ ping: { post: post(true) } }, { paths: {} });
  expect([webhooks.length, operations.length]).toEqual([1, 0]);
});

it('a defect removes only the webhooks and operations that use it', async () => {
  const broken = { $ref: '#/components/schemas/Missing' };
  const { webhooks, operations } = await load({ good: { post: post(true) }, bad: { post: post(broken) } });
  expect(webhooks.map(({ id, defects }) => [id, defects?.length])).toEqual([
    ['webhook:good', undefined],
    ['webhook:bad', 1],
  ]);
  expect(operations.map(({ defects }) => defects)).toEqual([undefined]);
});

const typed = (type: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties: { type },
  ...more,
});

it.each<[title: string, schema: Json, types: string[] | undefined]>([
  ['a constant', typed({ const: 'a' }), ['a']],
  ['several values', typed({ enum: ['a', 'b'] }), ['a', 'b']],
  ['any text', typed({ type: 'string' }), ['event']],
  ['no type', { type: 'object' }, undefined],
  ['any value', true, undefined],
  ['a part of `allOf`', { allOf: [{ type: 'object' }, typed({ const: 'a' })] }, ['a']],
  ['all branches', { oneOf: [typed({ const: 'a' }), typed({ const: 'b' })] }, ['a', 'b']],
  ['one of the branches', { anyOf: [typed({ const: 'a' }), { type: 'object' }] }, undefined],
])('the types of an event are those that its schema states: %s', async (_, schema, types) => {
  const contract = await load({ event: { post: post(schema) } });
  const [webhook = expect.fail('the document has a webhook')] = contract.webhooks;
  expect(createWebhookModel(contract, webhook).types).toEqual(types);
});

it('the type that selects the event has no clauses', async () => {
  const contract = await load({
    event: { post: post(typed({ const: 'a' }, { required: ['type', 'data'] })) },
  });
  const [webhook = expect.fail('the document has a webhook')] = contract.webhooks;
  expect(createWebhookModel(contract, webhook).clauses.map(({ id }) => id)).toEqual([
    'webhook:event/request:schema',
    'webhook:event/request/data:required',
  ]);
});
