import { setValueAt } from '../../../arbitraries/invalid/edit-json.ts';
import { isValid } from '../../../arbitraries/invalid/is-valid.ts';
import { canCarry } from '../../../http/serialize/serialize-parameter.ts';
import { serializeRequest } from '../../../http/serialize/serialize-request.ts';
import { type Json, parsePointer } from '../../../spec/json.ts';
import { type SchemaType, typesOf } from '../../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { isSafeMethod } from '../../../spec/openapi/is-safe-method.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import {
  type ParameterLocation,
  type RequestMessage,
  withParameter,
} from '../../../spec/openapi/request-message.ts';
import type { PlanContext } from '../../context.ts';
import { listLeaves } from '../list-leaves.ts';

/** Maximum number of values that are replaced: each costs a validation of the body. */
const MAX_VALUES = 40;

/** The parts of a request that one probe changes: a server that rejects one of them may not read the others. */
export type InjectedParts = 'query and body' | 'path' | 'header';

const locations: Readonly<Record<InjectedParts, readonly ParameterLocation[]>> = {
  'query and body': ['query'],
  path: ['path'],
  header: ['header', 'cookie'],
};

/** The values that are sent, in the order of preference: all are texts, or all are numbers. */
export type InjectedValues = readonly string[] | readonly number[];

/**
 * Replaces every parameter of the parts and, with them, every value of the body that has the type of the given values by
 * the first of these that its schema allows, except ids of resources. A parameter gets a number that its schema does not
 * allow too. Undefined if no value can be replaced.
 * @param body a body with all optional properties
 */
export function createInjectedRequest(
  context: PlanContext,
  body: Json | undefined,
  values: InjectedValues,
  parts: InjectedParts,
): RequestSpec | undefined {
  const [seed] = context.seedMessages;
  if (!seed) return undefined;
  const isBody = parts === 'query and body';
  const message = { ...seed.message, ...(isBody && body !== undefined && { body }) };
  const injected = injectIntoParameters(context, message, values, locations[parts]);
  const changed = isBody ? injectIntoBody(context, injected, values) : injected;
  return changed === message ? undefined : serializeRequest(context.model.operation, changed);
}

function injectIntoParameters(
  { model }: PlanContext,
  message: RequestMessage,
  values: InjectedValues,
  changedLocations: readonly ParameterLocation[],
): RequestMessage {
  const { method } = model.operation;
  return model.parameters.reduce((changed, { parameter, root }) => {
    const { in: location, name } = parameter;
    if (!changedLocations.includes(location)) return changed;
    const isUnsafe = location === 'path' && !isSafeMethod(method);
    const candidates = (isUnsafe ? values.map(withoutSlashes) : values).filter((each) =>
      canCarry(parameter, each),
    );
    const value = candidates.find((each) => isValid(root, each)) ?? findNumber(root, candidates);
    return value === undefined ? changed : withParameter(changed, location, name, value);
  }, message);
}

/** A number for a parameter that takes numbers, although it is out of range: a server may read it before it checks it. */
const findNumber = ({ schema }: SchemaNode, [first]: readonly (string | number)[]): number | undefined =>
  typeof first === 'number' && typeof schema !== 'boolean' && typesOf(schema)?.some(isNumeric)
    ? first
    : undefined;

const isNumeric = (type: SchemaType): boolean => type === 'integer' || type === 'number';

/** Removes the words with slashes: a proxy that decodes them could forward a request that changes another resource. */
const withoutSlashes = (value: string | number): string | number =>
  typeof value === 'number'
    ? value
    : value
        .split(' ')
        .filter((word) => !/[/\\]/.test(word))
        .join(' ');

function injectIntoBody(
  { model, suite }: PlanContext,
  message: RequestMessage,
  values: InjectedValues,
): RequestMessage {
  const { request } = model;
  const { body } = message;
  if (!request || body === undefined) return message;
  const pointers = listLeaves(body)
    .filter(({ value }) => typeof value === typeof values[0])
    .map(({ instancePointer }) => instancePointer)
    .filter((pointer) => !suite?.resourceIdProperties.includes(parsePointer(pointer)[0] ?? ''));
  let changed = body;
  for (const pointer of pointers.slice(0, MAX_VALUES)) {
    const candidates = values.map((value) => setValueAt(changed, pointer, value));
    changed = candidates.find((each) => isValid(request, each)) ?? changed;
  }
  return changed === body ? message : { ...message, body: changed };
}
