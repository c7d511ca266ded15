import fc from 'fast-check';
import { validValue } from '../../arbitraries/valid-value.ts';
import { isNamed } from '../../oracles/is-named.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { findChild, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Parameter } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { type RequestMessage, withMessageBody, withParameter } from '../../spec/openapi/request-message.ts';
import { ifSupported } from '../if-supported.ts';
import { findNamed, omit } from './named-properties.ts';
import type { ProposalInput } from './proposal-input.ts';
import { composeParameter } from './propose-messages.ts';
import { extendText, saysTaken, uniqueSuffix } from './unique-values.ts';

/** Number of other values that are tried for each property named in the response. */
const VALUES_PER_PROPERTY = 3;

/**
 * Proposes messages after a rejection: without the optional properties and parameters that the response names, and with
 * other values for the required ones that it names. If another item has these values, the same texts with a suffix come
 * first. Empty if the response names none of them.
 */
export function repairMessage(
  model: OperationModel,
  input: ProposalInput,
  message: RequestMessage,
  rejection: Exchange,
): RequestMessage[] {
  const text = rejection.response?.body.text ?? '';
  const isTaken = rejection.response?.status === 409 || saysTaken(text);
  return [
    ...repairBody(model, input, message, text, isTaken),
    ...repairParameters(input, message, text, rejection),
  ];
}

function repairBody(
  { request }: OperationModel,
  input: ProposalInput,
  message: RequestMessage,
  text: string,
  isTaken: boolean,
): RequestMessage[] {
  if (!request || !isObject(message.body)) return [];
  const body = message.body as JsonObject; // a JSON value that is an object
  const validate = input.values.contract.getValidator(request.schemaPointer, 'request');
  const isValid = (value: Json): boolean => validate.accepts(value);
  const { optional, required } = findNamed(body, text, isValid);
  const reduced = omit(body, optional);
  const changed = required.flatMap((name) =>
    [
      ...(isTaken ? [extendText(body[name], uniqueSuffix(input.seed))] : []),
      ...otherValues(request, input, name),
    ].flatMap((value) => (value === undefined ? [] : [{ ...reduced, [name]: value }])),
  );
  return [...(optional.length > 0 ? [reduced] : []), ...changed]
    .filter(isValid)
    .map((each) => withMessageBody(message, each));
}

/** Values that the target returned for this name, then random ones. */
function otherValues(request: SchemaNode, { findValues, values, seed }: ProposalInput, name: string): Json[] {
  const schema = findProperty(request, name)?.schema ?? true;
  const random = ifSupported(
    () => fc.sample(validValue(schema, values), { seed, numRuns: VALUES_PER_PROPERTY }),
    () => [],
  );
  return [...findValues(name).slice(0, VALUES_PER_PROPERTY), ...random];
}

function findProperty(node: SchemaNode, name: string): SchemaNode | undefined {
  const own = findChild(node, 'properties', name);
  if (own) return own;
  for (const edge of node.edges)
    if (['allOf', 'anyOf', 'oneOf'].includes(edge.keyword)) {
      const found = findProperty(edge.node, name);
      if (found) return found;
    }
  return undefined;
}

/**
 * Without the optional parameters that the response names, or with those that were left out; for a 404, with other values
 * of the path parameters.
 */
function repairParameters(
  input: ProposalInput,
  message: RequestMessage,
  text: string,
  { response }: Exchange,
): RequestMessage[] {
  const { parameters, path } = input.operation;
  return parameters.flatMap((parameter): RequestMessage[] => {
    const { in: location, name, required } = parameter;
    const value = message[location][name];
    if (value === undefined)
      return addedValues(input, parameter, text, response?.status ?? 0).map((added) =>
        withParameter(message, location, name, added),
      );
    if (!required) return isNamed(text, name) ? [withParameter(message, location, name, undefined)] : [];
    if (!isNamed(text, name) && !(response?.status === 404 && location === 'path')) return [];
    const others = [
      ...input.findValues(name, path),
      composeParameter({ ...input, seed: input.seed + 1 }, parameter),
    ];
    return others
      .filter((other): other is Json => other !== undefined && other !== value)
      .slice(0, VALUES_PER_PROPERTY)
      .map((other) => withParameter(message, location, name, other));
  });
}

/**
 * The values with which a parameter is added that the response names as missing. For a precondition (RFC 6585 section 3),
 * `*` comes first, as it matches every version of a resource (RFC 9110 section 13.1.1).
 */
function addedValues(input: ProposalInput, parameter: Parameter, text: string, status: number): Json[] {
  const { in: location, name } = parameter;
  const isPrecondition = status === 428 && location === 'header' && name.toLowerCase() === 'if-match';
  if (!isPrecondition && !([400, 422, 428].includes(status) && isNamed(text, name))) return [];
  const composed = composeParameter(input, parameter);
  return [...(isPrecondition ? ['*'] : []), ...(composed === undefined ? [] : [composed])];
}
