import { Webhook } from 'standardwebhooks';
import { findHeader, type HeaderList } from '../../spec/openapi/request.ts';

/**
 * Whether a symmetric signature of a delivery is that of its id, timestamp and body with one of the keys. Undefined
 * without a key, without such a signature, or without a header field that is signed. The age of the timestamp is not
 * verified.
 */
export function verifySignature(
  keys: readonly Uint8Array[],
  headers: HeaderList,
  body: string,
): boolean | undefined {
  const id = findHeader(headers, 'webhook-id');
  const timestamp = findHeader(headers, 'webhook-timestamp') ?? '';
  const signatures = (findHeader(headers, 'webhook-signature') ?? '').split(' ');
  const symmetric = signatures.filter((signature) => signature.startsWith('v1,'));
  if (keys.length === 0 || !id || !/^\d{1,12}$/.test(timestamp) || symmetric.length === 0) return undefined;
  const signedAt = new Date(Number(timestamp) * 1000);
  return keys.some((key) => symmetric.includes(new Webhook(key, { format: 'raw' }).sign(id, signedAt, body)));
}
