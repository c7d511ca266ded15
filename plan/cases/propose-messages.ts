import fc from 'fast-check';
import { composeExample, type ExampleOptions } from '../../arbitraries/example-value.ts';
import { validMessage, validParameter } from '../../arbitraries/valid-message.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { canCarry } from '../../http/serialize/serialize-parameter.ts';
import type { Json } from '../../spec/json.ts';
import type { Schema } from '../../spec/json-schema/schema.ts';
import type { MediaType, Operation, Parameter } from '../../spec/openapi/contract.ts';
import { findMainMediaType } from '../../spec/openapi/media-type.ts';
import {
  emptyMessage,
  type RequestMessage,
  withMessageBody,
  withParameter,
} from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import { ifSupported } from '../if-supported.ts';
import type { ProposalInput } from './proposal-input.ts';
import { uniqueSuffix } from './unique-values.ts';

const RANDOM_PROPOSALS = 3;

/**
 * Proposes valid requests, the most likely to be accepted first: from the document's examples, with the required
 * properties only, with all properties, and at random. If the user gives values, they replace those of each proposal,
 * and none is random. Optional parameters are left out.
 */
export function proposeMessages(input: ProposalInput): SeedMessage[] {
  const { operation, userMessage } = input;
  const media = findMainMediaType(operation.body?.content ?? []);
  const parameters = composeParameters(input);
  if (parameters === undefined) return [];
  const propose = (name: string, description: string, body: Json | undefined): SeedMessage => ({
    ...{ name, description, message: mergeMessage(withMessageBody(parameters, body), userMessage) },
    ...{ fixtures: [], isKnownValid: userMessage !== undefined },
  });
  const proposals = [
    ...(media?.examples ?? []).map((body, index) =>
      propose(`example-${index + 1}`, 'an example of the document', body),
    ),
    ...(media ? composeBodies(input, media) : []).map(({ name, description, body }) =>
      propose(name, description, body),
    ),
    ...(media && operation.body?.required ? [] : [propose('plain', 'only what is required', undefined)]),
  ];
  const random = userMessage ? [] : proposeRandom(input);
  return uniqueMessages([
    ...proposals,
    ...(input.isOwnOnly ? random.map((each) => withPath(each, parameters.path)) : random),
  ]);
}

const withPath = (proposal: SeedMessage, path: RequestMessage['path']): SeedMessage => ({
  ...proposal,
  message: { ...proposal.message, path },
});

const mergeMessage = (message: RequestMessage, given: Partial<RequestMessage> = {}): RequestMessage => ({
  ...message,
  ...(given.body !== undefined && { body: given.body }),
  ...(given.mediaType !== undefined && { mediaType: given.mediaType }),
  path: { ...message.path, ...given.path },
  query: { ...message.query, ...given.query },
  header: { ...message.header, ...given.header },
  cookie: { ...message.cookie, ...given.cookie },
});

/** The required parameters; undefined if one of them has no value. */
function composeParameters(input: ProposalInput): RequestMessage | undefined {
  let message = emptyMessage;
  for (const parameter of input.operation.parameters.filter(({ required }) => required)) {
    const value = composeParameter(input, parameter);
    if (value === undefined) return undefined;
    message = withParameter(message, parameter.in, parameter.name, value);
  }
  return message;
}

/**
 * Returns a valid value of a parameter that can be written in its location: a value that the target returned, else an
 * example, else a typical value, else a random one.
 */
export function composeParameter(input: ProposalInput, parameter: Parameter): Json | undefined {
  const { operation, values, seed, findValues } = input;
  const validate = values.contract.getValidator(parameter.schemaPointer, 'request');
  const isUsable = (value: Json | undefined): value is Json =>
    value !== undefined &&
    canCarry(parameter, value) &&
    ifSupported(
      () => validate.accepts(value),
      () => false,
    );
  const own = findValues(parameter.name, operation.path);
  if (input.isOwnOnly && isItemParameter(operation, parameter))
    return [...own, HIGH_ID, composeUnknownName(input, parameter)].find(isUsable);
  const example = composeExample(parameter.schema, optionsFor(input, 'required'), parameter.name);
  const known = [...own, ...parameter.examples, example].find(isUsable);
  if (known !== undefined) return known;
  return ifSupported(
    () => fc.sample(validParameter(parameter, values), { seed, numRuns: 1 })[0],
    () => undefined,
  );
}

/** A number that hardly any resource has as its id. */
const HIGH_ID = 1_987_654_321;

/** A text that hardly any resource has as its id: neither a value of the target nor an example of the document. */
function composeUnknownName(input: ProposalInput, { schema, name }: Parameter): Json | undefined {
  const options = { ...optionsFor(input, 'required'), findValues: () => [] };
  const { example: _, examples: __, default: ___, ...plain } = typeof schema === 'boolean' ? {} : schema;
  const value = composeExample(plain, options, name);
  return typeof value === 'string' ? value : undefined;
}

/** Whether the parameter identifies what the request changes: it is the last one of the path. */
export const isItemParameter = ({ parameters }: Operation, { name, in: location }: Parameter): boolean =>
  location === 'path' && parameters.findLast((each) => each.in === 'path')?.name === name;

interface ComposedBody {
  name: string;
  description: string;
  body: Json;
}

/** A body with the required properties and one with all properties, if they are valid. */
export function composeBodies(
  input: ProposalInput,
  { schema, schemaPointer, type }: MediaType,
): ComposedBody[] {
  const validate = input.values.contract.getValidator(schemaPointer, 'request');
  return (['required', 'all'] as const).flatMap((properties): ComposedBody[] => {
    const plain: Schema = schema === true && !/json|form/.test(type) ? { type: 'string' } : schema;
    const body = composeExample(plain, optionsFor(input, properties));
    const isValid = ifSupported(
      () => body !== undefined && validate.accepts(body),
      () => false,
    );
    const description = properties === 'all' ? 'every property' : 'only what is required';
    return isValid && body !== undefined ? [{ name: properties, description, body }] : [];
  });
}

const optionsFor = (
  { values, seed, findValues }: ProposalInput,
  properties: 'required' | 'all',
): ExampleOptions => ({
  ...{ contract: values.contract, direction: 'request', properties, suffix: uniqueSuffix(seed) },
  findValues: (name) => findValues(name),
  sample: (schema) =>
    ifSupported(
      () => fc.sample(validValue(schema, values), { seed, numRuns: 1 })[0],
      () => undefined,
    ),
});

/** Random messages without optional parameters. */
function proposeRandom({ operation, values, seed }: ProposalInput): SeedMessage[] {
  const required: Operation = {
    ...operation,
    parameters: operation.parameters.filter((each) => each.required),
  };
  const messages = ifSupported(
    () => fc.sample(validMessage(required, values), { seed, numRuns: RANDOM_PROPOSALS }),
    () => [],
  );
  return messages.map((message, index) => ({
    ...{ name: `generated-${index + 1}`, description: 'generated values', message },
    ...{ fixtures: [], isKnownValid: false },
  }));
}

function uniqueMessages(proposals: readonly SeedMessage[]): SeedMessage[] {
  const byText = new Map(
    proposals.map((proposal) => [JSON.stringify(proposal.message), proposal] as const).reverse(),
  );
  return [...byText.values()].reverse();
}
