import type { Budget } from '../http/target.ts';
import { cleanUp, describeCleanUp } from '../plan/execute/clean-up.ts';
import type { Progress } from '../plan/execute/model.ts';
import { type Conformance, testConformance } from '../plan/test-conformance.ts';
import type { RunRecord } from '../reporters/record.ts';
import { createRecordHeader } from '../reporters/record-header.ts';
import { countVerdicts } from '../reporters/record-queries.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { suites } from '../suites/suites.ts';
import { formatArguments } from './format-arguments.ts';
import { describeLeftOut } from './leave-out-changes.ts';
import { describeSessionEnds } from './leave-out-session-ends.ts';
import { locateResult } from './locate-clause.ts';
import { createConformanceInput, openSession, type Session, type SessionParts } from './open-session.ts';
import type { Options } from './parse-options.ts';
import { selectClauses } from './select-clauses.ts';

/** Callbacks for the progress of a run. */
export interface RunListener {
  /**
   * Called before the first request.
   * @param plan undefined if the requests are those of other clients
   */
  onStart?(header: RunHeader, plan?: { budget: Budget; operations: number }): void;
  onStage?(stage: Progress & { requests: number }): void;
  signal?: AbortSignal;
}

/** `seed` is missing if nothing is random. */
type RunHeader = Pick<RunRecord, 'suite' | 'target' | 'contract'> & Partial<Pick<RunRecord, 'seed'>>;

/**
 * Runs the suite once in this process and returns the record. The caller writes the reports.
 * @throws UsageError and ContractError before the first request.
 */
export async function runConformance(
  options: Options,
  env: NodeJS.ProcessEnv,
  listener: RunListener = {},
  parts: SessionParts = {},
): Promise<RunRecord> {
  const startedAt = Date.now();
  const { signal: stop, deadline } = createStopSignals(listener.signal, options.maxSeconds);
  const session = await openSession(options, env, stop, parts);
  try {
    // throws before the first request if the pattern selects no clause
    if (options.testNamePattern !== undefined) selectClauses(session, options);
    const header = createRunHeader(session);
    listener.onStart?.(header, { budget: session.target.budget, operations: session.operations.length });
    const requests = () => session.client.stats().requests;
    const result = await testConformance({
      ...createConformanceInput(session, options),
      signal: stop,
      onStage: (stage) => listener.onStage?.({ ...stage, requests: requests() }),
    });
    const notes = [
      ...result.notes,
      ...createShardNotes(options),
      ...session.tokenProblems,
      ...describeLeftOut(session.leftOut, session.contract),
      ...describeSessionEnds(session.sessionEnds),
      ...(await deleteCreated(session, result)),
    ];
    return {
      ...header,
      ...recordResults(session, { ...result, notes }),
      ...describeEnd(result, { interruption: listener.signal, deadline }, session.target.budget.seconds),
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Date.now() - startedAt,
      requests: requests(),
      arguments: formatArguments({ ...options, seed: session.seed }).map(session.client.redactor.redactText),
    };
  } finally {
    await session.close();
  }
}

/** Time limit for the deletion of what a run has created, in milliseconds. */
const CLEAN_UP_MS = 60_000;

/**
 * Deletes what the run has created, also after an interruption. The embedded reference is left alone, because it ends
 * with the run. Returns sentences for the user.
 */
async function deleteCreated(session: Session, { execution: { created } }: Conformance): Promise<string[]> {
  if (session.target.kind === 'reference' || created.length === 0) return [];
  const client = session.createLateClient(AbortSignal.timeout(CLEAN_UP_MS));
  try {
    return describeCleanUp(await cleanUp(created, client));
  } finally {
    await client.close();
  }
}

const createShardNotes = ({ shard }: Options): string[] =>
  shard ? [`shard ${shard.index} of ${shard.count}: clauses that only other shards test are unverified`] : [];

/** Creates the signals that end a run early: the caller's, and one for the time limit of `--max-seconds`. */
function createStopSignals(
  signal: AbortSignal | undefined,
  seconds: number | undefined,
): { signal: AbortSignal; deadline?: AbortSignal } {
  const deadline = seconds === undefined ? undefined : AbortSignal.timeout(seconds * 1000);
  const signals = [signal, deadline].filter((one) => one !== undefined);
  return { signal: AbortSignal.any(signals), ...(deadline && { deadline }) };
}

/**
 * Describes why the run ended early.
 * @param seconds the time limit of the run
 */
function describeEnd(
  { problem, execution: { unsent } }: Conformance,
  { interruption, deadline }: { interruption: AbortSignal | undefined; deadline: AbortSignal | undefined },
  seconds: number | undefined,
): Pick<RunRecord, 'complete' | 'problem'> {
  if (interruption?.aborted)
    return { complete: false, problem: `the run was interrupted (${interruption.reason})` };
  if (deadline?.aborted)
    return {
      complete: false,
      problem: `the run reached --max-seconds=${seconds}${problem === undefined ? '' : `; ${problem}`}`,
    };
  const timeout = `the run reached its time limit of ${seconds} s before all planned requests were sent: raise --max-seconds`;
  const description = problem ?? (unsent?.isTimeout ? timeout : undefined);
  return { complete: unsent === undefined, ...(description !== undefined && { problem: description }) };
}

/** Returns the name and URL of the target without secrets: the URL may contain some. */
const redactTarget = ({ name, url }: Session['target'], { redactor }: Session['client']) => ({
  name: redactor.redactText(name),
  url: redactor.redactText(url),
});

/** The part of the record that is known before the first request. */
export function createRunHeader({ target, contract, seed, client }: Session): Required<RunHeader> {
  return { ...createRecordHeader(contract), target: redactTarget(target, client), seed };
}

function recordResults(
  session: Session,
  { execution, results, coverage, notes }: Conformance,
): Pick<
  RunRecord,
  'target' | 'notes' | 'totals' | 'results' | 'operations' | 'counterexamples' | 'exchanges'
> {
  const { contract, target, seed, client } = session;
  const exchanges = execution.recorder.exchanges();
  const located = results.map((result) => locateResult(contract, result));
  return {
    target: { ...redactTarget(target, client), ...readServerHeaders(exchanges) },
    notes,
    totals: countVerdicts(located),
    results: located,
    operations: coverage,
    counterexamples: execution.counterexamples.map((found) => ({ ...found, seed })),
    exchanges,
  };
}

const versionHeaders = suites.flatMap(({ apiVersions }) => apiVersions?.header.toLowerCase() ?? []);

/** Reads the server software and API version from the headers of the first response. */
function readServerHeaders(exchanges: readonly Exchange[]): { server?: string; version?: string } {
  const headers = exchanges.find(({ response }) => response)?.response?.headers ?? [];
  const find = (...names: string[]) => headers.find(([name]) => names.includes(name.toLowerCase()))?.[1];
  const [server, version] = [find('server'), find(...versionHeaders)];
  return { ...(server && { server }), ...(version && { version }) };
}
