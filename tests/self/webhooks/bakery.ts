import { createHmac } from 'node:crypto';
import { toRecordedDelivery } from '../../../http/webhooks/record-delivery.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { RecordedDelivery } from '../../../spec/openapi/exchange.ts';
import type { HeaderList } from '../../../spec/openapi/request.ts';

const payload = (type: JsonObject, data: JsonObject): JsonObject => ({
  type: 'object',
  required: ['type', 'timestamp', 'data'],
  properties: { type, timestamp: { type: 'string', format: 'date-time' }, data },
  additionalProperties: false,
});

const post = (schema: JsonObject, parameters: JsonObject[] = []): JsonObject => ({
  post: {
    ...(parameters.length > 0 && { parameters }),
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '200': { description: 'accepted' } },
  },
});

const refer = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const handover = (method: string, properties: JsonObject): JsonObject => ({
  type: 'object',
  required: ['method', ...Object.keys(properties)],
  properties: { method: { const: method }, ...properties },
});

const mapping: JsonObject = {
  courier: '#/components/schemas/Courier',
  pickup: '#/components/schemas/Pickup',
};

const shopHeader = { name: 'X-Shop', in: 'header', required: true, schema: { type: 'integer', minimum: 1 } };

/** A document with webhooks: an event with formats and bounds, one with a union, and one name for two events. */
export const bakery: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Bakery', version: '1' },
  paths: { '/ovens': { get: { operationId: 'ovens:list', responses: { '200': { description: 'OK' } } } } },
  webhooks: {
    'bread.baked': post(payload({ const: 'bread.baked' }, refer('Bread')), [shopHeader]),
    'order.placed': post(
      payload(
        { const: 'order.placed' },
        { oneOf: [refer('Courier'), refer('Pickup')], discriminator: { propertyName: 'method', mapping } },
      ),
    ),
    oven: post({
      oneOf: [refer('OvenOn'), refer('OvenOff')],
      discriminator: {
        propertyName: 'type',
        mapping: { 'oven.on': '#/components/schemas/OvenOn', 'oven.off': '#/components/schemas/OvenOff' },
      },
    }),
  },
  components: {
    schemas: {
      Bread: {
        type: 'object',
        required: ['id', 'weight', 'note'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          weight: { type: 'integer', minimum: 100, maximum: 5000 },
          note: { type: ['string', 'null'], maxLength: 40 },
          grains: { type: 'array', items: { enum: ['rye', 'wheat'] }, minItems: 1, uniqueItems: true },
          client_secret: { type: 'string', minLength: 10 },
        },
      },
      Courier: handover('courier', { address: { type: 'string', minLength: 1 } }),
      Pickup: handover('pickup', { at: { type: 'string', format: 'date-time' } }),
      OvenOn: payload(
        { const: 'oven.on' },
        { type: 'object', required: ['heat'], properties: { heat: { type: 'integer' } } },
      ),
      OvenOff: payload({ const: 'oven.off' }, { type: 'null' }),
    },
  },
};

/** The time at which the deliveries of the tests are received, in milliseconds. */
export const receivedAt = Date.UTC(2026, 10, 27, 10);

export const secret = 'polar_whs_4xJq8ZpT2vNsW7yB';

export const bread: JsonObject = {
  type: 'bread.baked',
  timestamp: '2026-11-27T09:59:58Z',
  data: { id: '992fae2a-2a17-4b7a-8d9e-e287cf90131b', weight: 750, note: null },
};

export interface DeliveryParts {
  id?: string;
  /** In seconds. */
  timestamp?: number | string;
  body?: string;
  key?: string | Buffer;
  /** Fields that replace those of the same name; undefined leaves the field out. */
  headers?: Readonly<Record<string, string | undefined>>;
  method?: string;
  /** Status of the endpoint's response. */
  status?: number;
  exchange?: number;
  startedAt?: number;
}

/** Signs a delivery without the library that verifies it. */
export function createSignature(
  key: string | Buffer,
  id: string,
  timestamp: number | string,
  body: string,
): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** The header fields of a delivery. */
export function createHeaders(value: Json, parts: DeliveryParts = {}): HeaderList {
  const { id = 'msg_1', timestamp = receivedAt / 1000, key = secret, body = JSON.stringify(value) } = parts;
  const fields = {
    'content-type': 'application/json',
    'x-shop': '7',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': createSignature(key, id, timestamp, body),
    ...parts.headers,
  };
  return Object.entries(fields).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text] as const],
  );
}

/** A delivery as it is recorded, with its secrets. */
export function createDelivery(value: Json, parts: DeliveryParts = {}): RecordedDelivery {
  const {
    body = JSON.stringify(value),
    method = 'POST',
    status = 200,
    exchange = 1,
    startedAt = receivedAt,
  } = parts;
  const sent = { method, url: 'http://shop.example/hooks', headers: createHeaders(value, parts), body };
  const response = { status, headers: [], body: { text: '', bytes: 0, truncated: false } };
  return toRecordedDelivery({ id: exchange, sent, response, startedAt, durationMs: 1, attempts: 1 }, [
    { version: 'v1', bytes: Buffer.from(secret) },
  ]);
}
