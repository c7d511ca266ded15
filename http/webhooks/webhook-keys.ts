import { createPublicKey, type KeyObject } from 'node:crypto';
import { UsageError } from '../usage-error.ts';

/** A key with which signatures of one version are verified. */
export type WebhookKey = { version: 'v1'; bytes: Uint8Array } | { version: 'v1a'; publicKey: KeyObject };

/** Number of bytes of a public key of Ed25519 (RFC 8032 section 5.1.5). */
const PUBLIC_KEY_SIZE = 32;

/**
 * Lists the keys that a secret may contain. Standard Webhooks encodes keys in base64, after the prefix `whsec_` for
 * secrets and `whpk_` for public keys; some APIs use the UTF-8 bytes of the whole secret instead.
 * @param isText whether the API is known to use the bytes of the secret
 * @throws UsageError if it is a private key, or a public key that is not one of Ed25519
 */
export function listWebhookKeys(secret: string, isText: boolean): WebhookKey[] {
  if (secret.startsWith('whsk_'))
    throw new UsageError(
      'The key of the webhooks is a private one (`whsk_`). Give its public key (`whpk_`).',
    );
  if (secret.startsWith('whpk_')) return [{ version: 'v1a', publicKey: readPublicKey(secret) }];
  const base64 = secret.replace(/^whsec_/, '');
  const isBase64 = /^[A-Za-z\d+/]+={0,2}$/.test(base64) && base64.length % 4 === 0;
  return [
    { version: 'v1', bytes: Uint8Array.from(Buffer.from(secret)) },
    ...(!isText && isBase64
      ? [{ version: 'v1' as const, bytes: Uint8Array.from(Buffer.from(base64, 'base64')) }]
      : []),
  ];
}

function readPublicKey(text: string): KeyObject {
  const bytes = Buffer.from(text.replace(/^whpk_/, ''), 'base64');
  if (bytes.length !== PUBLIC_KEY_SIZE)
    throw new UsageError(
      `The public key of the webhooks has ${bytes.length} bytes, not ${PUBLIC_KEY_SIZE}: only keys of Ed25519 are supported.`,
    );
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') },
    format: 'jwk',
  });
}
