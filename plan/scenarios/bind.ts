import type { Json } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { lastResource, splitIdName } from '../../spec/openapi/path-names.ts';
import type { Resource } from '../../spec/openapi/resources.ts';
import { evaluateExpression, listIdExpressions } from '../../spec/openapi/runtime-expression.ts';
import type { Binding } from '../../spec/openapi/scenario.ts';
import { replaceInRequest } from '../cases/replace-in-request.ts';

/** The names that the property with the id of an item may have, the most likely first. */
export const listIdNames = ({ parameter }: Pick<Resource, 'parameter'>): string[] => [
  ...new Set([parameter, splitIdName(parameter)?.property ?? 'id', 'id', 'uuid']),
];

/**
 * Finds the id of a created item in the response: by the links of the document, else by the name of the path parameter.
 * Returns undefined if the response does not have it.
 */
export function bindCreated(resource: Resource, create: Operation, exchange: Exchange): Binding | undefined {
  const { path, parameter } = resource;
  const body = exchange.response?.body.json?.value;
  const expressions = [
    ...listLinkExpressions(resource, create, exchange.response?.status ?? 0),
    ...listIdExpressions(body, lastResource(resource.collection), listIdNames(resource)),
  ];
  for (const expression of expressions) {
    const value = evaluateExpression(expression, exchange, path, parameter);
    if (value !== undefined)
      return { in: 'path', name: parameter, source: exchange.case.id, expression, value };
  }
  return undefined;
}

/** The expressions of Link Objects that lead to an operation on the item (OpenAPI 3.1.1 section 4.8.20). */
export function listLinkExpressions(
  { operations, parameter }: Resource,
  create: Operation,
  status: number,
): string[] {
  const links = create.responses.find((response) => response.status === String(status))?.links ?? [];
  const targets = new Set(Object.values(operations).map(({ id }) => id));
  return links
    .filter(({ operationId }) => operationId !== undefined && targets.has(operationId))
    .flatMap(({ parameters }) => parameters[parameter] ?? parameters[`path.${parameter}`] ?? []);
}

/**
 * Returns the case with the values that earlier exchanges have now, by case id. Undefined if one of them does not have
 * the value.
 */
export function bindAgain(
  theCase: Case,
  operation: Operation,
  exchanges: ReadonlyMap<string, Exchange>,
): Case | undefined {
  const { step } = theCase;
  if (!step) return theCase;
  const id = `${theCase.id.replace(/\/again$/, '')}/again`;
  let { request } = theCase;
  const bindings: Binding[] = [];
  for (const binding of step.bindings) {
    const source = exchanges.get(binding.source);
    const value: Json | undefined =
      source && evaluateExpression(binding.expression, source, step.resource, binding.name);
    if (!source || value === undefined) return undefined;
    request = replaceInRequest(
      operation,
      request,
      { in: binding.in, name: binding.name },
      [binding.value],
      value,
    );
    bindings.push({ ...binding, source: source.case.id, value });
  }
  return { ...theCase, id, request, step: { ...step, bindings } };
}
