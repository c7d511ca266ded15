import { baseOf, bindRequest } from '../../http/bind-request.ts';
import { duration } from '../../http/request-stats.ts';
import { plannedCases } from '../../plan/execute/execute.ts';
import { explorationLimit } from '../../plan/execute/execution.ts';
import { prepare } from '../../plan/test-conformance.ts';
import { count, printable, shortened } from '../../reporters/printable.ts';
import { rules } from '../../spec/clauses/rules.ts';
import { type Fixtures, fixtureVariables } from '../../spec/fixtures.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Case, Credentials } from '../../spec/openapi/exchange.ts';
import { suites } from '../../suites/suites.ts';
import { leftBehind } from '../help-text.ts';
import type { Options } from '../options.ts';
import { begin, inputOf, type Session } from '../session.ts';

/** `--dry-run`: every request of the plan, none of which is sent; not even discovery. */
export async function dryRun(options: Options): Promise<number> {
  const session = await begin(options, process.env, undefined);
  try {
    const { fixtures, standIns } = withStandIns(session.fixtures, session.target.kind === 'reference');
    const input = inputOf({ ...session, fixtures }, options);
    const { contexts } = await prepare({ ...input, allowance: { ...input.allowance, discovery: 0 } });
    const planned = plannedCases(contexts, options.shard);
    const cases = planned.slice(0, affordable(session, planned.length));
    const unmask = (text: string) =>
      standIns.reduce((all, [value, name]) => all.replaceAll(value, `‹${name}›`), text);
    const blocks = cases.map((one, index) => unmask(requestText(one, index + 1, session)));
    console.log(
      [...blocks, endText(session, planned.length, cases.length, standIns), behindText()].join('\n\n'),
    );
    return 0;
  } finally {
    await session.close();
  }
}

/** What discovery would find is not looked for: values that stand for it let the plan be that of a run. */
function withStandIns(
  given: Fixtures,
  isReference: boolean,
): { fixtures: Fixtures; standIns: [string, string][] } {
  const missing = isReference
    ? []
    : fixtureVariables.flatMap((row) =>
        'standIn' in row && given[row.name] === undefined
          ? [[row.standIn, row.name] as [string, string]]
          : [],
      );
  const standing = Object.fromEntries(missing.map(([value, name]) => [name, value]));
  return { fixtures: { ...given, ...standing }, standIns: missing };
}

/** How each kind of credentials shows: no secret is printed, or even needed. */
const shown: Readonly<Record<Credentials, string>> = {
  access: 'Bearer ‹access token›',
  lowercase: 'bearer ‹access token›',
  none: '(none)',
  empty: 'Bearer',
  unknown: 'Bearer ‹a token that nobody has›',
  truncated: 'Bearer ‹access token without its last character›',
  extended: 'Bearer ‹access token and one character more›',
  basic: 'Basic ‹access token›',
  bare: '‹access token›',
  'non-ascii': 'Bearer töken',
  session: 'Bearer ‹token of an earlier answer›',
  unscoped: 'Bearer ‹unscoped access token›',
};

const unshown = new Set(['host', 'connection', 'accept-encoding', 'user-agent', 'content-length']);

function requestText(one: Case, position: number, { target, operations }: Session): string {
  const { request } = one;
  const bare = { ...request, credentials: 'none' as const };
  const wire = bindRequest(bare, {
    base: baseOf(target.url),
    tokens: {},
    scheme: undefined,
    extra: [],
    expand: (text) => text,
  });
  const headers = wire.headers.filter(([name]) => !unshown.has(name.toLowerCase()));
  const body =
    wire.body === undefined ? [] : [`     ${printable(shortened(wire.body.toString('utf8'), 400), 600)}`];
  const operation = operations.find(({ id }) => id === one.operation);
  return [
    `${String(position).padStart(4)} ${request.method} ${printable(`${wire.origin}${wire.path}`, 600)}`,
    `     ${[...headers, ['authorization', shown[request.credentials]]].map(([name, value]) => `${name}: ${value}`).join(' | ')}`,
    ...body,
    `     ${one.kind}: ${printable(one.description, 400)}`,
    `     expects ${expectation(one, operation)}`,
  ].join('\n');
}

/** What the answer should be, by the kind of the case. */
function expectation(one: Case, operation: Operation | undefined): string {
  const documented = (first: string) =>
    operation?.responses.filter(({ status }) => status.startsWith(first)).map(({ status }) => status) ?? [];
  const named = rules.find(({ name }) => name === one.role)?.status;
  if (named) return named.join(' or ');
  if (one.kind === 'valid') return documented('2').join(' or ') || 'a success';
  return documented('4').join(' or ') || 'a refusal (4XX)';
}

function endText(
  session: Session,
  planned: number,
  cases: number,
  standIns: readonly [string, string][],
): string {
  const { target, client } = session;
  const { requests, discovery, rate } = target.budget;
  const steps = stepsOf(session);
  const pace = rate
    ? `${rate.requests} requests in ${duration(rate.perMs)}: about ${duration(client.estimate(requests))} for all of them`
    : 'unpaced: some seconds';
  const stand = standIns.map(([, name]) => `‹${name}›`).join(', ');
  return [
    `Nothing was sent, not even discovery. A run against ${printable(target.name)} with seed ${session.seed} sends`,
    `  up to ${Math.min(discovery, steps.length)} requests of discovery: which ${steps.map(({ says }) => says).join(' and ') || 'resources'} there are`,
    `  ${count(cases)} requests of the plan, printed above${planned > cases ? `; ${count(planned - cases)} more do not fit into the budget` : ''}`,
    `  up to ${count(Math.max(0, requests - cases))} more: what it takes to tell refusals apart, random requests from the seed, and their reduction`,
    `at most ${count(requests)} in all, ${pace}.`,
    ...(stand ? [`${stand}: given, or else found by discovery; without them the plan is smaller.`] : []),
  ].join('\n');
}

/** How many requests of the plan fit: discovery goes before them, and some are kept for shrinking. */
function affordable(session: Session, planned: number): number {
  const { budget } = session.target;
  const discovery = Math.min(budget.discovery, stepsOf(session).length);
  const spent = Math.min(budget.plan + budget.discovery, discovery + planned);
  return Math.max(spent, explorationLimit(budget, spent)) - discovery;
}

function stepsOf({ operations }: Session) {
  const names = operations.map(({ id }) => id);
  return suites.filter(({ operation }) => names.includes(operation)).flatMap(({ discovery }) => discovery);
}

const behindText = (): string =>
  `What a run leaves behind:\n${leftBehind.map((line) => `  ${line}`).join('\n')}`;
