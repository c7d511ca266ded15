import { selectRules } from '../../../spec/clauses/rules.ts';
import { isJsonObject, type JsonObject } from '../../../spec/json.ts';
import { listNodes } from '../../../spec/json-schema/schema-node.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { PlanContext } from '../../context.ts';
import { createRequestMutationContext } from '../negative.ts';
import type { ProbeInput } from './probe.ts';
import { probes } from './table.ts';

/** Creates the probe cases of the rules that apply to the operation. */
export function createProbeCases(context: PlanContext): Case[] {
  const { operation } = context.model;
  const applicable = new Set(selectRules(operation, context.full).map(({ name }) => name as string));
  const input = createProbeInput(context);
  return probes.flatMap((probe, index): Case[] => {
    const rules = probe.rules.filter((rule) => applicable.has(rule));
    const [role] = rules;
    const request = role === undefined ? undefined : probe.createRequest(input);
    if (role === undefined || request === undefined) return [];
    return [
      {
        id: `${operation.id}/probe/${role}/${index}`,
        operation: operation.id,
        kind: 'probe',
        description: probe.description,
        role,
        request,
        covers: rules.map((rule) => `${operation.id}/${rule}`),
      },
    ];
  });
}

function createProbeInput(context: PlanContext): ProbeInput {
  const { contract, model, seedMessages, template, fixtures, local, suiteContext } = context;
  const [first] = seedMessages;
  const bodies = seedMessages.map(({ message }) => message.body).filter(isJsonObject);
  const samePath = contract.operations.filter(({ path }) => path === model.operation.path);
  return {
    template,
    body: model.request ? (bodies[0] ?? {}) : null,
    fullBody: bodies[0] ? createFullBody(context, bodies[0]) : null,
    freeTextBody: bodies.find((body) => startsWithFreeText(context, body)) ?? null,
    isKnown: first?.isKnownValid ?? false,
    declaredMethods: new Set(samePath.map(({ method }) => method)),
    local,
    hasUnscopedToken: fixtures.unscopedAccessToken !== undefined,
    unknownName: suiteContext.unknownIds.text,
  };
}

/** The body with every property that names no resource, each with the shortest valid value. */
function createFullBody(context: PlanContext, body: JsonObject): JsonObject {
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
  const full = { ...body };
  for (const { key = '', node } of properties) {
    const value = sample(node).find((each) => each !== null);
    if (value === undefined || Object.hasOwn(full, key)) continue;
    full[key] = value;
    if (validate(full).length > 0) delete full[key];
  }
  return full;
}

/** Whether the first property is a string that may be replaced by any other. */
function startsWithFreeText({ contract, model }: PlanContext, body: JsonObject): boolean {
  const { request } = model;
  const [first] = Object.entries(body);
  if (!request || typeof first?.[1] !== 'string') return false;
  const changed = { ...body, [first[0]]: 'x \u0001' };
  return contract.getValidator(request.schemaPointer, 'request')(changed).length === 0;
}
