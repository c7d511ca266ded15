import { types } from 'node:util';
import { UsageError } from '../http/usage-error.ts';
import type { Json } from '../spec/json.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { judgeExchange } from './judge-exchange.ts';
import { judgeValue } from './judge-value.ts';
import { getOperation } from './named-operation.ts';
import { type ReadResponse, readResponse } from './read-response.ts';

/** The result of a matcher in the form that `expect` requires. */
export interface MatcherResult {
  pass: boolean;
  message(): string;
}

/**
 * Passes if a response violates no MUST clause of its operation. Returns a promise for responses of fetch and undici.
 * @param operation id, or method and path; required if the client does not keep the method and URL of the request, as
 * is the case for fetch
 */
export function toSatisfyContract(
  received: unknown,
  contract: Contract,
  operation?: string,
): MatcherResult | Promise<MatcherResult> {
  const response = readResponse(received);
  return types.isPromise(response)
    ? response.then((read) => matchResponse(read, contract, operation))
    : matchResponse(response, contract, operation);
}

/**
 * Passes if a value satisfies a schema of the document.
 * @param schema its JSON Pointer (`#/components/schemas/Lamp`) or its name
 */
export function toSatisfySchema(received: unknown, contract: Contract, schema: string): MatcherResult {
  // ajv can validate any value
  return createResult(judgeValue(contract, schema, received as Json), `the value satisfies ${schema}`);
}

function matchResponse(
  { response, method, url }: ReadResponse,
  contract: Contract,
  name: string | undefined,
): MatcherResult {
  const operation = name === undefined ? undefined : getOperation(contract, name);
  const sentBy = method ?? operation?.method;
  if (sentBy === undefined)
    throw new UsageError(
      "The response does not have the method of its request: name the operation, as in toSatisfyContract(contract, 'GET /things').",
    );
  const request = {
    method: sentBy,
    url: url ?? operation?.path.replace(/[{}]/g, '') ?? '/',
  };
  const { failures, operation: id } = judgeExchange(contract, {
    ...{ request, response },
    ...(name !== undefined && { operation: name }),
  });
  const violations = failures.filter(({ level }) => level === 'MUST').map(({ message }) => message);
  return createResult(violations, `the response satisfies the contract of ${id}`);
}

function createResult(violations: readonly string[], fact: string): MatcherResult {
  return {
    pass: violations.length === 0,
    message: () =>
      violations.length === 0 ? `expected a violation, but ${fact}` : `\n${violations.join('\n\n')}`,
  };
}
