import fc from 'fast-check';
import { annotate } from '../../arbitraries/invalid/annotate.ts';
import { validParameter } from '../../arbitraries/valid-message.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { type Json, joinPointer, parsePointer, valueAt } from '../../spec/json.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { type RequestMessage, withMessageBody, withParameter } from '../../spec/openapi/request-message.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { setAtPath } from './path-to.ts';
import { isNamed } from './repair-message.ts';

/** Values generated to find one that is new and valid. */
const SAMPLES = 10;

/** A header that names a request, so that no two requests may have the same (draft-ietf-httpapi-idempotency-key-header). */
const isIdempotencyKey = (name: string): boolean => /idempotency-?key/i.test(name);

/** The parameters that differ in each request, whatever the target answers. */
export const listIdempotencyKeys = ({ model }: PlanContext): SingleUsePart[] =>
  model.operation.parameters
    .filter(({ in: location, name }) => location === 'header' && isIdempotencyKey(name))
    .map(({ name }) => ({ in: 'header', name }));

/**
 * The parts that may be why a request is rejected the second time, the likeliest first: those that the response names, the
 * id of the resource, then texts and numbers of the body.
 */
export function listSingleUseCandidates(
  { model }: PlanContext,
  message: RequestMessage,
  rejection: Exchange,
): SingleUsePart[] {
  const text = rejection.response?.body.text ?? '';
  const inBody = message.body === undefined ? [] : listScalars(message.body, '');
  const [named, others] = [
    inBody.filter(({ name }) => isNamed(text, parsePointer(name).at(-1) ?? '')),
    inBody.filter(({ name }) => !isNamed(text, parsePointer(name).at(-1) ?? '')),
  ];
  const id = model.operation.parameters.findLast((parameter) => parameter.in === 'path');
  const resource: SingleUsePart[] = id === undefined ? [] : [{ in: 'path', name: id.name }];
  return [...named, ...resource, ...others];
}

/** The texts and numbers of a body, texts first: two booleans are seldom unique. */
function listScalars(body: Json, pointer: string): SingleUsePart[] {
  const leaves: { name: string; isText: boolean }[] = [];
  const visit = (value: unknown, name: string): void => {
    if (typeof value === 'string' || typeof value === 'number')
      leaves.push({ name, isText: typeof value === 'string' });
    else if (typeof value === 'object' && value !== null)
      for (const [key, own] of Object.entries(value)) visit(own, joinPointer(name, key));
  };
  visit(body, pointer);
  return [...leaves.filter(({ isText }) => isText), ...leaves.filter(({ isText }) => !isText)].map(
    ({ name }) => ({ in: 'body', name }),
  );
}

/** The value of a part; undefined if the message does not have it. */
export function getPart(message: RequestMessage, { in: location, name }: SingleUsePart): Json | undefined {
  if (location !== 'body') return message[location][name];
  return message.body === undefined ? undefined : (valueAt(message.body, name) as Json | undefined); // a part of JSON is JSON
}

/** The message with another value of a part; undefined if it does not have the part. */
export function withPart(
  message: RequestMessage,
  { in: location, name }: SingleUsePart,
  value: Json,
): RequestMessage | undefined {
  if (location !== 'body') return withParameter(message, location, name, value);
  if (message.body === undefined) return undefined;
  const body = setAtPath(message.body, toSteps(message.body, name), value);
  return body === undefined ? undefined : withMessageBody(message, body);
}

/** The tokens of a pointer as property names and array indices of the body. */
function toSteps(body: Json, pointer: string): (string | number)[] {
  let value: unknown = body;
  return parsePointer(pointer).map((token) => {
    const step = Array.isArray(value) ? Number(token) : token;
    value = valueAt(value, joinPointer('', token));
    return step;
  });
}

/**
 * Generates another valid value of a part, different for each position.
 * @param isUsed whether a value was sent before
 */
export function generatePart(
  context: PlanContext,
  message: RequestMessage,
  part: SingleUsePart,
  position: number,
  isUsed: (value: Json) => boolean,
): Json | undefined {
  const sampling = { seed: (context.seed + position) | 0, numRuns: SAMPLES };
  const isUsable = (value: Json): boolean => !isUsed(value) && isValidWith(context, message, part, value);
  for (const create of listArbitraries(context, message, part)) {
    const found = ifSupported(
      () => fc.sample(create(), sampling).find(isUsable),
      () => undefined,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function listArbitraries(
  { model, values }: PlanContext,
  { body }: RequestMessage,
  { in: location, name }: SingleUsePart,
): (() => fc.Arbitrary<Json>)[] {
  if (location !== 'body')
    return model.operation.parameters
      .filter((parameter) => parameter.in === location && parameter.name === name)
      .map((parameter) => () => validParameter(parameter, values));
  if (!model.request || body === undefined) return [];
  return annotate(model.request, body)
    .positions.filter(({ instancePointer }) => instancePointer === name)
    .map(
      ({ node }) =>
        () =>
          validValue(node.schema, values),
    );
}

function isValidWith(
  { contract, model }: PlanContext,
  message: RequestMessage,
  part: SingleUsePart,
  value: Json,
): boolean {
  if (part.in !== 'body' || !model.request) return true;
  const body = withPart(message, part, value)?.body;
  return (
    body !== undefined && contract.getValidator(model.request.schemaPointer, 'request')(body).length === 0
  );
}
