import { verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { listSignatures } from '../../spec/openapi/list-signatures.ts';
import { findHeader, type HeaderList } from '../../spec/openapi/request.ts';
import type { WebhookKey } from './webhook-keys.ts';

/**
 * Whether a signature of a delivery is that of its id, timestamp and body with one of the keys: a symmetric one (`v1`)
 * with a secret, or an asymmetric one (`v1a`, Ed25519) with a public key. Undefined if no signature has the version of a
 * key, or a header field that is signed is missing. The age of the timestamp is not verified.
 */
export function verifySignature(
  keys: readonly WebhookKey[],
  headers: HeaderList,
  body: string,
): boolean | undefined {
  const id = findHeader(headers, 'webhook-id');
  const timestamp = findHeader(headers, 'webhook-timestamp') ?? '';
  if (!id || !/^\d{1,12}$/.test(timestamp)) return undefined;
  const pairs = keys.flatMap((key) =>
    listSignatures(headers).flatMap(({ version, value }) =>
      version === key.version ? [{ key, value }] : [],
    ),
  );
  if (pairs.length === 0) return undefined;
  const signedAt = new Date(Number(timestamp) * 1000);
  return pairs.some(({ key, value }) =>
    key.version === 'v1'
      ? new Webhook(key.bytes, { format: 'raw' }).sign(id, signedAt, body) === `v1,${value}`
      : verify(
          null, // the digest: Ed25519 defines its own
          Buffer.from(`${id}.${timestamp}.${body}`),
          key.publicKey,
          Buffer.from(value, 'base64'),
        ),
  );
}
