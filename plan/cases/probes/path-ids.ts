import { serializePathParameter } from '../../../http/serialize/serialize-parameter.ts';
import { serializeRequest } from '../../../http/serialize/serialize-request.ts';
import type { ParameterModel } from '../../../spec/clauses/parameter-clauses.ts';
import type { Json } from '../../../spec/json.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import { type RequestMessage, withParameter } from '../../../spec/openapi/request-message.ts';
import type { PlanContext } from '../../context.ts';
import { isValidAt } from '../../is-valid-at.ts';
import { mapSegments } from '../replace-in-request.ts';
import type { Probe } from './probe.ts';

/** A positive int32 that is unlikely to be an id: most targets count from 1. */
const UNKNOWN_NUMBER = 2_147_480_017;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Probes that change the id in the path. Their responses are judged by the document's description of the status. */
export const pathIdProbes: readonly Probe[] = [
  {
    rules: ['protocol:no-server-error'],
    description: 'an unknown id in the path',
    createRequest: ({ unknownIdRequest }) => unknownIdRequest,
  },
  {
    rules: ['robustness:malformed-path', 'protocol:no-server-error'],
    description: 'malformed percent-encoding in the path',
    createRequest: ({ malformedIdRequest }) => malformedIdRequest,
  },
  {
    rules: ['protocol:uuid-case', 'protocol:no-server-error'],
    description: 'the UUIDs of the path in upper case',
    createRequest: ({ upperCaseIdRequest }) => upperCaseIdRequest,
  },
];

export const encodedIdProbe: Probe = {
  rules: ['protocol:percent-encoding'],
  description: 'a percent-encoded character in the path',
  createRequest: ({ encodedIdRequest }) => encodedIdRequest,
};

/**
 * Replaces the last path parameter of the first seed message by an id that does not exist; undefined if the schema
 * allows none of the unknown ids.
 */
export const createUnknownIdRequest = (context: PlanContext): RequestSpec | undefined =>
  findUnknownId(context)?.request;

/** The same with malformed percent-encoding in place of the id (RFC 3986 section 2.1). */
export function createMalformedIdRequest(context: PlanContext): RequestSpec | undefined {
  const found = findUnknownId(context);
  return found && { ...found.request, path: found.request.path.replace(String(found.id), '%zz') };
}

/**
 * Percent-encodes the first letter or digit of the last path parameter of the first seed message (RFC 3986 section
 * 6.2.2.2); undefined if it has none.
 */
export function createEncodedIdRequest({ model, seedMessages }: PlanContext): RequestSpec | undefined {
  const { operation } = model;
  const message = seedMessages[0]?.message;
  const parameter = operation.parameters.findLast((each) => each.in === 'path');
  const value = parameter && message?.path[parameter.name];
  if (!message || value === undefined || parameter?.style !== 'simple') return undefined;
  const own = serializePathParameter(parameter, value);
  // the characters of an escape sequence stay
  const encoded = own.replace(/(?<!%.?)[a-z0-9]/i, (character) => `%${hexadecimal(character)}`);
  const request = serializeRequest(operation, message);
  const path = mapSegments(request.path, (segment) => (segment === own ? encoded : segment));
  return path === request.path ? undefined : { ...request, path };
}

const hexadecimal = (character: string): string => character.charCodeAt(0).toString(16).toUpperCase();

function findUnknownId(context: PlanContext): { id: Json; request: RequestSpec } | undefined {
  const model = context.model.parameters.findLast(({ parameter }) => parameter.in === 'path');
  const [seed] = context.seedMessages;
  if (!model || !seed) return undefined;
  const { uuid, text } = context.suiteContext.unknownIds;
  const id = [uuid, UNKNOWN_NUMBER, text].find((each) => isValidAt(model.root, each));
  if (id === undefined) return undefined;
  const message = withParameter(seed.message, 'path', model.parameter.name, id);
  return { id, request: serializeRequest(context.model.operation, message) };
}

/**
 * Writes each UUID in the path of the first seed message in upper case (RFC 9562 section 4); undefined if the path
 * contains no UUID with letters.
 */
export function createUpperCaseIdRequest({ model, seedMessages }: PlanContext): RequestSpec | undefined {
  const message = seedMessages[0]?.message;
  if (!message) return undefined;
  const changed = model.parameters.reduce(toUpperCaseId, message);
  return changed === message ? undefined : serializeRequest(model.operation, changed);
}

function toUpperCaseId(message: RequestMessage, model: ParameterModel): RequestMessage {
  const { name, in: location } = model.parameter;
  const value = message.path[name];
  if (location !== 'path' || typeof value !== 'string' || !UUID.test(value)) return message;
  const upper = value.toUpperCase();
  return upper === value || !isValidAt(model.root, upper)
    ? message
    : withParameter(message, 'path', name, upper);
}
