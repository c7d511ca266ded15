import { beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryJudge, type DeliveryJudge } from '../../../oracles/deliveries/judge-delivery.ts';
import { deliveryOracles } from '../../../oracles/deliveries/rules.ts';
import { createDeliveryClauses, deliveryRules } from '../../../spec/clauses/rules/deliveries.ts';
import type { Finding } from '../../../spec/clauses/verdict.ts';
import { createWebhookModel, listWebhookClauses } from '../../../spec/clauses/webhook-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { loadDocument } from '../spec/create-document.ts';
import { bakery, bread, createDelivery, createSignature, type DeliveryParts, receivedAt } from './bakery.ts';

let contract: Contract;

beforeAll(async () => {
  contract = await loadDocument(bakery);
});

const createJudge = (followsStandard = true): DeliveryJudge =>
  createDeliveryJudge(
    contract.webhooks.map((webhook) => createWebhookModel(contract, webhook)),
    followsStandard,
  );

/** The results of the rules for a delivery: a finding, `pass`, or undefined without evidence. */
function judgeRules(
  value: Json,
  parts: DeliveryParts = {},
  judge = createJudge(),
): Map<string, Finding | 'pass'> {
  const { ofAll } = judge(createDelivery(value, parts));
  return new Map(
    ofAll.map(({ clause, finding }) => [clause.replace('webhooks/delivery:', ''), finding ?? 'pass']),
  );
}

const listFailed = (results: ReadonlyMap<string, Finding | 'pass'>): string[] =>
  [...results].flatMap(([name, result]) => (result === 'pass' ? [] : [name]));

const seconds = receivedAt / 1000;

const withHeader = (name: string, value?: string): DeliveryParts => ({ headers: { [name]: value } });

it('every rule has an oracle, and the reverse', () => {
  expect(Object.keys(deliveryOracles)).toEqual(deliveryRules.map(({ name }) => name));
});

it('the clauses are MUST with four exceptions, and have the document as their source if no standard is', () => {
  const clauses = createDeliveryClauses();
  expect(clauses.filter(({ level }) => level !== 'MUST').map(({ id, level }) => [id, level])).toEqual([
    ['webhooks/delivery:unique-names', 'SHOULD'],
    ['webhooks/delivery:event', 'SHOULD'],
    ['webhooks/delivery:same-payload', 'SHOULD'],
    ['webhooks/delivery:once', 'MAY'],
  ]);
  const ofDocument = clauses.filter(({ schemaPointer }) => schemaPointer === '#/webhooks');
  expect(ofDocument.map(({ id }) => id)).toEqual([
    'webhooks/delivery:method',
    'webhooks/delivery:type',
    'webhooks/delivery:event',
  ]);
  expect(clauses[0]).toEqual({
    ...{ id: 'webhooks/delivery:method', family: 'webhooks', operation: 'webhooks', level: 'MUST' },
    description: 'every delivery has the method that the document declares for its event',
    schemaPointer: '#/webhooks',
  });
});

it('the clauses of webhooks are those of all deliveries and of each event, if there is one', () => {
  const clauses = listWebhookClauses(contract, contract.webhooks.slice(0, 1));
  const [webhook = expect.fail('the document has a webhook')] = contract.webhooks;
  expect(clauses).toEqual([...createDeliveryClauses(), ...createWebhookModel(contract, webhook).clauses]);
  expect(listWebhookClauses(contract, [])).toEqual([]);
});

it('text is no event of an API whose events are distinguished by a type', () => {
  const results = judgeRules('', { ...withHeader('content-type', 'text/plain'), body: 'x' });
  expect(results.get('event')).toMatchObject({
    ...{ location: 'body', expected: 'a payload of an event of the document' },
    received: { words: 'a body that is not JSON' },
  });
});

describe('a payload of an API whose events are not distinguished by a type', () => {
  it.each<[title: string, parts: DeliveryParts, value: Json, received: string | undefined]>([
    ['of an event', {}, bread, undefined],
    ['of no event', {}, { data: 1 }, 'another payload'],
    ['that is text', { ...withHeader('content-type', 'text/plain'), body: 'x' }, '', 'no evidence'],
    ['that is broken JSON', { body: '{' }, '', 'no evidence'],
  ])('%s', (_, parts, value, received) => {
    const models = contract.webhooks.map((webhook) => {
      const { types: _types, ...model } = createWebhookModel(contract, webhook);
      return model;
    });
    const results = judgeRules(value, parts, createDeliveryJudge(models, true));
    const event = results.get('event') ?? 'no evidence';
    if (received === undefined || received === 'no evidence') expect(event).toBe(received ?? 'pass');
    else
      expect(event).toMatchObject({
        ...{ location: 'body', expected: 'a payload of an event of the document' },
        received: { words: received },
      });
    expect(results.has('type')).toBe(false);
  });
});

it('a good delivery passes every rule that it is evidence for', () => {
  expect([...judgeRules(bread)]).toEqual(
    deliveryRules
      .map(({ name }) => name.replace('delivery:', ''))
      .filter((name) => name !== 'one-event' && name !== 'same-payload')
      .map((name) => [name, 'pass']),
  );
});

describe('a delivery fails', () => {
  it.each<
    [title: string, failed: string[], location: Finding['location'], parts: DeliveryParts, value?: JsonObject]
  >([
    ['with another method', ['method'], 'connection', { method: 'PUT' }],
    ['as text', ['media-type'], 'header content-type', withHeader('content-type', 'text/plain')],
    ['without a media type', ['media-type'], 'header content-type', withHeader('content-type')],
    ['with a body that is not JSON', ['json'], 'body', { body: '{"type":' }],
    ['with an empty body', ['json'], 'body', { body: '' }],
    [
      'with a repeated name',
      ['unique-names'],
      'body',
      { body: `${JSON.stringify(bread).slice(0, -1)},"type":"bread.baked"}` },
    ],
    ['without a type', ['type'], { body: '/type' }, {}, { timestamp: '2026-11-27T09:59:58Z' }],
    ['with a number as type', ['type'], { body: '/type' }, {}, { ...bread, type: 3 }],
    ['of an unknown event', ['event'], { body: '/type' }, {}, { ...bread, type: 'bread.burnt' }],
    ['without an id', ['id'], 'header webhook-id', withHeader('webhook-id')],
    ['with an empty id', ['id'], 'header webhook-id', withHeader('webhook-id', '')],
    ['without a timestamp', ['timestamp'], 'header webhook-timestamp', withHeader('webhook-timestamp')],
    ['with milliseconds', ['timestamp'], 'header webhook-timestamp', { timestamp: receivedAt }],
    [
      'with a date as timestamp',
      ['timestamp'],
      'header webhook-timestamp',
      { timestamp: '2026-11-27T10:00:00Z' },
    ],
    ['that is 301 seconds old', ['fresh'], 'header webhook-timestamp', { timestamp: seconds - 301 }],
    ['that is 301 seconds early', ['fresh'], 'header webhook-timestamp', { timestamp: seconds + 301 }],
    ['without a signature', ['signature'], 'header webhook-signature', withHeader('webhook-signature')],
    [
      'with a signature in hexadecimal',
      ['signature'],
      'header webhook-signature',
      withHeader('webhook-signature', 'sha256=00ff'),
    ],
    ['signed with another secret', ['signed'], 'header webhook-signature', { key: 'another' }],
  ])('%s', (_, failed, location, parts, value = bread) => {
    const results = judgeRules(value, parts);
    expect(listFailed(results)).toEqual(failed);
    expect(results.get(failed[0] ?? '')).toMatchObject({ location });
  });

  it('with one byte of its signature, its body, its id or its timestamp changed', () => {
    const body = JSON.stringify(bread);
    const right = createSignature('polar_whs_4xJq8ZpT2vNsW7yB', 'msg_1', seconds, body);
    const wrong = `${right.slice(0, 10)}${right[10] === 'A' ? 'B' : 'A'}${right.slice(11)}`;
    const changes: DeliveryParts[] = [
      { headers: { 'webhook-signature': wrong } },
      { body: body.replace('750', '751'), headers: { 'webhook-signature': right } },
      { id: 'msg_2', headers: { 'webhook-signature': right } },
      { timestamp: seconds + 1, headers: { 'webhook-signature': right } },
    ];
    for (const change of changes) expect(listFailed(judgeRules(bread, change))).toEqual(['signed']);
    expect(listFailed(judgeRules(bread, { headers: { 'webhook-signature': right } }))).toEqual([]);
  });
});

describe('a delivery is no evidence', () => {
  it.each<[title: string, rules: string[], parts: DeliveryParts]>([
    ['of its age without a recorded time', ['fresh'], { startedAt: 0 }],
    ['of its age without a timestamp', ['fresh', 'signed'], withHeader('webhook-timestamp')],
    [
      'of a symmetric signature with an asymmetric one',
      ['signed'],
      withHeader('webhook-signature', 'v1a,aGFsbG8='),
    ],
    ['of its payload if it is not JSON', ['type', 'event', 'unique-names'], { body: '{' }],
    ['of repetitions if it was rejected', ['once'], { status: 503 }],
  ])('%s', (_, rules, parts) => {
    const results = judgeRules(bread, parts);
    for (const rule of rules) expect([...results.keys()], rule).not.toContain(rule);
  });

  it('of Standard Webhooks if the API does not follow it', () => {
    const none = { 'webhook-id': undefined, 'webhook-timestamp': undefined, 'webhook-signature': undefined };
    const results = judgeRules(bread, { headers: none }, createJudge(false));
    expect(listFailed(results)).toEqual([]);
    expect([...results.keys()]).not.toContain('id');
    const one = judgeRules(bread, { headers: { ...none, 'webhook-id': 'a' } }, createJudge(false));
    expect(listFailed(one)).toEqual([]);
    const two = judgeRules(
      bread,
      { headers: { ...none, 'webhook-id': 'a', 'webhook-timestamp': '1' } },
      createJudge(false),
    );
    expect(listFailed(two)).toEqual(['timestamp', 'fresh', 'signature']);
  });
});

it('any of several signatures may match', () => {
  const body = JSON.stringify(bread);
  const signatures = ['old', 'polar_whs_4xJq8ZpT2vNsW7yB'].map((key) =>
    createSignature(key, 'msg_1', seconds, body),
  );
  const parts = withHeader('webhook-signature', [...signatures, 'v1a,aGFsbG8='].join(' '));
  expect(listFailed(judgeRules(bread, parts))).toEqual([]);
});

describe('a second delivery of an id', () => {
  const repeat = (first: DeliveryParts, value: Json, second: DeliveryParts = {}) => {
    const judge = createJudge();
    judgeRules(bread, { exchange: 1, ...first }, judge);
    return judgeRules(value, { exchange: 2, ...second }, judge);
  };

  it.each<[title: string, first: DeliveryParts, value: JsonObject, failed: string[]]>([
    ['is noticed after a success', {}, bread, ['once']],
    ['is a retry after a failure', { status: 500 }, bread, []],
    [
      'has the same payload with its members in another order',
      { status: 500 },
      Object.fromEntries(Object.entries(bread).reverse()),
      [],
    ],
    ['has another payload', { status: 500 }, { ...bread, data: { id: 'x' } }, ['same-payload']],
    [
      'is of another time',
      { status: 500 },
      { ...bread, timestamp: '2026-11-27T09:59:59Z' },
      ['one-event', 'same-payload'],
    ],
    [
      'is of another event',
      { status: 500 },
      { ...bread, type: 'order.placed' },
      ['one-event', 'same-payload'],
    ],
  ])('%s', (_, first, value, failed) => {
    const results = repeat(first, value);
    expect(listFailed(results)).toEqual(failed);
    for (const name of failed)
      expect(results.get(name)).toMatchObject({ exchanges: [2, 1], location: 'header webhook-id' });
  });

  it('is noticed if the first retry succeeded', () => {
    const judge = createJudge();
    judgeRules(bread, { status: 500 }, judge);
    expect(listFailed(judgeRules(bread, {}, judge))).toEqual([]);
    expect(listFailed(judgeRules(bread, {}, judge))).toEqual(['once']);
  });
});

it('the first of 100,000 ids is forgotten when another one arrives', () => {
  const judge = createDeliveryJudge([], true);
  const recorded = createDelivery(bread);
  const deliver = (id: number) =>
    judge({ ...recorded, sent: { ...recorded.sent, headers: [['webhook-id', String(id)]] } }).ofAll.filter(
      ({ clause }) => clause === 'webhooks/delivery:same-payload',
    ).length;
  for (let id = 0; id < 100_000; id += 1) deliver(id);
  expect(deliver(0)).toBe(1);
  expect(deliver(100_000)).toBe(0);
  expect([deliver(1), deliver(0)]).toEqual([1, 0]);
});
