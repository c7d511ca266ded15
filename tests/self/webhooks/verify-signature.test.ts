import { generateKeyPairSync, sign } from 'node:crypto';
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

describe('with a public key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const encodedKey = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
  const keys = listWebhookKeys(`whpk_${encodedKey}`, true);
  const signText = (text: string) => `v1a,${sign(null, Buffer.from(text), privateKey).toString('base64')}`;
  const own = signText('a.1795787560.{}');
  const symmetric = createSignature(key, 'a', 1_795_787_560, '{}');

  it.each<[title: string, signatures: string[], isSigned: boolean | undefined]>([
    ['an asymmetric signature is verified', [own], true],
    ['one of several signatures is enough', [symmetric, signText('other'), own], true],
    ['that of something else is none', [signText('a.1795787560.{ }')], false],
    ['that of another length is none', ['v1a,AAAA'], false],
    ['symmetric signatures are not verified', [symmetric], undefined],
  ])('%s', (_, signatures, isSigned) => {
    const headers = createHeaders('').map(([name, value]) =>
      name === 'Webhook-Signature' ? ([name, signatures.join(' ')] as const) : ([name, value] as const),
    );
    expect(verifySignature(keys, headers, '{}')).toBe(isSigned);
  });

  it('a delivery with signatures of both versions is verified with the secret too', () => {
    const headers = [
      ...createHeaders(key).slice(0, 2),
      ['webhook-signature', `${signText('another key')} ${symmetric}`],
    ] as const;
    expect(verifySignature(listWebhookKeys(encoded, false), headers, '{}')).toBe(true);
  });

  it('asymmetric signatures are not verified without it', () => {
    const headers = [...createHeaders(key).slice(0, 2), ['webhook-signature', own]] as const;
    expect(verifySignature(listWebhookKeys(encoded, false), headers, '{}')).toBeUndefined();
  });

  it.each(['whpk_AAAA', `whsk_${encodedKey}`])('%s is not one', (text) => {
    expect(() => listWebhookKeys(text, false)).toThrow(/public/);
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
    return toRecordedDelivery(exchange, [{ version: 'v1', bytes: Buffer.from('k') }]).delivery.isSigned;
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
