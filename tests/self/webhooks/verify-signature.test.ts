import { describe, expect, it } from 'vitest';
import { toRecordedDelivery } from '../../../http/webhooks/record-delivery.ts';
import { verifySignature } from '../../../http/webhooks/verify-signature.ts';
import { listWebhookKeys } from '../../../http/webhooks/webhook-keys.ts';
import type { RecordedExchange } from '../../../spec/openapi/exchange.ts';
import { createSignature } from './bakery.ts';

const key = Buffer.from('0123456789abcdef0123456789abcdef');
const encoded = key.toString('base64');

const createHeaders = (signedWith: string | Buffer, body = '{}') =>
  [
    ['Webhook-Id', 'a'],
    ['Webhook-Timestamp', '1795787560'],
    ['Webhook-Signature', createSignature(signedWith, 'a', 1_795_787_560, body)],
  ] as const;

describe('a secret', () => {
  it.each<[title: string, secret: string, isText: boolean, signedWith: string | Buffer, isValid: boolean]>([
    ['with the prefix of Standard Webhooks encodes the key', `whsec_${encoded}`, false, key, true],
    ['in base64 encodes the key', encoded, false, key, true],
    ['may also be the key', encoded, false, encoded, true],
    ['of an API with texts is the key', encoded, true, encoded, true],
    ['of an API with texts encodes no key', encoded, true, key, false],
    ['that is not base64 is the key', 'not base64!', false, 'not base64!', true],
  ])('%s', (_, secret, isText, signedWith, isValid) => {
    const keys = listWebhookKeys(secret, isText);
    expect(verifySignature(keys, createHeaders(signedWith), '{}')).toBe(isValid);
  });
});

it('without a key, nothing is verified', () => {
  expect(verifySignature([], createHeaders('a'), '{}')).toBeUndefined();
});

describe('a recorded body', () => {
  const isSigned = (
    body: string,
    parts: Partial<RecordedExchange>,
    signedBody = '{}',
  ): boolean | undefined => {
    const sent = { method: 'POST', url: 'http://a.example/', headers: createHeaders('k', signedBody), body };
    const exchange = { id: 1, startedAt: 0, durationMs: 1, attempts: 1, sent, ...parts };
    return toRecordedDelivery(exchange, [Buffer.from('k')]).delivery.isSigned;
  };

  it.each<[title: string, body: string, parts: Partial<RecordedExchange>, isSigned: boolean | undefined]>([
    ['as it was sent is verified', '{}', {}, true],
    ['that differs is not signed', '{ }', {}, false],
    ['that was serialized again may still be the same', '{}', { bodyChange: 'serialized' }, true],
    ['that was serialized again is not blamed', '{ }', { bodyChange: 'serialized' }, undefined],
    ['that was shortened is not blamed', '{', { bodyChange: 'shortened' }, undefined],
    ['with a placeholder of a secret is not blamed', '{"token":"‹session token 1›"}', {}, undefined],
  ])('%s', (_, body, parts, expected) => {
    expect(isSigned(body, parts)).toBe(expected);
  });

  it('that was shortened is not judged as JSON', () => {
    const sent = { method: 'POST', url: 'http://a.example/', headers: [], body: '{"a":' };
    const exchange = {
      id: 1,
      startedAt: 0,
      durationMs: 1,
      attempts: 1,
      sent,
      bodyChange: 'shortened',
    } as const;
    expect(toRecordedDelivery(exchange, []).delivery.body).toMatchObject({ isUnread: true });
  });
});
