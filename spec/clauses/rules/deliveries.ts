import type { Clause, Level } from '../clause.ts';

/** A requirement on the deliveries of all webhooks. The id of its clause is `webhooks/<name>`. */
export interface DeliveryRule {
  /** Permanent. */
  name: `delivery:${string}`;
  level: Level;
  rfc?: string;
  origin?: string;
  description: string;
  /** The reason that reports give if no delivery allowed to judge the clause. */
  unverifiedReason: string;
}

/** The operation of the clauses about the deliveries of all webhooks. */
export const ALL_WEBHOOKS = 'webhooks';

const headers = { origin: 'Standard Webhooks 1.0.0, "Webhook headers"' };
const identity = { origin: 'Standard Webhooks 1.0.0, "Webhook metadata"' };
const notStandard = 'no delivery follows Standard Webhooks: none has two of its headers';

/** The rules of deliveries, in the order of the report. */
export const deliveryRules: readonly DeliveryRule[] = [
  {
    name: 'delivery:method',
    level: 'MUST',
    description: 'every delivery has the method that the document declares for its event',
    unverifiedReason: 'no delivery was of an event of the document',
  },
  {
    name: 'delivery:media-type',
    level: 'MUST',
    rfc: 'RFC 9110 section 8.3',
    description: 'every delivery has a media type that the document declares for its event',
    unverifiedReason: 'no delivery with a body was of an event of the document',
  },
  {
    name: 'delivery:json',
    level: 'MUST',
    rfc: 'RFC 8259 section 8.1',
    description: 'a payload with a JSON media type is JSON in UTF-8',
    unverifiedReason: 'no delivery had a JSON media type',
  },
  {
    name: 'delivery:unique-names',
    level: 'SHOULD',
    rfc: 'RFC 8259 section 4',
    description: 'the names within each object of a payload are unique',
    unverifiedReason: 'no delivery had a JSON payload',
  },
  {
    name: 'delivery:type',
    level: 'MUST',
    description: 'every payload has a `type`, as all events of the document do',
    unverifiedReason: 'not all events of the document are distinguished by `type`, or no payload was JSON',
  },
  {
    name: 'delivery:event',
    // OpenAPI 3.1.1 section 4.8.1: `webhooks` lists those that may be received; an API may add events
    level: 'SHOULD',
    description: 'every delivery is of an event that the document describes',
    unverifiedReason: 'no payload had a `type`',
  },
  {
    name: 'delivery:id',
    level: 'MUST',
    ...headers,
    description: 'every delivery has a `webhook-id`',
    unverifiedReason: notStandard,
  },
  {
    name: 'delivery:timestamp',
    level: 'MUST',
    ...headers,
    description: '`webhook-timestamp` is the time of the delivery in seconds since 1970, as an integer',
    unverifiedReason: notStandard,
  },
  {
    name: 'delivery:fresh',
    level: 'MUST', // every library of Standard Webhooks rejects the delivery otherwise
    origin: 'Standard Webhooks 1.0.0, "Verifying signatures"; the tolerance is that of its libraries',
    description: '`webhook-timestamp` differs from the time of receipt by at most 5 minutes',
    unverifiedReason: 'no delivery has both a `webhook-timestamp` and a recorded time of receipt',
  },
  {
    name: 'delivery:signature',
    level: 'MUST',
    ...headers,
    description: '`webhook-signature` is a list of versions and signatures in base64, separated by spaces',
    unverifiedReason: notStandard,
  },
  {
    name: 'delivery:signed',
    level: 'MUST',
    origin: 'Standard Webhooks 1.0.0, "Signature scheme"',
    description:
      'a signature of every delivery is that of its id, timestamp and body: HMAC-SHA256 with the secret (`v1`), or Ed25519 with the public key (`v1a`)',
    unverifiedReason: 'no delivery has a signature of the version of the key, and its body as it was sent',
  },
  {
    name: 'delivery:one-event',
    level: 'MUST',
    ...identity,
    description: 'all deliveries with the same `webhook-id` have the same `type` and `timestamp`',
    unverifiedReason: 'no id was delivered twice',
  },
  {
    name: 'delivery:same-payload',
    level: 'SHOULD',
    ...identity,
    description: 'all deliveries with the same `webhook-id` have the same payload',
    unverifiedReason: 'no id was delivered twice',
  },
  {
    name: 'delivery:once',
    level: 'MAY', // deliveries may be repeated: "even if sent multiple times maliciously, in error, or due to networking issues"
    ...identity,
    description: 'an event is not delivered again after an answer of 2xx',
    unverifiedReason: 'no delivery with a `webhook-id` was answered with 2xx',
  },
];

/** The clauses about the deliveries of all webhooks, in the order of the report. */
export const createDeliveryClauses = (): Clause[] =>
  deliveryRules.map(({ name, unverifiedReason: _, ...rule }) => ({
    id: `${ALL_WEBHOOKS}/${name}`,
    ...{ family: 'webhooks', operation: ALL_WEBHOOKS, ...rule },
    ...(rule.rfc === undefined && rule.origin === undefined && { schemaPointer: '#/webhooks' as const }),
  }));
