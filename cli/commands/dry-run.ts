import { type BindingContext, bindRequest, parseBaseUrl } from '../../http/bind-request.ts';
import { formatDuration } from '../../http/request-stats.ts';
import { findExpectedStatuses } from '../../oracles/expected-statuses.ts';
import type { PlanContext } from '../../plan/context.ts';
import { explorationLimit } from '../../plan/execute/limits.ts';
import { preparePlanContexts } from '../../plan/prepare-contexts.ts';
import { describeScenarios } from '../../plan/scenarios/describe-scenarios.ts';
import { planOperations } from '../../plan/schedule/plan-operations.ts';
import { formatNumber, shorten, toPrintable } from '../../reporters/printable.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { memoizeBy } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { DiscoveryStep, Fixtures } from '../../suites/fixtures.ts';
import { fixtureVariables, suites } from '../../suites/suites.ts';
import { listVersionHeaders } from '../../suites/versions.ts';
import { describeCredentials } from '../describe-credentials.ts';
import { describeLeftOut } from '../leave-out-changes.ts';
import { describeSessionEnds } from '../leave-out-session-ends.ts';
import { createConformanceInput, openSession, type Session } from '../open-session.ts';
import type { Options } from '../parse-options.ts';
import { describeSideEffects } from '../side-effects.ts';

/** `--dry-run`: prints each request of the plan as soon as it is planned. Sends nothing, not even discovery. */
export async function dryRun(options: Options): Promise<number> {
  const session = await openSession(options, process.env, undefined);
  try {
    const { fixtures, placeholders } = addPlaceholderFixtures(session);
    const input = createConformanceInput({ ...session, fixtures }, options);
    const { contexts } = await preparePlanContexts({ ...input, budget: { ...input.budget, discovery: 0 } });
    const showPlaceholders = (text: string) =>
      placeholders.reduce((all, { value, name }) => all.replaceAll(value, `‹${name}›`), text);
    const affordable = countAffordable(session);
    const getBinding = createBinding(session, contexts);
    let planned = 0;
    for (const each of planOperations(contexts, options.shard, Number.POSITIVE_INFINITY)) {
      if (each === undefined) continue;
      planned += 1;
      if (planned <= affordable)
        console.log(
          `${showPlaceholders(formatRequest(each, planned, getBinding(each), contexts.get(each.operation)?.model))}\n`,
        );
    }
    const budget = formatBudget(session, planned, Math.min(planned, affordable));
    const names = placeholders.map(({ name }) => `‹${name}›`).join(', ');
    const note =
      names && `\n${names}: given by fixtures or found by discovery. Without them the plan is smaller.`;
    const { operations, leftOut, sessionEnds, contract } = session;
    const sentences = [
      ...describeSideEffects(operations, contract),
      ...describeLeftOut(leftOut, contract),
      ...describeSessionEnds(sessionEnds),
    ];
    const sideEffects = sentences.map((sentence) => `  ${sentence}`);
    const effects = ['Side effects of a run:', ...sideEffects].join('\n');
    const scenarios = describeScenarios(session.operations).map((line) => `  ${line}`);
    const bindings =
      scenarios.length > 0
        ? [['Scenarios, which create items of these resources and use their ids:', ...scenarios].join('\n')]
        : [];
    console.log([`${budget}${note}`, ...bindings, effects].join('\n\n'));
    return 0;
  } finally {
    await session.close();
  }
}

interface Placeholder {
  name: string;
  value: string;
}

/** Adds placeholder values for the fixtures that a run would discover, so that the printed plan is that of a run. */
function addPlaceholderFixtures({ fixtures, target }: Session): {
  fixtures: Fixtures;
  placeholders: Placeholder[];
} {
  if (target.kind === 'reference') return { fixtures, placeholders: [] };
  const placeholders = fixtureVariables.flatMap(({ name, dryRunValue }) =>
    dryRunValue === undefined || fixtures[name] !== undefined ? [] : [{ name, value: dryRunValue }],
  );
  const values = Object.fromEntries(placeholders.map(({ name, value }) => [name, value]));
  return { fixtures: { ...fixtures, ...values }, placeholders };
}

const hiddenHeaders = new Set(['host', 'connection', 'accept-encoding', 'user-agent', 'content-length']);

/** Returns a function with what completes each request for printing. */
function createBinding(
  { target, contract, credentials }: Session,
  contexts: ReadonlyMap<string, PlanContext>,
): (planned: Case) => BindingContext {
  const baseUrl = parseBaseUrl(target.url);
  const extraHeaders = listVersionHeaders(suites, contract);
  const describe = memoizeBy(
    ({ operation, request }: Case) => JSON.stringify([operation, request.credentials, request.scheme]),
    ({ operation, request }) => {
      const model = contexts.get(operation)?.model;
      return model ? describeCredentials(request, model.operation, credentials) : [];
    },
  );
  const expandPlaceholders = (text: string): string => text;
  return (planned) => ({ baseUrl, extraHeaders, credentials: describe(planned), expandPlaceholders });
}

function formatRequest(
  planned: Case,
  position: number,
  binding: BindingContext,
  model: OperationModel | undefined,
): string {
  const { request, kind, description } = planned;
  const bound = bindRequest(request, binding);
  const headers = bound.headers.filter(([name]) => !hiddenHeaders.has(name.toLowerCase()));
  const body =
    bound.body === undefined ? [] : [`     ${toPrintable(shorten(bound.body.toString('utf8'), 400), 600)}`];
  return [
    `${String(position).padStart(4)} ${request.method} ${toPrintable(`${bound.origin}${bound.path}`, 600)}`,
    `     ${headers.map(([name, value]) => `${name}: ${value}`).join(' | ')}`,
    ...body,
    `     ${kind}: ${toPrintable(description, 400)}`,
    planned.suiteOnly
      ? `     judged by ${planned.operation}/${planned.role}`
      : `     expected status: ${formatExpectedStatuses(planned, model)}`,
  ].join('\n');
}

function formatExpectedStatuses(planned: Case, model: OperationModel | undefined): string {
  const listDocumented = (digit: string) =>
    model?.operation.responses.filter(({ status }) => status.startsWith(digit)).map(({ status }) => status) ??
    [];
  const rule = planned.subcases?.[0]?.role ?? planned.role;
  const statuses = rule && model && findExpectedStatuses(rule, model, planned.request);
  if (statuses) return statuses.expected.join(' or ');
  if (planned.kind === 'valid') return listDocumented('2').join(' or ') || '2XX';
  return listDocumented('4').join(' or ') || '4XX';
}

function formatBudget({ target, client, operations, seed }: Session, planned: number, cases: number): string {
  const { requests, discovery, rate } = target.budget;
  const steps = listDiscoverySteps(operations);
  const resources = steps.map((step) => step.resources).join(' and ');
  const duration = rate
    ? `in about ${formatDuration(client.estimateMs(requests))} (${rate.requests} requests per ${formatDuration(rate.perMs)})`
    : 'in a few seconds (no rate limit)';
  return [
    `Nothing was sent, not even discovery. A run against ${toPrintable(target.name)} with seed ${seed} sends`,
    `  up to ${Math.min(discovery, steps.length)} requests for discovery${resources && ` of ${resources}`}`,
    `  ${formatNumber(cases)} requests of the plan, printed above${planned > cases ? `; ${formatNumber(planned - cases)} more do not fit into the budget` : ''}`,
    `  up to ${formatNumber(Math.max(0, requests - cases))} more requests: repeats of rejected requests in parts, random requests, shrinking`,
    `at most ${formatNumber(requests)} in total, ${duration}.`,
  ].join('\n');
}

/** Returns how many planned requests fit into the budget after discovery and the reserve for shrinking. */
function countAffordable({ target: { budget }, operations }: Session): number {
  const discovery = Math.min(budget.discovery, listDiscoverySteps(operations).length);
  const spent = budget.plan + budget.discovery;
  return Math.max(spent, explorationLimit(budget, spent)) - discovery;
}

function listDiscoverySteps(operations: readonly Operation[]): DiscoveryStep[] {
  const ids = operations.map(({ id }) => id);
  return suites
    .filter(({ operation }) => ids.includes(operation))
    .flatMap(({ discoverySteps }) => discoverySteps);
}
