import { isValid } from '../../../arbitraries/invalid/is-valid.ts';
import { serializeRequest } from '../../../http/serialize/serialize-request.ts';
import { selectRules } from '../../../spec/clauses/rules.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../spec/json.ts';
import { listNodes } from '../../../spec/json-schema/schema-node.ts';
import { memoizeTexts } from '../../../spec/memoize.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { Operation, SecurityScheme } from '../../../spec/openapi/contract.ts';
import { matchPath } from '../../../spec/openapi/find-operation.ts';
import {
  findCredentialKind,
  haveSameCarrier,
  listDecisiveAlternatives,
} from '../../../spec/openapi/security.ts';
import type { SeedMessage } from '../../../suites/suite.ts';
import type { PlanContext } from '../../context.ts';
import { createRequestMutationContext } from '../negative.ts';
import { createInjectedRequest } from './inject-text.ts';
import {
  createEncodedIdRequest,
  createMalformedIdRequest,
  createUnknownIdRequest,
  createUpperCaseIdRequest,
} from './path-ids.ts';
import type { Probe, ProbeInput, TestedScheme } from './probe.ts';
import { probes } from './probes.ts';

/** Creates the probe cases of the rules that apply to the operation. */
export const createProbeCases = (context: PlanContext): Case[] =>
  createCases(
    context,
    createProbeInput(context),
    selectRules(context.model.operation, context.full).map(({ name }) => name),
  );

/** Creates the probe cases of the operation with wrong or missing credentials, which change this valid message. */
export function createCredentialProbeCases(context: PlanContext, { message }: SeedMessage): Case[] {
  const { operation } = context.model;
  const rules = selectRules(operation, false).filter(
    ({ family, status = ['2XX'] }) => family === 'authentication' && !status.includes('2XX'),
  );
  return createCases(
    context,
    { ...createProbeInput(context), validRequest: serializeRequest(operation, message) },
    rules.map(({ name }) => name),
  );
}

function createCases({ model }: PlanContext, input: ProbeInput, ruleNames: readonly string[]): Case[] {
  const { operation } = model;
  return probes.flatMap((probe, index) => {
    const rules = probe.rules.filter((rule) => ruleNames.includes(rule));
    const { varies } = probe;
    const schemes = varies ? input.testedSchemes.filter(({ kind }) => varies.includes(kind)) : [undefined];
    return schemes.flatMap((scheme) => createProbeCase(operation, { probe, index, rules }, input, scheme));
  });
}

/** A probe that applies to the operation, with its index in the table and those of its rules that apply. */
interface ApplicableProbe {
  probe: Probe;
  index: number;
  rules: readonly string[];
}

function createProbeCase(
  { id }: Operation,
  { probe, index, rules }: ApplicableProbe,
  input: ProbeInput,
  scheme: TestedScheme | undefined,
): Case[] {
  const [role] = rules;
  const request = role === undefined ? undefined : probe.createRequest(input, scheme);
  if (role === undefined || request === undefined) return [];
  const name = scheme?.name;
  return [
    {
      id: `${id}/probe/${role}/${index}${name === undefined ? '' : `/${name}`}`,
      operation: id,
      kind: 'probe',
      description: name === undefined ? probe.description : `${probe.description} (\`${name}\`)`,
      role,
      request: name === undefined ? request : { ...request, scheme: name },
      covers: rules.map((rule) => `${id}/${rule}`),
    },
  ];
}

function createProbeInput(context: PlanContext): ProbeInput {
  const { contract, model, seedMessages, template, fixtures, local, suiteContext } = context;
  const [first] = seedMessages;
  const takesJson = selectRules(model.operation, false).some(({ appliesTo }) => appliesTo === 'JSON body');
  const bodies = takesJson ? seedMessages.map(({ message }) => message.body).filter(isJsonObject) : [];
  const fullBody = bodies[0] && chooseFullBody(context, bodies);
  const formBody = seedMessages.map(({ message }) => message.body).find(isJsonObject);
  const createInjectedBody = memoizeTexts(
    (type) => formBody && createFullBody(context, fullBody ?? formBody, (value) => typeof value === type),
  );
  return {
    template,
    validRequest: first && serializeRequest(model.operation, first.message),
    body: takesJson ? (bodies[0] ?? {}) : null,
    fullBody: fullBody ?? null,
    allowsEmptyBody: ['', {}].some((body) => isValidBody(context, body)),
    freeTextBody: bodies.find((body) => startsWithFreeText(context, body)) ?? null,
    isKnown: first !== undefined && (first.isKnownValid || context.isSeedAccepted),
    createInjectedRequest: (values, parts) =>
      createInjectedRequest(context, createInjectedBody(typeof values[0]), values, parts),
    unknownIdRequest: createUnknownIdRequest(context),
    malformedIdRequest: createMalformedIdRequest(context),
    encodedIdRequest: createEncodedIdRequest(context),
    upperCaseIdRequest: createUpperCaseIdRequest(context),
    isDeclared: (method, path) =>
      matchPath(contract.operations, [], path).some(({ operation }) => operation.method === method),
    local,
    issuesOtherTokens: context.suite !== undefined,
    hasUnscopedToken: fixtures.unscopedAccessToken !== undefined,
    testedSchemes: listTestedSchemes(context),
    unknownName: suiteContext.unknownIds.text,
  };
}

function listTestedSchemes({ model, testedSchemes }: PlanContext): TestedScheme[] {
  const { security } = model.operation;
  const includes = (schemes: readonly SecurityScheme[], wanted: SecurityScheme | undefined): boolean =>
    wanted !== undefined && schemes.some((each) => haveSameCarrier(each, wanted));
  return testedSchemes.flatMap((scheme): TestedScheme[] => {
    const kind = findCredentialKind(scheme);
    if (kind === undefined) return [];
    const isCombined = listDecisiveAlternatives(security, scheme).some(({ length }) => length > 1);
    const isOnly = security.every(
      ([first, ...others]) => first && others.length === 0 && haveSameCarrier(first, scheme),
    );
    const [first] = testedSchemes; // a request without a named scheme uses this scheme's alternative
    const isAlternative = !security.some((schemes) => includes(schemes, first) && includes(schemes, scheme));
    return [{ kind, isCombined, isAlternative, ...(!isOnly && { name: scheme.name }) }];
  });
}

/** The largest accepted body. If no search for one was made, the first seed body with every other property added. */
const chooseFullBody = (context: PlanContext, [first = {}, ...others]: readonly JsonObject[]): JsonObject =>
  context.acceptance ? (others.at(-1) ?? first) : createFullBody(context, first);

const isValidBody = ({ model: { request } }: PlanContext, body: Json): boolean =>
  request !== undefined && isValid(request, body);

/**
 * Adds every property that holds no resource id, with its shortest valid value for which `fits` returns true, and leaves
 * out those that make the body invalid.
 */
function createFullBody(
  context: PlanContext,
  body: JsonObject,
  fits: (value: Json) => boolean = (value) => value !== null,
): JsonObject {
  const { model, suite, contract } = context;
  const { request } = model;
  if (!request) return body;
  const { sample } = createRequestMutationContext(context, request);
  const properties = listNodes(request).flatMap(({ edges }) =>
    edges.filter(
      ({ keyword, key }) => keyword === 'properties' && !suite?.resourceIdProperties.includes(String(key)),
    ),
  );
  const validate = contract.getValidator(request.schemaPointer, 'request');
  let full = body;
  for (const { key = '', node } of properties) {
    if (Object.hasOwn(full, key)) continue;
    const value = sample(node).find(fits);
    if (value === undefined) continue;
    const extended = { ...full, [key]: value };
    if (validate.accepts(extended)) full = extended;
  }
  return full;
}

/** Whether the first property is a string without constraints: any text stays valid in its place. */
function startsWithFreeText(context: PlanContext, body: JsonObject): boolean {
  const [first] = Object.entries(body);
  return typeof first?.[1] === 'string' && isValidBody(context, { ...body, [first[0]]: 'x \u0001' });
}
