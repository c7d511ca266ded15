import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../http/usage-error.ts';
import { plannedCases } from '../../plan/execute/execute.ts';
import { refusedToken } from '../../plan/execute/rejected-credentials.ts';
import { type Replayed, replayCases } from '../../plan/execute/replay.ts';
import { prepare } from '../../plan/test-conformance.ts';
import { shellQuoted } from '../../reporters/curl.ts';
import { tell } from '../../reporters/failure-report.ts';
import { renderStory } from '../../reporters/failure-text.ts';
import { printable } from '../../reporters/printable.ts';
import type { Replay, RunRecord } from '../../reporters/record.ts';
import { tally } from '../../reporters/record-queries.ts';
import { headerText, wantsColor } from '../../reporters/terminal.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { rules } from '../../spec/clauses/rules.ts';
import { interruption } from '../interruption.ts';
import { type Options, repeatingArguments } from '../options.ts';
import { headOf } from '../run-conformance.ts';
import { clausesOf } from '../selection.ts';
import { begin, inputOf, type Session } from '../session.ts';
import { readReplay } from './replay-file.ts';

/** A replay that is to be sent. */
interface Entry {
  path: string;
  clause: Clause;
  replay: Replay;
}

type Result = 'fails' | 'passes' | 'open';

/** `--replay`: sends the cases of one file, or of every `*.json` of a folder, and judges their clauses only. */
export async function replay(options: Options): Promise<number> {
  const paths = pathsOf(options.replay ?? '');
  const session = await begin(options, process.env, interruption());
  try {
    const entries = paths.map((path) => entryOf(path, session, options));
    const color = wantsColor(process.env, process.stdout.isTTY);
    console.error(headerText(headOf(session), { color: wantsColor(process.env, process.stderr.isTTY) }));
    const results: Result[] = [];
    for (const entry of entries) results.push(await replayOne(entry, session, options, color));
    if (results.includes('fails')) return 1;
    return results.includes('open') ? 2 : 0;
  } finally {
    await session.close();
  }
}

/** @throws UsageError where there is nothing to replay. */
function pathsOf(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`--replay: there is no ${path}.`);
  if (!stat.isDirectory()) return [path];
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new UsageError(`--replay: the folder ${path} holds no *.json.`);
  return files.sort().map((file) => join(path, file));
}

function entryOf(path: string, { operations, contract, target }: Session, { robustness }: Options): Entry {
  const full = robustness === 'full';
  const replay = readReplay(path, { operations, target, full });
  const clause = clausesOf(contract, operations, true).find(({ id }) => id === replay.clause);
  if (!clause)
    throw new UsageError(
      `${path}: ${contract.title} ${contract.version} has no clause ${printable(replay.clause, 200)}.`,
    );
  const isFull = rules.some((rule) => rule.full && `${clause.operation}/${rule.name}` === clause.id);
  if (isFull && !full) throw new UsageError(`${path}: ${clause.id} is asked with --robustness=full only.`);
  return { path, clause, replay };
}

async function replayOne(entry: Entry, session: Session, options: Options, color: boolean): Promise<Result> {
  const { path, clause } = entry;
  const replayed = await sent(entry, session, options);
  const { judgement, exchanges } = replayed;
  const refused = refusedToken(exchanges);
  const line = (words: string) => console.log(`${words.padEnd(18)}${path}  ${clause.id}`);
  if (judgement.found > 0 && !refused) {
    const binding = clause.level === 'MUST' || options.strict;
    line(binding ? 'still fails' : 'still noticed');
    console.log(`\n${story(replayed, entry, session, options, color)}\n`);
    return binding ? 'fails' : 'passes';
  }
  if (judgement.observed > 0 && !refused) {
    line('passes');
    return 'passes';
  }
  line('cannot be judged');
  console.log(
    `  ${refused ? `the target refuses the access token (${refused})` : printable(judgement.reason ?? '', 400)}`,
  );
  return 'open';
}

/** Some clauses depend on what a target showed before (whose its sessions are, a token it gave): then a run's first request goes first. */
async function sent({ clause, replay }: Entry, session: Session, options: Options): Promise<Replayed> {
  const input = inputOf(session, options);
  const { contexts } = await prepare({ ...input, allowance: { ...input.allowance, discovery: 0 } });
  const first = await replayCases(contexts, clause, replay.cases, session.client);
  const depends =
    clause.family === 'semantics' || replay.cases.some(({ request }) => request.credentials === 'session');
  if (first.judgement.observed > 0 || !depends || interruption().aborted) return first;
  const { contexts: known } = await prepare(input);
  const opening = plannedCases(known, undefined).slice(0, 1);
  return replayCases(known, clause, [...opening, ...replay.cases], session.client);
}

function story(
  { judgement, exchanges }: Replayed,
  { path, clause, replay: origin }: Entry,
  session: Session,
  options: Options,
  color: boolean,
): string {
  const judged = {
    ...judgement,
    ...(clause.schemaPointer && { source: session.contract.locate(clause.schemaPointer) }),
  };
  const given = repeatingArguments(options).map(session.client.redactor.text);
  const record: RunRecord = {
    ...headOf(session),
    seed: origin.seed ?? session.seed,
    ...{ startedAt: '', durationMs: 0, requests: exchanges.length, complete: true, notes: [] },
    ...{ totals: tally([judged]), judgements: [judged], counterexamples: [], exchanges, arguments: given },
  };
  const replay = ['npm test --', ...[`--replay=${path}`, ...given].map(shellQuoted)].join(' ');
  return renderStory({ ...tell(record, judged), replay }, { color });
}
