import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { RequestSpec } from '../../spec/openapi/request.ts';
import type { RuleRequest } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { withJson } from './request-template.ts';

/** Creates the cases that the rules of the operation's suite request. */
export function createRuleCases(context: PlanContext): Case[] {
  const { suite, suiteContext } = context;
  return (suite?.rules ?? [])
    .flatMap((rule) => rule.requests?.(suiteContext) ?? [])
    .map((request) => createRuleCase(context, request));
}

function createRuleCase(
  { model: { operation }, template }: PlanContext,
  { role, kind, description, body, credentials, headers, rejectedPointer, suiteOnly, fixtures }: RuleRequest,
): Case {
  const request = replaceHeaders(withJson(template, body), headers);
  return {
    id: `${operation.id}/${kind}/${role}`,
    operation: operation.id,
    kind,
    description,
    role,
    request: credentials ? { ...request, credentials } : request,
    covers: kind === 'valid' ? [`${operation.id}/${role}`] : [],
    ...(rejectedPointer !== undefined && { violation: createViolation(body, rejectedPointer, description) }),
    ...(suiteOnly && { suiteOnly }),
    ...(fixtures && { fixtures }),
  };
}

/** The request with these header fields instead of its own and those of the client. */
function replaceHeaders(request: RequestSpec, headers: RuleRequest['headers'] = {}): RequestSpec {
  const fields = Object.entries(headers);
  if (fields.length === 0) return request;
  const names = fields.map(([name]) => name.toLowerCase());
  const others = request.headers.filter(([name]) => !names.includes(name.toLowerCase()));
  const added = fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { ...request, headers: [...others, ...added], omittedHeaders: names };
}

/** The violation of a body that names a resource which does not exist. */
function createViolation(
  body: Json,
  instancePointer: string,
  description: string,
): NonNullable<Case['violation']> {
  // a JSON value that is an object
  const after = isObject(body) ? (body as JsonObject)[instancePointer.slice(1)] : undefined;
  return {
    ...{ clauses: [], instancePointer, keyword: 'exists', description },
    ...(after !== undefined && { after }),
  };
}
