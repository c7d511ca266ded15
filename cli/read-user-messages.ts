import { UsageError } from '../http/usage-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../spec/json.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { ParameterLocation, RequestMessage } from '../spec/openapi/request-message.ts';
import type { ConfiguredValues } from './configured-values.ts';
import { type FixtureFile, nameFixtureFile, parseFixtureFile } from './read-fixtures.ts';
import { matchOperations } from './select-operations.ts';
import { didYouMean } from './suggest.ts';

/** Parts of a valid request that the user gives. */
export type UserMessage = Partial<RequestMessage>;

const locations: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie'];
const fields: readonly string[] = [...locations, 'body', 'mediaType'];

/**
 * Reads parts of the requests of each operation: from a `--fixtures` file, and from the configured parameters.
 * @throws UsageError for an unknown operation, field, parameter or media type. No message contains a value of the file.
 */
export function readUserMessages(
  file: FixtureFile | undefined,
  contract: Contract,
  configured: Pick<ConfiguredValues, 'parameters' | 'source'> = { source: '' },
): Map<string, UserMessage> {
  const messages = readRequests(file, contract);
  for (const { operation, location, name, value } of listParameters(configured, contract)) {
    const message = messages.get(operation) ?? {};
    messages.set(operation, { ...message, [location]: { [name]: value, ...message[location] } });
  }
  return messages;
}

/** Reads the requests of the file: an object for each operation, by its id or its method and path. */
function readRequests(file: FixtureFile | undefined, { operations }: Contract): Map<string, UserMessage> {
  const entries =
    file === undefined
      ? []
      : Object.entries(parseFixtureFile(file)).filter(([, value]) => isJsonObject(value));
  const messages = entries.map(([name, value]): [string, UserMessage] => {
    const [operation, ...others] = name.includes('*') ? [] : matchOperations(name, operations);
    const reject = (problem: string): never => {
      throw new UsageError(`${nameFixtureFile(file)}: \`${name.slice(0, 80)}\` ${problem}`);
    };
    if (!operation || others.length > 0)
      return reject(
        `is not an operation of the contract.${didYouMean(
          name,
          operations.map(({ id }) => id),
        )}`,
      );
    return isJsonObject(value)
      ? [operation.id, parseMessage(value, operation, reject)]
      : reject('must be an object');
  });
  return new Map(messages);
}

interface ParameterValue {
  operation: string;
  location: ParameterLocation;
  name: string;
  value: Json;
}

/** Lists the values of configured parameters, once for each operation that has the parameter. */
function listParameters(
  { parameters = {}, source }: Pick<ConfiguredValues, 'parameters' | 'source'>,
  { operations }: Contract,
): ParameterValue[] {
  const all = operations.flatMap((operation) =>
    operation.parameters.map(({ name, in: location }) => ({ operation: operation.id, name, location })),
  );
  return Object.entries(parameters).flatMap(([key, value]) => {
    const matching = all.filter(({ name, location }) => [name, `${location}.${name}`].includes(key));
    if (matching.length > 0) return matching.map((each) => ({ ...each, value }));
    const names = [...new Set(all.map(({ name }) => name))];
    throw new UsageError(
      `${source}parameters: no operation of the contract has a parameter \`${key.slice(0, 80)}\`.${didYouMean(key, names)} Write its name, or the location and the name: \`query.limit\`.`,
    );
  });
}

type Reject = (problem: string) => never;

function parseMessage(value: JsonObject, operation: Operation, reject: Reject): UserMessage {
  const unknown = Object.keys(value).find((name) => !fields.includes(name));
  if (unknown !== undefined)
    return reject(
      `has the unknown field \`${unknown.slice(0, 80)}\`.${didYouMean(unknown, fields)} Fields: ${fields.join(', ')}.`,
    );
  const { body, mediaType } = value;
  const parameters = locations.flatMap((location) =>
    value[location] === undefined
      ? []
      : [[location, parseParameters(location, value[location], operation, reject)] as const],
  );
  if (body !== undefined && !operation.body)
    return reject('has a `body`, but the operation takes none. Remove it.');
  if (body !== undefined && !hasFiniteNumbers(body))
    return reject('has a number in its `body` that JSON does not have, such as `.nan`. Use a finite number.');
  const types = operation.body?.content.map(({ type }) => type) ?? [];
  if (mediaType !== undefined && !(typeof mediaType === 'string' && types.includes(mediaType)))
    return reject(`has an unknown \`mediaType\`. Media types: ${types.join(', ') || 'none'}.`);
  return {
    ...Object.fromEntries(parameters),
    ...(body !== undefined && { body }),
    ...(typeof mediaType === 'string' && { mediaType }),
  };
}

function parseParameters(
  location: ParameterLocation,
  given: Json | undefined,
  { parameters }: Operation,
  reject: Reject,
): JsonObject {
  if (!isJsonObject(given))
    return reject(`must have an object as \`${location}\`: names and values of parameters`);
  const known = parameters.filter((parameter) => parameter.in === location).map(({ name }) => name);
  const entries = Object.entries(given).map(([name, value]): [string, Json] => {
    const own = known.find((each) => each === name) ?? findIgnoringCase(location, name, known);
    if (own === undefined)
      return reject(
        `has the unknown ${location} parameter \`${name.slice(0, 80)}\`.${didYouMean(name, known)} Parameters: ${known.join(', ') || 'none'}.`,
      );
    return hasFiniteNumbers(value)
      ? [own, value]
      : reject(
          `has a number in \`${location}\` that JSON does not have, such as \`.nan\`. Use a finite number.`,
        );
  });
  return Object.fromEntries(entries);
}

/** Names of header fields are case-insensitive (RFC 9110 section 5.1). */
const findIgnoringCase = (
  location: ParameterLocation,
  name: string,
  known: readonly string[],
): string | undefined =>
  location === 'header' ? known.find((each) => each.toLowerCase() === name.toLowerCase()) : undefined;

/** Whether all numbers of the value are finite: YAML has `.nan` and `.inf`. */
function hasFiniteNumbers(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(hasFiniteNumbers);
}
