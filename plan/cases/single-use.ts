import fc from 'fast-check';
import { annotate } from '../../arbitraries/invalid/annotate.ts';
import { setValueAt } from '../../arbitraries/invalid/edit-json.ts';
import { isValid } from '../../arbitraries/invalid/is-valid.ts';
import { validParameter } from '../../arbitraries/valid-message.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { isNamed } from '../../oracles/is-named.ts';
import { type Json, parsePointer, valueAt } from '../../spec/json.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { type RequestMessage, withMessageBody, withParameter } from '../../spec/openapi/request-message.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { listLeaves } from './list-leaves.ts';
import { extendText, uniqueSuffix } from './unique-values.ts';

/** Number of values generated to find one that is valid and was not sent before. */
const SAMPLES = 10;

/** Returns the header parameter as a part that must differ in each request. */
export const toSingleUsePart = ({ name }: Pick<Parameter, 'name'>): SingleUsePart => ({ in: 'header', name });

/**
 * Lists the parts because of which a repeated request may be rejected, the most likely first: parts of the body that
 * the response names or whose texts it quotes, the last id in the path, then the other strings and numbers of the body.
 */
export function listSingleUseCandidates(
  { model }: PlanContext,
  message: RequestMessage,
  rejection: Exchange,
): SingleUsePart[] {
  const text = rejection.response?.body.text ?? '';
  const inBody = message.body === undefined ? [] : listScalars(message.body);
  const named = inBody.filter(
    (part) => isNamed(text, parsePointer(part.name).at(-1) ?? '') || isQuoted(text, getPart(message, part)),
  );
  const others = inBody.filter((part) => !named.includes(part));
  const id = model.operation.parameters.findLast((parameter) => parameter.in === 'path');
  const resource: SingleUsePart[] = id === undefined ? [] : [{ in: 'path', name: id.name }];
  return [...named, ...resource, ...others];
}

/** Minimum length of a text that a response hardly contains by chance. */
const MIN_QUOTED = 4;

const isQuoted = (text: string, value: Json | undefined): boolean =>
  typeof value === 'string' && value.length >= MIN_QUOTED && text.includes(value);

/**
 * Lists the strings and numbers of a body, strings first. Booleans are left out, because they are seldom required to be
 * unique.
 */
function listScalars(body: Json): SingleUsePart[] {
  const leaves = listLeaves(body);
  return ['string', 'number'].flatMap((type) =>
    leaves
      .filter(({ value }) => typeof value === type)
      .map(({ instancePointer }): SingleUsePart => ({ in: 'body', name: instancePointer })),
  );
}

/** The value of a part; undefined if the message does not have it. */
export function getPart(message: RequestMessage, { in: location, name }: SingleUsePart): Json | undefined {
  if (location !== 'body') return message[location][name];
  // every part of a JSON value is JSON
  return message.body === undefined ? undefined : (valueAt(message.body, name) as Json | undefined);
}

/** The message with another value of a part; undefined if it does not have the part. */
export function withPart(
  message: RequestMessage,
  { in: location, name }: SingleUsePart,
  value: Json,
): RequestMessage | undefined {
  if (location !== 'body') return withParameter(message, location, name, value);
  return getPart(message, { in: location, name }) === undefined || message.body === undefined
    ? undefined
    : withMessageBody(message, setValueAt(message.body, name, value));
}

/**
 * Returns another valid value of a part, different for each position: a generated one, or the text of the message with a
 * suffix.
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
  if (part.isExtended) {
    const extended = extendText(
      getPart(message, part),
      `${uniqueSuffix(context.seed)}n${Math.abs(position)}`,
    );
    return extended !== undefined && isUsable(extended) ? extended : undefined;
  }
  for (const create of listArbitraries(context, message, part)) {
    const found = ifSupported(
      () => findLongest(fc.sample(create(), sampling).filter(isUsable)),
      () => undefined,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Other requests, such as those with the shortest values, may have sent a short value before. */
const findLongest = (values: readonly Json[]): Json | undefined =>
  values.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];

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
  { model }: PlanContext,
  message: RequestMessage,
  part: SingleUsePart,
  value: Json,
): boolean {
  if (part.in !== 'body' || !model.request) return true;
  const body = withPart(message, part, value)?.body;
  return body !== undefined && isValid(model.request, body);
}
