import { TYPE_PROPERTY, type WebhookModel } from '../../spec/clauses/webhook-model.ts';
import type { Json } from '../../spec/json.ts';
import { getProperty } from './delivery-context.ts';

/**
 * Finds the event of a payload: the one with its `type`. Events without a type of their own are recognized by their
 * schema; if the document has no other event, by being the only one.
 */
export function matchWebhook(
  models: readonly WebhookModel[],
  payload: { value: Json } | undefined,
): WebhookModel | undefined {
  const type = getProperty(payload, TYPE_PROPERTY);
  const typed = models.find(({ types }) => typeof type === 'string' && types?.includes(type));
  if (typed) return typed;
  const [first, ...others] = models;
  if (first && others.length === 0 && !first.types) return first;
  return payload && models.find((model) => !model.types && isPayloadOf(model, payload.value));
}

const isPayloadOf = ({ payload: root }: WebhookModel, value: Json): boolean =>
  root?.message.contract.getValidator(root.schemaPointer, root.message.direction).accepts(value) === true;
