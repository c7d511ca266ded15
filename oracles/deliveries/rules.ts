import { TYPE_PROPERTY } from '../../spec/clauses/webhook-model.ts';
import { isJsonObject } from '../../spec/json.ts';
import { findMediaType, getEssence, isJsonMediaType } from '../../spec/openapi/media-type.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import type { CheckResult, Failure } from '../check-context.ts';
import {
  type DeliveryContext,
  type DeliveryExchange,
  type DeliveryOracle,
  type EarlierDelivery,
  getProperty,
  isAcknowledged,
} from './delivery-context.ts';

const fail = (location: Failure['location'], expected: string, words: string): Failure => ({
  ...{ location, expected, received: { words } },
});

const failHeader = (name: string, expected: string, value: string | undefined): Failure =>
  fail(`header ${name}`, expected, value === undefined ? 'nothing' : JSON.stringify(value));

/** Creates the oracle of a header that Standard Webhooks requires. */
const judgeStandardHeader =
  (name: string, expected: string, pattern: RegExp): DeliveryOracle =>
  ({ exchange, isStandard }) => {
    if (!isStandard) return undefined;
    const value = findHeader(exchange.sent.headers, name);
    return value !== undefined && pattern.test(value) ? 'pass' : failHeader(name, expected, value);
  };

/** The tolerance of the libraries of Standard Webhooks, in seconds. */
const TOLERANCE = 5 * 60;

function judgeFreshness({ exchange: { sent, startedAt } }: DeliveryContext): CheckResult {
  const value = findHeader(sent.headers, 'webhook-timestamp') ?? '';
  if (!/^\d{1,12}$/.test(value) || startedAt === 0) return undefined;
  const age = Math.floor(startedAt / 1000) - Number(value);
  if (Math.abs(age) <= TOLERANCE) return 'pass';
  const words = `${value}, which is ${Math.abs(age)} seconds ${age > 0 ? 'before' : 'after'} the receipt`;
  return fail('header webhook-timestamp', `a time within ${TOLERANCE} seconds of the receipt`, words);
}

function judgeSignature({ exchange: { delivery } }: DeliveryContext): CheckResult {
  if (delivery.isSigned === undefined) return undefined;
  const expected = 'a signature of this id, timestamp and body with the given key';
  return delivery.isSigned
    ? 'pass'
    : fail('header webhook-signature', expected, 'a signature of something else');
}

function judgeMethod({ exchange, model }: DeliveryContext): CheckResult {
  if (!model) return undefined;
  const { method } = model.webhook;
  if (exchange.sent.method === method) return 'pass';
  return fail('connection', `a ${method} request`, `a ${exchange.sent.method} request`);
}

const findContentType = ({ sent }: DeliveryExchange): string | undefined =>
  findHeader(sent.headers, 'content-type');

function judgeMediaType({ exchange, model }: DeliveryContext): CheckResult {
  const content = model?.webhook.body?.content ?? [];
  if (content.length === 0 || exchange.delivery.body.bytes === 0) return undefined;
  const contentType = findContentType(exchange);
  if (contentType !== undefined && findMediaType(content, getEssence(contentType))) return 'pass';
  return failHeader('content-type', content.map(({ type }) => type).join(' or '), contentType);
}

function judgeJson({ exchange }: DeliveryContext): CheckResult {
  const { body } = exchange.delivery;
  if (!isJsonMediaType(findContentType(exchange) ?? '') || body.isUnread) return undefined;
  return body.json ? 'pass' : fail('body', 'JSON in UTF-8', body.unreadable ?? 'an empty body');
}

function judgeNames({ exchange, payload }: DeliveryContext): CheckResult {
  if (!payload) return undefined;
  const { duplicates } = exchange.delivery.body;
  if (!duplicates) return 'pass';
  return fail('body', 'unique names', `the repeated ${duplicates.map((name) => `\`${name}\``).join(', ')}`);
}

function judgeType({ payload, areTyped }: DeliveryContext): CheckResult {
  if (!payload || !areTyped) return undefined;
  const type = getProperty(payload, TYPE_PROPERTY);
  if (typeof type === 'string') return 'pass';
  if (!isJsonObject(payload.value))
    return { location: { body: '' }, expected: 'an object with a `type`', received: payload };
  const received = type === undefined ? { words: 'nothing' } : { value: type };
  return { location: { body: `/${TYPE_PROPERTY}` }, expected: 'the name of an event', received };
}

function judgeEvent({ exchange, payload, areTyped, model }: DeliveryContext): CheckResult {
  if (model) return 'pass';
  const { body } = exchange.delivery;
  const isJson = isJsonMediaType(findContentType(exchange) ?? '');
  if (!payload && (isJson || !areTyped || body.isUnread)) return undefined;
  const type = getProperty(payload, TYPE_PROPERTY);
  if (payload && areTyped && typeof type !== 'string') return undefined; // a violation of `delivery:type`
  if (areTyped && type !== undefined)
    return {
      location: { body: `/${TYPE_PROPERTY}` },
      expected: 'an event of the document',
      received: { value: type },
    };
  return fail(
    'body',
    'a payload of an event of the document',
    payload ? 'another payload' : 'a body that is not JSON',
  );
}

/** Creates an oracle that compares a delivery with the earlier one of its id. */
const compareWithEarlier =
  (
    subject: 'event' | 'payload',
    isEqual: (context: DeliveryContext, earlier: EarlierDelivery) => boolean,
  ): DeliveryOracle =>
  (context) => {
    const { earlier } = context;
    if (!earlier) return undefined;
    const failure = fail('header webhook-id', 'an id that is new', `the id of another ${subject}`);
    return isEqual(context, earlier) ? 'pass' : failure;
  };

function judgeRepetition({ exchange, earlier }: DeliveryContext): CheckResult {
  if (earlier?.isAcknowledged)
    return fail(
      'header webhook-id',
      'an id that is new',
      `the id of exchange ${earlier.exchange}, which was answered with 2xx`,
    );
  return isAcknowledged(exchange) && findHeader(exchange.sent.headers, 'webhook-id') ? 'pass' : undefined;
}

/** The oracles of the rules of deliveries, by the name of the rule. */
export const deliveryOracles: Readonly<Record<string, DeliveryOracle>> = {
  'delivery:method': judgeMethod,
  'delivery:media-type': judgeMediaType,
  'delivery:json': judgeJson,
  'delivery:unique-names': judgeNames,
  'delivery:type': judgeType,
  'delivery:event': judgeEvent,
  'delivery:id': judgeStandardHeader('webhook-id', 'the id of the event', /\S/),
  'delivery:timestamp': judgeStandardHeader(
    'webhook-timestamp',
    'seconds since 1970, as an integer',
    /^\d{9,11}$/,
  ),
  'delivery:fresh': judgeFreshness,
  'delivery:signature': judgeStandardHeader(
    'webhook-signature',
    'a list such as `v1,` and base64',
    /^v\d\w*,[A-Za-z\d+/]+={0,2}(?: v\d\w*,[A-Za-z\d+/]+={0,2})*$/,
  ),
  'delivery:signed': judgeSignature,
  'delivery:one-event': compareWithEarlier(
    'event',
    ({ payload }, earlier) =>
      getProperty(payload, TYPE_PROPERTY) === earlier.payload.type &&
      getProperty(payload, 'timestamp') === earlier.payload.timestamp,
  ),
  'delivery:same-payload': compareWithEarlier(
    'payload',
    ({ exchange }, earlier) => exchange.delivery.digest === earlier.digest,
  ),
  'delivery:once': judgeRepetition,
};
