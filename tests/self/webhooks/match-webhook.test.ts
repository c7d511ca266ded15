import { expect, it } from 'vitest';
import { matchWebhook } from '../../../oracles/deliveries/match-webhook.ts';
import { createWebhookModel } from '../../../spec/clauses/webhook-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

const typed = (type: JsonObject): JsonObject => ({ type: 'object', properties: { type } });
const requires = (name: string): JsonObject => ({ type: 'object', required: [name] });

const a = typed({ const: 'a' });
const c = typed({ const: 'c' });

it.each<[title: string, schemas: JsonObject, payload: Json | undefined, event: string | undefined]>([
  ['its type', { a, c }, { type: 'c' }, 'c'],
  ['no event of this type', { a, c }, { type: 'x' }, undefined],
  ['no object', { a, c }, 'a', undefined],
  ['no JSON', { a, c }, undefined, undefined],
  ['the only event, which has no type', { pet: requires('name') }, { tag: 1 }, 'pet'],
  ['the only event, without JSON', { pet: requires('name') }, undefined, 'pet'],
  ['the only event has another type', { a }, { type: 'x' }, undefined],
  [
    'the event whose schema accepts it',
    { pet: requires('name'), toy: requires('colour') },
    { colour: 1 },
    'toy',
  ],
  ['no schema accepts it', { pet: requires('name'), toy: requires('colour') }, {}, undefined],
])('the event of a payload: %s', async (_, schemas, payload, event) => {
  const webhooks = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const content = { 'application/json': { schema } };
      return [name, { post: { requestBody: { content }, responses: { '200': { description: 'OK' } } } }];
    }),
  );
  const contract = await loadDocument(createDocument({ A: {} }, { webhooks }));
  const models = contract.webhooks.map((webhook) => createWebhookModel(contract, webhook));
  const found = matchWebhook(models, payload === undefined ? undefined : { value: payload });
  expect(found?.event).toBe(event);
});
