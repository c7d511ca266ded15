import { isObject, type Json, type JsonObject } from '../spec/json.ts';
import type { Case } from '../spec/message.ts';
import { rulesOf } from '../spec/rules.ts';
import { acceptingCases } from './accept.ts';
import type { PlanContext } from './context.ts';
import { type ProbeInput, probes } from './probes.ts';
import { withJson } from './request.ts';
import type { Base, Question } from './suite.ts';
import { violatingRounds } from './violate.ts';

/** How many rounds of violations are worth planning; exploration goes on from there. */
const rounds = 4;

/**
 * Everything to ask of an operation, the most telling first: whoever has requests for half of it asks the first half.
 * Valid requests come first, since a target that refuses those cannot be judged at all; then what serves a MUST; then
 * what serves other clauses; then other ways to violate the same clauses.
 */
export function planOf(context: PlanContext): Case[] {
  const [first = [], ...more] = violatingRounds(context, rounds);
  const levels = new Map(context.subject.clauses.map(({ id, level }) => [id, level]));
  const isBinding = ({ role, serves, violation }: Case) =>
    (role?.startsWith('semantics:') ?? false) ||
    [...serves, ...(violation?.clauses ?? [])].some((id) => levels.get(id) === 'MUST');
  const once = [...acceptingCases(context), ...questions(context), ...first, ...probingCases(context)];
  return distinct([...once.filter(isBinding), ...once.filter((one) => !isBinding(one)), ...more.flat()]);
}

/** Cases that send the same are one case, which serves all that they serve. */
function distinct(cases: readonly Case[]): Case[] {
  const bySending = new Map<string, Case>();
  for (const one of cases) {
    const key = one.role === undefined ? JSON.stringify(one.request) : one.id;
    const known = bySending.get(key);
    bySending.set(key, known ? { ...known, serves: [...new Set([...known.serves, ...one.serves])] } : one);
  }
  return [...bySending.values()];
}

function questions(context: PlanContext): Case[] {
  const { suite, suiteContext } = context;
  return (suite?.rules ?? [])
    .flatMap((rule) => rule.asks?.(suiteContext) ?? [])
    .map((question) => questionCase(context, question));
}

function questionCase(
  context: PlanContext,
  { role, kind, says, body, credentials, refusedAt, fixtures }: Question,
): Case {
  const { operation } = context.subject;
  const request = withJson(context.template, body);
  const violation =
    refusedAt === undefined
      ? undefined
      : { clauses: [], where: refusedAt, keyword: 'exists', says, ...now(body, refusedAt) };
  return {
    id: `${operation.id}/${kind}/${role}`,
    operation: operation.id,
    kind,
    says,
    role,
    request: credentials ? { ...request, credentials } : request,
    serves: kind === 'valid' ? [`${operation.id}/${role}`] : [],
    ...(violation && { violation }),
    ...(fixtures && { fixtures }),
  };
}

function now(body: Json, where: string): { now?: Json } {
  const value = isObject(body) ? (body as JsonObject)[where.slice(1)] : undefined; // isObject was asked of JSON
  return value === undefined ? {} : { now: value };
}

function probingCases(context: PlanContext): Case[] {
  const { subject, full } = context;
  const allowed = new Set(rulesOf(subject.operation, full).map(({ name }) => name as string));
  const input = probeInput(context);
  return probes.flatMap((probe, index) => {
    const rules = probe.rules.filter((rule) => allowed.has(rule));
    const request = rules.length > 0 ? probe.request(input) : undefined;
    if (!request) return [];
    const { operation } = subject;
    const serves = rules.map((rule) => `${operation.id}/${rule}`);
    const role = rules[0] ?? '';
    return [
      {
        id: `${operation.id}/probe/${role}/${index}`,
        operation: operation.id,
        kind: 'probe' as const,
        says: probe.says,
        role,
        request,
        serves,
      },
    ];
  });
}

function probeInput({
  contract,
  subject,
  bases,
  template,
  fixtures,
  local,
  suiteContext,
  ...context
}: PlanContext): ProbeInput {
  const [base] = bases;
  const free = bases.find(
    ({ body }) =>
      typeof Object.values(body)[0] === 'string' && isFree({ contract, subject, ...context }, body),
  );
  const declared = contract.operations
    .filter(({ path }) => path === subject.operation.path)
    .map(({ method }) => method);
  return {
    template,
    body: subject.request ? (base?.body ?? {}) : null,
    freeBody: free?.body ?? null,
    known: base?.known ?? false,
    declared: new Set(declared),
    local,
    hasUnscopedToken: fixtures.unscopedAccessToken !== undefined,
    word: suiteContext.unknown.text,
  };
}

/** Whether the first property takes any text: other text in its place is as valid. */
function isFree(
  { contract, subject }: Pick<PlanContext, 'contract' | 'subject'>,
  body: Base['body'],
): boolean {
  const { request } = subject;
  const [first] = Object.keys(body);
  if (!request || first === undefined) return false;
  return contract.validator(request.at, 'request')({ ...body, [first]: 'x \u0001' }).length === 0;
}
