import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../http/usage-error.ts';
import { withUniqueValues } from '../../plan/cases/unique-values.ts';
import { type ReplayResult, replayCases } from '../../plan/execute/replay.ts';
import { preparePlanContexts } from '../../plan/prepare-contexts.ts';
import { planFirstCase } from '../../plan/schedule/plan-operations.ts';
import { findRejectionStatus } from '../../plan/verdicts/rejected-credentials.ts';
import { quoteShell } from '../../reporters/curl.ts';
import { createFailureReport } from '../../reporters/failure-report.ts';
import { getInvocation } from '../../reporters/invocation.ts';
import { toPrintable } from '../../reporters/printable.ts';
import type { Replay, RunRecord } from '../../reporters/record.ts';
import { countVerdicts } from '../../reporters/record-queries.ts';
import { renderFailure } from '../../reporters/render-failure.ts';
import { renderHeader, shouldUseColor } from '../../reporters/terminal.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { rules } from '../../spec/clauses/rules.ts';
import type { RequestSpec } from '../../spec/openapi/request.ts';
import { formatArguments } from '../format-arguments.ts';
import { getInterruptSignal } from '../interruption.ts';
import { locateResult } from '../locate-clause.ts';
import { createConformanceInput, openSession, type Session } from '../open-session.ts';
import type { Options } from '../parse-options.ts';
import { readReplay } from '../read-replay.ts';
import { createRunHeader } from '../run-conformance.ts';
import { runCommandWithHooks } from '../run-hooks.ts';
import { collectClauses } from '../select-clauses.ts';

/** A replay file and the clause that it is for. */
interface ReplayEntry {
  path: string;
  clause: Clause;
  replay: Replay;
}

type ReplayOutcome = 'fails' | 'passes' | 'unjudged';

/** `--replay`: sends the cases of a file, or of each `*.json` of a folder, and judges only their clauses. */
export function replay(options: Options): Promise<number> {
  const paths = listFiles(options.replay ?? '');
  return runCommandWithHooks(options, (prepared) => replayFiles(paths, prepared));
}

async function replayFiles(paths: readonly string[], options: Options): Promise<number> {
  const session = await openSession(options, process.env, getInterruptSignal());
  try {
    const entries = paths.map((path) => readEntry(path, session, options));
    const color = shouldUseColor(process.env, process.stderr.isTTY);
    console.error(renderHeader(createRunHeader(session), { color }));
    const outcomes: ReplayOutcome[] = [];
    for (const entry of entries) outcomes.push(await replayEntry(entry, session, options));
    if (outcomes.includes('fails')) return 1;
    return outcomes.includes('unjudged') ? 2 : 0;
  } finally {
    await session.close();
  }
}

/**
 * Returns the replay files at the path.
 * @throws UsageError if there are none
 */
function listFiles(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new UsageError(`--replay: ${path} does not exist. Give a replay file or a folder of them.`);
  if (!stat.isDirectory()) return [path];
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  if (files.length === 0)
    throw new UsageError(`--replay: the folder ${path} contains no replay files (*.json).`);
  return files.sort().map((file) => join(path, file));
}

function readEntry(
  path: string,
  { operations, contract, target, ownRules }: Session,
  { robustness }: Options,
): ReplayEntry {
  const full = robustness === 'full';
  const replay = readReplay(path, { operations, target, full });
  const clause = collectClauses(contract, operations, true, ownRules).find(({ id }) => id === replay.clause);
  if (!clause)
    throw new UsageError(
      `${path}: ${contract.title} ${contract.version} has no clause ${toPrintable(replay.clause, 200)}. Use the options of the run that wrote the file.`,
    );
  const isFull = rules.some((rule) => rule.full && `${clause.operation}/${rule.name}` === clause.id);
  if (isFull && !full)
    throw new UsageError(`${path}: ${clause.id} is tested only with --robustness=full. Add it.`);
  return { path, clause, replay };
}

async function replayEntry(entry: ReplayEntry, session: Session, options: Options): Promise<ReplayOutcome> {
  const { path, clause } = entry;
  const replayed = await sendCases(entry, session, options);
  const { result, exchanges } = replayed;
  const rejection = findRejectionStatus(exchanges);
  const print = (outcome: string) => console.log(`${outcome.padEnd(18)}${path}  ${clause.id}`);
  if (result.found > 0 && !rejection) {
    const isFailure = clause.level === 'MUST' || options.strict;
    print(isFailure ? 'still fails' : 'still noticed');
    console.log(`\n${renderResult(replayed, entry, session, options)}\n`);
    return isFailure ? 'fails' : 'passes';
  }
  if (result.observed > 0 && !rejection) {
    print('passes');
    return 'passes';
  }
  print('cannot be judged');
  console.log(
    `  ${rejection ? `the target rejects the access token (status ${rejection})` : toPrintable(result.reason ?? '', 400)}`,
  );
  return 'unjudged';
}

/**
 * Sends the cases of a replay. Some clauses depend on earlier responses, which contain a session token or the owner of
 * a session. If the cases alone cannot judge such a clause, they are sent again after discovery and the first case of a
 * run.
 */
async function sendCases(
  { clause, replay }: ReplayEntry,
  session: Session,
  options: Options,
): Promise<ReplayResult> {
  const input = createConformanceInput(session, options);
  const { contexts } = await preparePlanContexts({ ...input, budget: { ...input.budget, discovery: 0 } });
  const position = `r${Date.now().toString(36)}`;
  const renew = (request: RequestSpec): RequestSpec =>
    replay.seed === undefined ? request : withUniqueValues(request, replay.seed, position);
  const first = await replayCases(contexts, clause, replay.cases, session.client, renew);
  const needsContext =
    clause.family === 'semantics' || replay.cases.some(({ request }) => request.credentials === 'session');
  if (first.result.observed > 0 || !needsContext || getInterruptSignal().aborted) return first;
  const { contexts: discovered } = await preparePlanContexts(input);
  const firstCase = planFirstCase(discovered);
  const cases = firstCase ? [firstCase, ...replay.cases] : replay.cases;
  return replayCases(discovered, clause, cases, session.client, renew);
}

function renderResult(
  { result, exchanges }: ReplayResult,
  { path, replay: { seed } }: ReplayEntry,
  session: Session,
  options: Options,
): string {
  const located = locateResult(session.contract, result);
  const repeated = formatArguments(options).map(session.client.redactor.redactText);
  const record: RunRecord = {
    ...createRunHeader(session),
    seed: seed ?? session.seed,
    ...{ startedAt: '', durationMs: 0, requests: exchanges.length, complete: true, notes: [] },
    ...{
      totals: countVerdicts([located]),
      results: [located],
      operations: [],
      counterexamples: [],
      exchanges,
    },
    arguments: repeated,
  };
  const command = [getInvocation(), ...[`--replay=${path}`, ...repeated].map(quoteShell)].join(' ');
  const color = shouldUseColor(process.env, process.stdout.isTTY);
  return renderFailure({ ...createFailureReport(record, located), replay: command }, { color });
}
