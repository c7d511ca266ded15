import { serializeRequest } from '../../../http/serialize/serialize-request.ts';
import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import { type RequestMessage, withParameter } from '../../../spec/openapi/request-message.ts';
import type { PlanContext } from '../../context.ts';
import { setAtPath } from '../path-to.ts';

type Path = readonly (string | number)[];

/** Every text costs a validation of the body. */
const MAX_TEXTS = 40;

/**
 * A valid request with a text in every parameter of the query and every string of the body that may be any other; undefined
 * if there is none. Of the texts, which are in the order of preference, each place gets the first that its schema allows.
 * @param body a body with all optional properties
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
    const { contract } = root.message;
    const isValid = (text: Json): boolean =>
      typeof root.schema === 'boolean' ||
      contract.getValidator(root.schemaPointer, 'request')(text).length === 0;
    const text = texts.find(isValid);
    return text === undefined ? changed : withParameter(changed, 'query', parameter.name, text);
  }, message);
}

function injectIntoBody(
  { model, contract, suite }: PlanContext,
  message: RequestMessage,
  texts: readonly string[],
): RequestMessage {
  const { request } = model;
  const { body } = message;
  if (!request || body === undefined) return message;
  const validate = contract.getValidator(request.schemaPointer, 'request');
  const paths = listTextPaths(body).filter(([name]) => !suite?.resourceIdProperties.includes(String(name)));
  let changed = body;
  for (const path of paths.slice(0, MAX_TEXTS)) {
    const candidates = texts.map((text) => setAtPath(changed, path, text));
    changed = candidates.find((each) => each !== undefined && validate(each).length === 0) ?? changed;
  }
  return changed === body ? message : { ...message, body: changed };
}

/** The paths of all strings in a value. */
function listTextPaths(value: Json): Path[] {
  if (typeof value === 'string') return [[]];
  if (Array.isArray(value))
    return value.flatMap((item, index) => listTextPaths(item).map((path) => [index, ...path]));
  if (!isObject(value)) return [];
  return Object.entries(value as JsonObject).flatMap(([name, member]) =>
    listTextPaths(member).map((path) => [name, ...path]),
  );
}
