import fc from 'fast-check';
import { invalidValue, NoInvalidValue } from '../arbitraries/invalid/invalid-value.ts';
import type { Mutation } from '../arbitraries/invalid/mutation.ts';
import { createMutationContext } from '../arbitraries/invalid/mutation-context.ts';
import { violateParameter } from '../arbitraries/invalid/violate-parameter.ts';
import type { ValidContext } from '../arbitraries/valid-context.ts';
import { validMessage } from '../arbitraries/valid-message.ts';
import { validValue } from '../arbitraries/valid-value.ts';
import { serializeRequest } from '../http/serialize/serialize-request.ts';
import { UsageError } from '../http/usage-error.ts';
import type { ParameterModel } from '../spec/clauses/parameter-clauses.ts';
import type { Json } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { findResponse } from '../spec/openapi/find-response.ts';
import { isJsonMediaType } from '../spec/openapi/media-type.ts';
import { type RequestMessage, withMessageBody, withParameter } from '../spec/openapi/request-message.ts';
import { getModel, getOperation } from './named-operation.ts';

/** A request to send: `fetch(base + path, { method, headers, body })`. It has no credentials. */
export interface GeneratedRequest {
  method: string;
  /** Path and query, relative to the server. */
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** The values before serialization: parameters by location and name, and the body. */
  message: RequestMessage;
}

/** A request with one violation of the contract. */
export interface InvalidRequest extends GeneratedRequest {
  /** Ids of the clauses that it violates. */
  clauses: readonly string[];
  /** Describes the violation: "`name` is null". */
  description: string;
}

/** The arbitraries for the operations of a contract. An operation is named by its id, or by its method and path. */
export interface OpenapiArbitraries {
  /** Requests that the contract allows, with and without each optional parameter and property. */
  request(operation: string): fc.Arbitrary<GeneratedRequest>;
  /**
   * Requests that the contract does not allow: one change of a parameter or of the JSON body, or a missing parameter.
   * @throws {NoInvalidValue} if the contract allows every request
   */
  invalidRequest(operation: string): fc.Arbitrary<InvalidRequest>;
  /**
   * Bodies of a documented response.
   * @param status a status, or a key such as `4XX` or `default`
   */
  response(operation: string, status: number | string): fc.Arbitrary<Json>;
}

/**
 * Creates the arbitraries of requests and responses, all of which shrink. Each function throws `UnsupportedSchema` for
 * a schema that no value satisfies, and `UsageError` for an unknown operation.
 */
export function openapi(contract: Contract): OpenapiArbitraries {
  const values: ValidContext = { contract, direction: 'request' };
  return {
    request: (name) => {
      const operation = getOperation(contract, name);
      return validMessage(operation, values).map((message) => toRequest(operation, message));
    },
    invalidRequest: (name) => createInvalidRequests(contract, getOperation(contract, name), values),
    response: (name, status) => createResponses(contract, getOperation(contract, name), String(status)),
  };
}

function toRequest(operation: Operation, message: RequestMessage): GeneratedRequest {
  const { method, path, headers, body } = serializeRequest(operation, message);
  const request = { method, path, headers: Object.fromEntries(headers), message };
  if (body === undefined) return request;
  if ('json' in body) return { ...request, body: JSON.stringify(body.json) };
  return { ...request, body: 'text' in body ? body.text : Buffer.from(body.base64, 'base64') };
}

/** A change of a valid message that makes it invalid. */
interface Violation {
  clauses: readonly string[];
  description: string;
  apply(message: RequestMessage): RequestMessage;
}

function createInvalidRequests(
  contract: Contract,
  operation: Operation,
  values: ValidContext,
): fc.Arbitrary<InvalidRequest> {
  const { request, parameters } = getModel(contract, operation);
  const changes = parameters.flatMap((model) => listParameterViolations(model, values));
  const bodies = request && createBodyViolations(operation, request, values);
  const violations = [
    ...(changes.length > 0 ? [fc.constantFrom(...changes)] : []),
    ...(bodies ? [bodies] : []),
  ];
  if (violations.length === 0) throw new NoInvalidValue(`${operation.id} admits no invalid request`);
  return fc
    .tuple(validMessage(operation, values), fc.oneof(...violations))
    .map(([message, { clauses, description, apply }]) => ({
      ...toRequest(operation, apply(message)),
      ...{ clauses, description },
    }));
}

const MUTATIONS_PER_CLAUSE = 8;

function listParameterViolations(model: ParameterModel, values: ValidContext): Violation[] {
  const { parameter, root, requiredClause, schemaClauses } = model;
  const { in: location, name } = parameter;
  const replace = (value: Json | undefined) => (message: RequestMessage) =>
    withParameter(message, location, name, value);
  const context = createMutationContext(root, values);
  const mutations = schemaClauses.flatMap(({ id }) =>
    violateParameter(model, id, { count: MUTATIONS_PER_CLAUSE }, context),
  );
  const absence = requiredClause && {
    ...{
      clauses: [requiredClause.id],
      description: `\`${root.label}\` is absent`,
      apply: replace(undefined),
    },
  };
  return [...(absence ? [absence] : []), ...mutations.map((each) => toViolation(each, replace(each.body)))];
}

const toViolation = ({ clauses, description }: Mutation, apply: Violation['apply']): Violation => ({
  ...{ clauses, description, apply },
});

/** Undefined if the body is not JSON, or if every body is valid. */
function createBodyViolations(
  { body }: Operation,
  request: SchemaNode,
  values: ValidContext,
): fc.Arbitrary<Violation> | undefined {
  const media = body?.content.find(({ type }) => isJsonMediaType(type));
  if (!media) return undefined;
  const context = createMutationContext(request, values);
  try {
    return invalidValue(request, validValue(request.schema, values), context).map((mutation) =>
      toViolation(mutation, (message) => ({
        ...withMessageBody(message, mutation.body),
        mediaType: media.type,
      })),
    );
  } catch (error) {
    if (error instanceof NoInvalidValue) return undefined;
    throw error;
  }
}

function createResponses(contract: Contract, operation: Operation, status: string): fc.Arbitrary<Json> {
  const media = findResponse(operation, status)?.content.find(({ type }) => isJsonMediaType(type));
  if (!media) throw new UsageError(`${operation.id} has no JSON response ${status} in ${contract.file}.`);
  return validValue(media.schema, { contract, direction: 'response' });
}
