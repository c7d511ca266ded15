import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { loadDocument } from '../../spec/create-document.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { runScenariosOn } from './run-scenarios-on.ts';

const input: Json = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };
const item: Json = { type: 'object', properties: { id: { type: 'integer' }, title: { type: 'string' } } };
const content = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });

const contract = await loadDocument({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      post: {
        operationId: 'createOrder',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', format: 'uuid' } }],
        requestBody: { required: true, ...content(input) },
        responses: { 201: { description: 'created', ...content(item) } },
      },
    },
    '/orders/{id}': {
      get: {
        operationId: 'readOrder',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: 'the order', ...content(item) } },
      },
    },
  },
});

const orderOf = (theCase: Case): JsonObject => getJson(theCase) as JsonObject; // the bodies are objects

/**
 * A server that keeps the responses to keys.
 * @param getKey what it keeps the response by; undefined for none
 */
function createServer(getKey: (key: string, theCase: Case) => string | undefined) {
  const orders: JsonObject[] = [];
  const kept = new Map<string, JsonObject>();
  return (theCase: Case): FakeResponse => {
    const { method, path, headers } = theCase.request;
    if (method === 'GET') {
      const found = orders[Number(path.split('/').at(-1)) - 1];
      return found ? { status: 200, json: found } : { status: 404 };
    }
    const sent = headers.find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1];
    const key = sent === undefined ? undefined : getKey(sent, theCase);
    const known = key === undefined ? undefined : kept.get(key);
    const order = known ?? { ...orderOf(theCase), id: orders.length + 1 };
    if (!known) orders.push(order);
    if (key !== undefined) kept.set(key, order);
    return { status: 201, json: order };
  };
}

it.each<[string, Parameters<typeof createServer>[0], string]>([
  ['with the body', (key, theCase) => `${key} ${JSON.stringify(orderOf(theCase))}`, 'passed'],
  ['without the body', (key) => key, 'noticed'],
  ['not at all', () => undefined, 'noticed'],
])('a server that compares idempotency keys %s is judged', async (_, getKey, verdict) => {
  const verdicts = await runScenariosOn(contract, createServer(getKey));
  expect(verdicts.get('createOrder/resource:idempotency-key')).toBe(verdict);
});
