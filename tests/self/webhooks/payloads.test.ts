import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMutationContext } from '../../../arbitraries/invalid/mutation-context.ts';
import { violateClause } from '../../../arbitraries/invalid/violate-clause.ts';
import { validValue } from '../../../arbitraries/valid-value.ts';
import { createDeliveryJudge, type DeliveryJudge } from '../../../oracles/deliveries/judge-delivery.ts';
import type { Finding } from '../../../spec/clauses/verdict.ts';
import { createWebhookModel, type WebhookModel } from '../../../spec/clauses/webhook-model.ts';
import { type Json, parentPointer } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { loadDocument } from '../spec/create-document.ts';
import { bakery, bread, createDelivery } from './bakery.ts';

let models: WebhookModel[];
let judge: DeliveryJudge;

beforeAll(async () => {
  const contract = await loadDocument(bakery);
  models = contract.webhooks.map((webhook) => createWebhookModel(contract, webhook));
});

/** Judges a delivery as the first one, so that nothing is repeated. */
function listFindings(value: Json, headers: Record<string, string | undefined> = {}): Finding[] {
  judge = createDeliveryJudge(models, true);
  const { ofAll, ofEvent } = judge(createDelivery(value, { headers }));
  return [...ofAll, ...ofEvent].flatMap(({ finding }) => finding ?? []);
}

const getRoot = ({ payload }: WebhookModel): SchemaNode => payload ?? expect.fail('the event has a payload');

const createValues = (model: WebhookModel) =>
  ({ contract: getRoot(model).message.contract, direction: 'response' }) as const;

const events = ['bread.baked', 'order.placed', 'oven'];
const findModel = (event: string): WebhookModel =>
  models.find((model) => model.event === event) ?? expect.fail('the document has the event');

const isAboutType = (clause: string): boolean => /^webhooks\/delivery:(type|event)$/.test(clause);

describe.each(events)('%s', (event) => {
  it('accepts every valid payload, and knows its event', () => {
    const model = findModel(event);
    fc.assert(
      fc.property(validValue(getRoot(model).schema, createValues(model)), (value) => {
        expect(listFindings(value)).toEqual([]);
        expect(judge(createDelivery(value)).exchange.case).toMatchObject({
          operation: `webhook:${event}`,
          description: `a delivery of ${event}`,
        });
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('fails each clause of its payload at the place of a violation', () => {
    const model = findModel(event);
    const root = getRoot(model);
    const context = createMutationContext(root, createValues(model));
    const clauses = model.clauses.filter(
      ({ id }) => !id.endsWith('/request:schema') && !id.includes('/header.'),
    );
    expect(clauses.length).toBeGreaterThan(8);
    for (const { id } of clauses) {
      const [mutation = expect.fail(`${id} can be violated`)] = violateClause(
        root,
        id,
        { count: 1 },
        context,
      );
      // a value without a tag of the union is a defect of its discriminator
      const sought = [id, id.replace(/(@[a-z.]+)?:(oneOf|type)$/, ':discriminator')];
      const own = listFindings(mutation.body).find(
        ({ clause }) => sought.includes(clause) || isAboutType(clause),
      );
      // names of properties that are not allowed are a defect of their object
      const isName = /:(additionalProperties|propertyNames)$/.test(id);
      const place = isName ? parentPointer(mutation.instancePointer) : mutation.instancePointer;
      expect(own, id).toMatchObject({ location: { body: place } });
      // the type selects the event, so that a payload without one is not judged by the union of the event
      if (own && isAboutType(own.clause))
        expect(id).toMatch(/^webhook:oven\/request(@[a-z.]+)?:(oneOf|discriminator|type)$/);
    }
  });
});

it.each<[string, Json]>([
  ['a delivery of bread.burnt', { type: 'bread.burnt' }],
  ['a delivery of an unknown event', { type: 3 }],
  ['a delivery of an unknown event', {}],
])('%s is one of no documented event: %j', (description, value) => {
  const { exchange } = createDeliveryJudge(models, true)(createDelivery(value));
  expect(exchange.case).toMatchObject({ operation: 'webhooks', description });
});

it.each([
  [undefined, 'required', 'nothing'],
  ['many', 'type', '"many"'],
  ['0', 'minimum', '"0"'],
])('the header X-Shop: %s fails the clause `%s`', (value, keyword, words) => {
  const findings = listFindings(bread, { 'x-shop': value });
  expect(findings).toMatchObject([
    {
      clause: `webhook:bread.baked/request/header.X-Shop:${keyword}`,
      location: 'header x-shop',
      received: { words },
    },
  ]);
});

it('a property that only responses have is allowed, since the API sends the payload', async () => {
  const data = { type: 'object', properties: { id: { type: 'integer', readOnly: true } }, required: ['id'] };
  const properties = { type: { const: 'a' }, data };
  const schema = { type: 'object', properties, required: ['data'] };
  const content = { 'application/json': { schema } };
  const responses = { '200': { description: 'OK' } };
  const contract = await loadDocument({
    ...bakery,
    webhooks: { a: { post: { requestBody: { content }, responses } } },
  });
  const [webhook = expect.fail('the document has a webhook')] = contract.webhooks;
  const ids = createWebhookModel(contract, webhook).clauses.map(({ id }) => id);
  expect(ids).toContain('webhook:a/request/data/id:required');
});
