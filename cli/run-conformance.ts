import type { Target } from '../http/target.ts';
import manifest from '../package.json' with { type: 'json' };
import type { Stage } from '../plan/execute/execution.ts';
import { type Conformance, testConformance } from '../plan/test-conformance.ts';
import type { RunRecord } from '../reporters/record.ts';
import { tally } from '../reporters/record-queries.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { type Options, repeatingArguments } from './options.ts';
import { selectedClauses } from './selection.ts';
import { begin, inputOf, type Session } from './session.ts';

const suite = { name: 'Polar Conformance', version: manifest.version };

/** What is told while a run goes on. */
export interface Watcher {
  /** Before anything is sent. */
  onStart?(head: Head, target: Target): void;
  onStage?(stage: Stage & { requests: number }): void;
  signal?: AbortSignal;
}

type Head = Pick<RunRecord, 'suite' | 'target' | 'contract' | 'seed'>;

/**
 * Runs the suite once, in this process: loads, sends, judges. The caller writes the reports.
 * @throws UsageError and ContractError before anything is sent.
 */
export async function runConformance(
  options: Options,
  env: NodeJS.ProcessEnv,
  watcher: Watcher = {},
): Promise<RunRecord> {
  const startedAt = Date.now();
  const { signal: stop, deadline } = endsOf(watcher.signal, options.maxSeconds);
  const session = await begin(options, env, stop);
  try {
    if (options.testNamePattern !== undefined) selectedClauses(session, options); // a pattern that selects nothing is told before anything is sent
    const head = headOf(session);
    watcher.onStart?.(head, session.target);
    const requests = () => session.client.tally().requests;
    const result = await testConformance({
      ...inputOf(session, options),
      signal: stop,
      onStage: (stage) => watcher.onStage?.({ ...stage, requests: requests() }),
    });
    return {
      ...head,
      ...recorded(session, { ...result, notes: [...result.notes, ...partNote(options)] }),
      ...endOf(result.problem, watcher.signal, deadline && { signal: deadline, seconds: options.maxSeconds }),
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Date.now() - startedAt,
      requests: requests(),
      arguments: repeatingArguments({ ...options, seed: session.seed }).map(session.client.redactor.text),
    };
  } finally {
    await session.close();
  }
}

const partNote = ({ shard }: Options): string[] =>
  shard ? [`part ${shard.index} of ${shard.count}: what only the other parts ask is unverified here`] : [];

/** What may end a run early: someone's signal, and the clock. */
function endsOf(
  signal: AbortSignal | undefined,
  seconds: number | undefined,
): { signal: AbortSignal; deadline?: AbortSignal } {
  const deadline = seconds === undefined ? undefined : AbortSignal.timeout(seconds * 1000);
  const all = [signal, deadline].filter((one) => one !== undefined);
  return { signal: AbortSignal.any(all), ...(deadline && { deadline }) };
}

function endOf(
  problem: string | undefined,
  interruption: AbortSignal | undefined,
  deadline: { signal: AbortSignal; seconds: number | undefined } | undefined,
): Pick<RunRecord, 'complete' | 'problem'> {
  if (interruption?.aborted)
    return { complete: false, problem: `the run was interrupted (${interruption.reason})` };
  if (deadline?.signal.aborted)
    return { complete: false, problem: problem ?? `the run ended with --max-seconds=${deadline.seconds}` };
  return { complete: true, ...(problem && { problem }) };
}

/** A URL may hold what it should not. */
const shownTarget = ({ name, url }: Session['target'], { redactor }: Session['client']) => ({
  name: redactor.text(name),
  url: redactor.text(url),
});

/** Who is tested by what. */
export function headOf({ target, contract, seed, client }: Session): Head {
  const { title, version, file, lines } = contract;
  return { suite, target: shownTarget(target, client), contract: { title, version, file, lines }, seed };
}

function recorded(
  session: Session,
  { conducted, judgements, notes }: Conformance,
): Pick<RunRecord, 'target' | 'notes' | 'totals' | 'judgements' | 'counterexamples' | 'exchanges'> {
  const { contract, target, seed, client } = session;
  const exchanges = conducted.journal.kept();
  const located = judgements.map((one) => ({
    ...one,
    ...(one.clause.schemaPointer && { source: contract.locate(one.clause.schemaPointer) }),
  }));
  return {
    target: { ...shownTarget(target, client), ...saysOfItself(exchanges) },
    notes,
    totals: tally(located),
    judgements: located,
    counterexamples: conducted.found.map((found) => ({ ...found, seed })),
    exchanges,
  };
}

/** What the target's first answer says of itself. */
function saysOfItself(exchanges: readonly Exchange[]): { server?: string; version?: string } {
  const headers = exchanges.find(({ response }) => response)?.response?.headers ?? [];
  const own = (name: string) => headers.find(([header]) => header.toLowerCase() === name)?.[1];
  const [server, version] = [own('server'), own('polar-version')];
  return { ...(server && { server }), ...(version && { version }) };
}
