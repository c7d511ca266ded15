import { ALL_WEBHOOKS } from '../../spec/clauses/rules/deliveries.ts';
import type { Observation } from '../../spec/clauses/verdict.ts';
import { TYPE_PROPERTY, type WebhookModel } from '../../spec/clauses/webhook-model.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange, RecordedDelivery } from '../../spec/openapi/exchange.ts';
import { findHeader, type HeaderList } from '../../spec/openapi/request.ts';
import { toObservations } from '../create-finding.ts';
import { toShapeObservations } from '../judge-body.ts';
import { judgeHeader } from '../judge-headers.ts';
import { judgeShape } from '../judge-shape.ts';
import {
  type DeliveryContext,
  type EarlierDelivery,
  getProperty,
  isAcknowledged,
} from './delivery-context.ts';
import { matchWebhook } from './match-webhook.ts';
import { deliveryOracles } from './rules.ts';

/** A delivery and what it shows of the clauses of all webhooks, and of those of its event. */
interface JudgedDelivery {
  exchange: Exchange;
  /** Undefined if the document does not describe the event. */
  model: WebhookModel | undefined;
  ofAll: Observation[];
  ofEvent: Observation[];
}

/** Judges deliveries in the order in which they arrive. */
export type DeliveryJudge = (recorded: RecordedDelivery) => JudgedDelivery;

/** Number of ids that are remembered, so that memory does not grow without limit. */
const MAX_IDS = 100_000;

/** Whether a delivery has two of the headers of Standard Webhooks. Other schemes may have one with the same name. */
const hasStandardHeaders = (headers: HeaderList): boolean =>
  ['webhook-id', 'webhook-timestamp', 'webhook-signature'].filter(
    (name) => findHeader(headers, name) !== undefined,
  ).length > 1;

/**
 * Creates a judge of deliveries.
 * @param followsStandard whether the API is known to follow Standard Webhooks. Otherwise, only deliveries with two of its
 * headers are judged by it.
 */
export function createDeliveryJudge(
  models: readonly WebhookModel[],
  followsStandard: boolean,
): DeliveryJudge {
  const areTyped = models.every(({ types }) => types !== undefined);
  const earlierById = new Map<string, EarlierDelivery>();
  return (recorded) => {
    const { delivery, sent } = recorded;
    const payload = delivery.body.json;
    const model = matchWebhook(models, payload);
    const exchange = { ...recorded, case: createCase(recorded, model) };
    const id = findHeader(sent.headers, 'webhook-id');
    const earlier = id === undefined ? undefined : earlierById.get(id);
    const isStandard = followsStandard || hasStandardHeaders(sent.headers);
    const context = { exchange, model, payload, areTyped, isStandard, earlier };
    const judged = {
      ...{ exchange, model, ofAll: judgeByRules(context) },
      ofEvent: model ? judgeByEvent(model, context) : [],
    };
    if (id !== undefined) remember(earlierById, id, context);
    return judged;
  };
}

function createCase({ id, sent, delivery }: RecordedDelivery, model: WebhookModel | undefined): Case {
  const operation = model?.webhook.id ?? ALL_WEBHOOKS;
  const type = getProperty(delivery.body.json, TYPE_PROPERTY);
  const name = model?.event ?? (typeof type === 'string' ? type : 'an unknown event');
  return {
    ...{ id: `${operation}/delivery/${id}`, operation, kind: 'delivery', covers: [] },
    description: `a delivery of ${name}`,
    request: { method: sent.method, path: sent.url, headers: sent.headers, credentials: 'none' },
  };
}

function judgeByRules(context: DeliveryContext): Observation[] {
  const { exchange, earlier } = context;
  return Object.entries(deliveryOracles).flatMap(([name, judge]): Observation[] => {
    const clause = `${ALL_WEBHOOKS}/${name}`;
    return toObservations(clause, exchange, judge(context)).map(({ finding, ...observation }) => {
      if (!finding) return observation;
      const isComparison = earlier !== undefined && finding.location === 'header webhook-id';
      const exchanges = isComparison ? [exchange.id, earlier.exchange] : finding.exchanges;
      return { ...observation, finding: { ...finding, exchanges } };
    });
  });
}

function judgeByEvent({ payload: root, headers }: WebhookModel, context: DeliveryContext): Observation[] {
  const { exchange, payload } = context;
  const ofHeaders = headers.flatMap((header) =>
    judgeHeader(header, listValues(exchange.sent.headers, header.header.name)).flatMap(({ clause, result }) =>
      toObservations(clause, exchange, result),
    ),
  );
  const ofBody = root && payload ? toShapeObservations(exchange, judgeShape(root, payload.value)) : [];
  return [...ofBody, ...ofHeaders];
}

const listValues = (headers: HeaderList, name: string): string[] =>
  headers.flatMap(([field, value]) => (field.toLowerCase() === name.toLowerCase() ? [value] : []));

/** Keeps the first delivery of an id. */
function remember(
  earlierById: Map<string, EarlierDelivery>,
  id: string,
  { exchange, payload, earlier }: DeliveryContext,
): void {
  if (earlier) {
    earlier.isAcknowledged ||= isAcknowledged(exchange);
    return;
  }
  const [oldest] = earlierById.size >= MAX_IDS ? earlierById.keys() : [];
  if (oldest !== undefined) earlierById.delete(oldest);
  earlierById.set(id, {
    exchange: exchange.id,
    payload: { type: getProperty(payload, TYPE_PROPERTY), timestamp: getProperty(payload, 'timestamp') },
    digest: exchange.delivery.digest,
    isAcknowledged: isAcknowledged(exchange),
  });
}
