import { createHash } from 'node:crypto';
import { canonicalize } from '../../spec/canonicalize.ts';
import type { Delivery, RecordedDelivery, RecordedExchange } from '../../spec/openapi/exchange.ts';
import { parseStrictJson } from '../parse-strict-json.ts';
import { decodeCopy, recordProxied } from '../proxy/record-proxied.ts';
import type { ProxiedExchange } from '../proxy/start-proxy.ts';
import { createUnreadBody } from '../unread-body.ts';
import { verifySignature } from './verify-signature.ts';
import type { WebhookKey } from './webhook-keys.ts';

/**
 * Converts a received request to a delivery, still with its secrets.
 * @param keys the keys of signatures; empty if none is known
 */
export async function recordReceived(
  received: ProxiedExchange,
  keys: readonly WebhookKey[],
): Promise<RecordedDelivery> {
  const recorded = await recordProxied(received);
  const { body, headers } = received.request;
  const bytes = await decodeCopy(body, headers);
  const delivery = bytes ? readDelivery(recorded, bytes, keys) : createUnreadDelivery(recorded, body.length);
  return { ...recorded, delivery };
}

/** Adds the payload to an exchange of a recording. Signatures of a text that the recorder has changed are not verified. */
export function toRecordedDelivery(
  recorded: RecordedExchange,
  keys: readonly WebhookKey[],
): RecordedDelivery {
  const { sent, bodyChange } = recorded;
  const bytes = Buffer.from(sent.body ?? '');
  if (bodyChange === 'shortened')
    return { ...recorded, delivery: createUnreadDelivery(recorded, bytes.length) };
  const hasPlaceholders = /‹[^‹›]+›/.test(sent.body ?? '');
  const { isSigned, ...delivery } = readDelivery(recorded, bytes, keys);
  const isKnown = isSigned || (isSigned === false && bodyChange === undefined && !hasPlaceholders);
  return { ...recorded, delivery: { ...delivery, ...(isKnown && { isSigned }) } };
}

function readDelivery({ sent }: RecordedExchange, bytes: Buffer, keys: readonly WebhookKey[]): Delivery {
  const parsed = parseStrictJson(bytes);
  const isText = parsed.unreadable !== 'invalid UTF-8'; // the library signs texts
  const isSigned = isText ? verifySignature(keys, sent.headers, parsed.text) : undefined;
  return {
    body: { ...parsed, bytes: bytes.length, truncated: false },
    digest: createDigest(parsed.json ? canonicalize(parsed.json.value) : parsed.text),
    ...(isSigned !== undefined && { isSigned }),
  };
}

const createUnreadDelivery = ({ sent }: RecordedExchange, bytes: number): Delivery => ({
  body: createUnreadBody(sent.body ?? '', bytes),
  digest: createDigest(sent.body ?? ''),
});

const createDigest = (text: string): string => createHash('sha256').update(text).digest('base64');
