import { rulesOf } from '../../spec/clauses/rules.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { listNodes } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/exchange.ts';
import type { RuleRequest } from '../../suites/suite.ts';
import { requestViolations, violating } from '../cases/negative.ts';
import { acceptingCases } from '../cases/positive.ts';
import { type ProbeInput, probes } from '../cases/probes.ts';
import { withJson } from '../cases/request-template.ts';
import type { PlanContext } from '../context.ts';
import { tellingFirst } from './by-coverage-gain.ts';
import { taken } from './streams.ts';

/** So many are sent before any violation is made, so that a target which is not there costs no time. */
const lead = 8;
/** So many times the cases that are wanted are made: later ones that send the same speak for more clauses. */
const ahead = 2;
/** How many rounds of violations are worth planning; exploration goes on from there. */
const rounds = 4;

/**
 * Everything to ask of an operation, the most telling first: whoever has requests for a quarter of it has asked something
 * of everything. Plain valid requests come first, since a target that refuses those cannot be judged at all; then what
 * serves a MUST; then what serves other clauses; then other ways to violate the same clauses. Violations, which take time
 * to make, are made only when the lead has been taken and there are to be more: up to `most`. Between them it yields
 * nothing, for whoever has to look up from a long plan.
 */
export function* planOf(context: PlanContext, most = Number.POSITIVE_INFINITY): Generator<Case | undefined> {
  const isBinding = bindingIn(context);
  const order = tellingFirst(context.model.clauses);
  const [spelt, probing] = asOne(context, probingCases(context));
  const made = [...acceptingCases(context), ...spelt, ...questions(context), ...probing];
  const early = distinct(made.filter(isBinding));
  const plain = early.slice(0, context.seedMessages.length);
  const opening = [...plain, ...taken(order(early.slice(plain.length)), lead - plain.length)].slice(0, most);
  yield* opening;
  if (opening.length >= most) return;
  const violations = violating(context);
  const first: Case[] = [];
  const sendings = new Set(opening.map(sendingOf));
  for (const one of violations.first) {
    first.push(one);
    if (isBinding(one)) sendings.add(sendingOf(one));
    if (sendings.size >= most * ahead) break;
    yield undefined;
  }
  const more = sendings.size >= most ? [] : violations.more(rounds - 1);
  const once = [...made, ...first];
  const others = once.filter((one) => !isBinding(one));
  const byKind = [
    ...others.filter(({ kind }) => kind === 'probe'),
    ...others.filter(({ kind }) => kind !== 'probe'),
  ];
  const binding = distinct([...opening, ...once.filter(isBinding)]).slice(opening.length);
  const whole = distinct([...opening, ...order(binding), ...byKind, ...more]);
  yield* whole.slice(opening.length, most);
}

/** Tells whether a case speaks for a MUST. */
function bindingIn({ model }: PlanContext): (one: Case) => boolean {
  const levels = new Map(model.clauses.map(({ id, level }) => [id, level]));
  return ({ role, covers, violation }) =>
    (role?.startsWith('semantics:') ?? false) ||
    [...covers, ...(violation?.clauses ?? [])].some((id) => levels.get(id) === 'MUST');
}

/** Cases that send the same are one case, which speaks for all that they speak for. */
function distinct(cases: readonly Case[]): Case[] {
  const bySending = new Map<string, Case>();
  for (const one of cases) {
    const key = sendingOf(one);
    const known = bySending.get(key);
    bySending.set(key, known ? merged(known, one) : one);
  }
  return [...bySending.values()];
}

/** What a case sends; a role of its own makes it another. */
const sendingOf = ({ id, role, request }: Case): string =>
  role === undefined ? JSON.stringify(request) : id;

function merged(known: Case, other: Case): Case {
  const serves = [...new Set([...known.covers, ...other.covers])];
  if (!known.violation || !other.violation) return { ...known, covers: serves };
  const clauses = [...new Set([...known.violation.clauses, ...other.violation.clauses])];
  return { ...known, covers: serves, violation: { ...known.violation, clauses } };
}

function questions(context: PlanContext): Case[] {
  const { suite, suiteContext } = context;
  return (suite?.rules ?? [])
    .flatMap((rule) => rule.requests?.(suiteContext) ?? [])
    .map((question) => questionCase(context, question));
}

function questionCase(
  context: PlanContext,
  { role, kind, description, body, credentials, refusedAt, fixtures }: RuleRequest,
): Case {
  const { operation } = context.model;
  const request = withJson(context.template, body);
  const violation =
    refusedAt === undefined
      ? undefined
      : { clauses: [], instancePointer: refusedAt, keyword: 'exists', description, ...now(body, refusedAt) };
  return {
    id: `${operation.id}/${kind}/${role}`,
    operation: operation.id,
    kind,
    description,
    role,
    request: credentials ? { ...request, credentials } : request,
    covers: kind === 'valid' ? [`${operation.id}/${role}`] : [],
    ...(violation && { violation }),
    ...(fixtures && { fixtures }),
  };
}

function now(body: Json, where: string): { after?: Json } {
  const value = isObject(body) ? (body as JsonObject)[where.slice(1)] : undefined; // isObject was asked of JSON
  return value === undefined ? {} : { after: value };
}

/** Ways to say the same that can be said at once: a server that takes all of them together takes each. */
const spellings = ['authentication:scheme-case', 'protocol:charset', 'protocol:json-spelling'];

/** The spellings in one request, which is asked for each of them where it is refused; and the other cases. */
function asOne({ model }: PlanContext, cases: readonly Case[]): [spelt: Case[], others: Case[]] {
  const parts = cases.filter(({ role = '' }) => spellings.includes(role));
  const requests = parts.map(({ request }) => request);
  const body = requests.find((request) => request.body && 'text' in request.body)?.body;
  const typed = requests.find(({ headers }) => headers.some(([, value]) => /charset/i.test(value)));
  const others = cases.filter((one) => !parts.includes(one));
  if (parts.length < spellings.length || !body || !typed) return [parts, others];
  const { id } = model.operation;
  const together: Case = {
    ...{
      id: `${id}/probe/spellings`,
      operation: id,
      kind: 'probe',
      description: 'the same request, spelt otherwise',
      subcases: parts,
    },
    request: { ...typed, credentials: 'lowercase', body },
    covers: parts.flatMap(({ covers }) => covers),
  };
  return [[together], others];
}

function probingCases(context: PlanContext): Case[] {
  const { model, full } = context;
  const allowed = new Set(rulesOf(model.operation, full).map(({ name }) => name as string));
  const input = probeInput(context);
  return probes.flatMap((probe, index) => {
    const rules = probe.rules.filter((rule) => allowed.has(rule));
    const request = rules.length > 0 ? probe.request(input) : undefined;
    if (!request) return [];
    const { operation } = model;
    const covers = rules.map((rule) => `${operation.id}/${rule}`);
    const role = rules[0] ?? '';
    return [
      {
        id: `${operation.id}/probe/${role}/${index}`,
        operation: operation.id,
        kind: 'probe' as const,
        description: probe.says,
        role,
        request,
        covers,
      },
    ];
  });
}

function probeInput(context: PlanContext): ProbeInput {
  const { contract, model, seedMessages, template, fixtures, local, suiteContext } = context;
  const [base] = seedMessages;
  const free = seedMessages.find(
    ({ body }) => typeof Object.values(body)[0] === 'string' && isFree(context, body),
  );
  const siblings = contract.operations.filter(({ path }) => path === model.operation.path);
  return {
    template,
    body: model.request ? (base?.body ?? {}) : null,
    fullBody: base ? fullBody(context, base.body) : null,
    freeBody: free?.body ?? null,
    known: base?.known ?? false,
    declared: new Set(siblings.map(({ method }) => method)),
    local,
    hasUnscopedToken: fixtures.unscopedAccessToken !== undefined,
    word: suiteContext.unknown.text,
  };
}

/** The body with every property that is free: one that names no resource, at the least value of its schema. */
function fullBody(context: PlanContext, body: JsonObject): JsonObject {
  const { model, suite, contract } = context;
  const { request } = model;
  if (!request) return body;
  const sample = requestViolations(context, request).sample;
  const properties = listNodes(request).flatMap(({ edges }) =>
    edges.filter(({ keyword, key }) => keyword === 'properties' && !suite?.bound.includes(String(key))),
  );
  const validate = contract.validator(request.schemaPointer, 'request');
  const full = { ...body };
  for (const { key = '', node } of properties) {
    const value = sample(node).find((one) => one !== null);
    if (value === undefined || Object.hasOwn(full, key)) continue;
    full[key] = value;
    if (validate(full).length > 0) delete full[key];
  }
  return full;
}

/** Whether the first property takes any text: other text in its place is as valid. */
function isFree({ contract, model }: PlanContext, body: JsonObject): boolean {
  const { request } = model;
  const [first] = Object.keys(body);
  if (!request || first === undefined) return false;
  return contract.validator(request.schemaPointer, 'request')({ ...body, [first]: 'x \u0001' }).length === 0;
}
