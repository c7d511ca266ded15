import { escapeToken, isJsonObject, type Json, joinPointer } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { evaluateNextValue } from '../../spec/openapi/next-page.ts';
import { findSameParameter, identifierNames, lastResource } from '../../spec/openapi/path-names.ts';
import { listIdNames, type Resource } from '../../spec/openapi/resources.ts';
import { evaluateExpression, listIdExpressions } from '../../spec/openapi/runtime-expression.ts';
import type { Binding } from '../../spec/openapi/scenario.ts';
import { replaceInRequest } from '../cases/replace-in-request.ts';
import { namesItem } from '../value-pool.ts';

/**
 * Finds the id of a created item in the response: by the links of the document, else by the name of the path parameter.
 * Returns undefined if the response does not have it.
 */
export function bindCreated(resource: Resource, create: Operation, exchange: Exchange): Binding | undefined {
  const { path, parameter } = resource;
  const body = exchange.response?.body.json?.value;
  const expressions = [
    ...listLinkExpressions(resource, create, exchange.response?.status),
    ...listIdExpressions(body, lastResource(resource.collection), listIdNames(resource)),
  ];
  for (const expression of expressions) {
    const value = evaluateExpression(expression, exchange, path);
    if (value !== undefined)
      return { in: 'path', name: parameter, source: exchange.case.id, expression, value };
  }
  return undefined;
}

/**
 * Finds what identifies a created item in the request, if the response has no id: `name`. Other items may have the same
 * value, or the target may have changed it.
 */
export function bindSent(resource: Resource, exchange: Exchange): Binding | undefined {
  if (namesItem(exchange.response?.body.json?.value)) return undefined;
  const { path, parameter } = resource;
  for (const name of [...listIdNames(resource), ...identifierNames]) {
    const expression = `$request.body#/${escapeToken(name)}`;
    const value = evaluateExpression(expression, exchange, path);
    if (value !== undefined)
      return { in: 'path', name: parameter, source: exchange.case.id, expression, value };
  }
  return undefined;
}

/** The expressions of Link Objects that lead to an operation on the item (OpenAPI 3.1.1 section 4.8.20). */
export function listLinkExpressions(
  { operations, transitions, parameter }: Resource,
  create: Operation,
  status: number | undefined,
): string[] {
  const links = create.responses.find((response) => response.status === String(status))?.links ?? [];
  const targets = new Set([...Object.values(operations), ...transitions].map(({ id }) => id));
  return links
    .filter(({ operationId }) => operationId !== undefined && targets.has(operationId))
    .flatMap(({ parameters }) => parameters[parameter] ?? parameters[`path.${parameter}`] ?? []);
}

/**
 * Returns bindings with the names that their parameters have in another path template. Those that it does not have stay
 * as they are, because other operations on the item may need them.
 */
export const renameBindings = (bindings: readonly Binding[], from: string, to: string): Binding[] => {
  const renamed = bindings.map((binding) => ({ binding, name: findSameParameter(from, binding.name, to) }));
  const used = new Set(renamed.map(({ name }) => name));
  return renamed.flatMap(({ binding, name }) =>
    name === undefined && used.has(binding.name) ? [] : [{ ...binding, name: name ?? binding.name }],
  );
};

/** Minimum length of a text that is bound: shorter ones are the same by chance. */
const MIN_TEXT = 4;
/** Maximum number of bound texts of a body. */
const MAX_BOUND = 10;

/**
 * Binds the texts of a body to those with which items of the resource were created, the item itself first: if the
 * scenario is repeated, unique values have to follow the creation.
 */
export function bindBody(
  body: Json | undefined,
  { path }: Resource,
  item: string,
  exchanges: readonly Exchange[],
): Binding[] {
  const creations = exchanges
    .filter(({ case: { step } }) => step?.action === 'create' && step.resource === path && !step.isInvalid)
    .toSorted((a, b) => Number(b.case.step?.item === item) - Number(a.case.step?.item === item));
  const bindings = Object.entries(isJsonObject(body) ? body : {}).flatMap(([name, value]): Binding[] => {
    if (typeof value !== 'string' || value.length < MIN_TEXT) return [];
    const pointer = joinPointer('', name);
    const expression = `$request.body#${pointer}`;
    const source = creations.find((each) => evaluateExpression(expression, each, path) === value);
    return source ? [{ in: 'body', name: pointer, source: source.case.id, expression, value }] : [];
  });
  return bindings.slice(0, MAX_BOUND);
}

/** Binds the properties of a body that have the id of another item to the response that has it. */
export function bindReferences(body: Json | undefined, id: Binding | undefined): Binding[] {
  return Object.entries(id && isJsonObject(body) ? body : {}).flatMap(([name, value]): Binding[] =>
    id && value === id.value ? [{ ...id, in: 'body', name: joinPointer('', name) }] : [],
  );
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
    if (!source && binding.in === 'list') continue; // the list is about other items then
    const value: string | number | undefined =
      source &&
      (binding.in === 'query'
        ? evaluateNextValue(binding.expression, source, binding.name)
        : evaluateExpression(binding.expression, source, source.case.step?.resource ?? step.resource));
    if (!source || value === undefined) return undefined;
    const { in: location, name } = binding;
    if (location !== 'list')
      request = replaceInRequest(operation, request, { in: location, name }, [binding.value], value);
    bindings.push({ ...binding, source: source.case.id, value });
  }
  return { ...theCase, id, request, step: { ...step, bindings } };
}
