import { setValueAt } from '../../../arbitraries/invalid/edit-json.ts';
import { isValid } from '../../../arbitraries/invalid/is-valid.ts';
import { serializeRequest } from '../../../http/serialize/serialize-request.ts';
import { type Json, parsePointer } from '../../../spec/json.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import { type RequestMessage, withParameter } from '../../../spec/openapi/request-message.ts';
import type { PlanContext } from '../../context.ts';
import { listLeaves } from '../list-leaves.ts';

/** Maximum number of strings that are replaced: each costs a validation of the body. */
const MAX_TEXTS = 40;

/**
 * Replaces every query parameter and every string of the body by the first of the texts that its schema allows, except
 * ids of resources. Undefined if no value can be replaced.
 * @param body a body with all optional properties
 * @param texts in the order of preference
 */
export function createInjectedRequest(
  context: PlanContext,
  body: Json | undefined,
  texts: readonly string[],
): RequestSpec | undefined {
  const [seed] = context.seedMessages;
  if (!seed) return undefined;
  const message = { ...seed.message, ...(body !== undefined && { body }) };
  const changed = injectIntoBody(context, injectIntoQuery(context, message, texts), texts);
  return changed === message ? undefined : serializeRequest(context.model.operation, changed);
}

function injectIntoQuery(
  { model }: PlanContext,
  message: RequestMessage,
  texts: readonly string[],
): RequestMessage {
  return model.parameters.reduce((changed, { parameter, root }) => {
    if (parameter.in !== 'query') return changed;
    const text = texts.find((each) => isValid(root, each));
    return text === undefined ? changed : withParameter(changed, 'query', parameter.name, text);
  }, message);
}

function injectIntoBody(
  { model, suite }: PlanContext,
  message: RequestMessage,
  texts: readonly string[],
): RequestMessage {
  const { request } = model;
  const { body } = message;
  if (!request || body === undefined) return message;
  const pointers = listLeaves(body)
    .filter(({ value }) => typeof value === 'string')
    .map(({ instancePointer }) => instancePointer)
    .filter((pointer) => !suite?.resourceIdProperties.includes(parsePointer(pointer)[0] ?? ''));
  let changed = body;
  for (const pointer of pointers.slice(0, MAX_TEXTS)) {
    const candidates = texts.map((text) => setValueAt(changed, pointer, text));
    changed = candidates.find((each) => isValid(request, each)) ?? changed;
  }
  return changed === body ? message : { ...message, body: changed };
}
