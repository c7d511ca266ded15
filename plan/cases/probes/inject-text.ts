import { setValueAt } from '../../../arbitraries/invalid/edit-json.ts';
import { isValid } from '../../../arbitraries/invalid/is-valid.ts';
import { canCarry } from '../../../http/serialize/serialize-parameter.ts';
import { serializeRequest } from '../../../http/serialize/serialize-request.ts';
import { type Json, parsePointer } from '../../../spec/json.ts';
import { isSafeMethod } from '../../../spec/openapi/is-safe-method.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import {
  type ParameterLocation,
  type RequestMessage,
  withParameter,
} from '../../../spec/openapi/request-message.ts';
import type { PlanContext } from '../../context.ts';
import { listLeaves } from '../list-leaves.ts';

/** Maximum number of strings that are replaced: each costs a validation of the body. */
const MAX_TEXTS = 40;

/** The parts of a request that one probe changes: a server that rejects one of them may not read the others. */
export type InjectedParts = 'query and body' | 'path' | 'header';

const locations: Readonly<Record<InjectedParts, readonly ParameterLocation[]>> = {
  'query and body': ['query'],
  path: ['path'],
  header: ['header', 'cookie'],
};

/**
 * Replaces every parameter of the parts and, with them, every string of the body by the first of the texts that its
 * schema allows, except ids of resources. Undefined if no value can be replaced.
 * @param body a body with all optional properties
 * @param texts in the order of preference
 */
export function createInjectedRequest(
  context: PlanContext,
  body: Json | undefined,
  texts: readonly string[],
  parts: InjectedParts,
): RequestSpec | undefined {
  const [seed] = context.seedMessages;
  if (!seed) return undefined;
  const isBody = parts === 'query and body';
  const message = { ...seed.message, ...(isBody && body !== undefined && { body }) };
  const injected = injectIntoParameters(context, message, texts, locations[parts]);
  const changed = isBody ? injectIntoBody(context, injected, texts) : injected;
  return changed === message ? undefined : serializeRequest(context.model.operation, changed);
}

function injectIntoParameters(
  { model }: PlanContext,
  message: RequestMessage,
  texts: readonly string[],
  changedLocations: readonly ParameterLocation[],
): RequestMessage {
  const { method } = model.operation;
  return model.parameters.reduce((changed, { parameter, root }) => {
    const { in: location, name } = parameter;
    if (!changedLocations.includes(location)) return changed;
    const isUnsafe = location === 'path' && !isSafeMethod(method);
    const text = (isUnsafe ? texts.map(withoutSlashes) : texts).find(
      (each) => isValid(root, each) && canCarry(parameter, each),
    );
    return text === undefined ? changed : withParameter(changed, location, name, text);
  }, message);
}

/** Removes the words with slashes: a proxy that decodes them could forward a request that changes another resource. */
const withoutSlashes = (text: string): string =>
  text
    .split(' ')
    .filter((word) => !/[/\\]/.test(word))
    .join(' ');

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
