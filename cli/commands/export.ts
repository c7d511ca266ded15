import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../http/usage-error.ts';
import manifest from '../../package.json' with { type: 'json' };
import { preparePlanContexts } from '../../plan/prepare-contexts.ts';
import { toPrintable } from '../../reporters/printable.ts';
import type { Replay } from '../../reporters/record.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import { suites } from '../../suites/suites.ts';
import { listVersionHeaders } from '../../suites/versions.ts';
import { renderTest } from '../export/render-test.ts';
import { writeRequest } from '../export/request-code.ts';
import { selectCheck } from '../export/select-check.ts';
import { findClause } from '../find-clause.ts';
import { createConformanceInput, openSession, type Session } from '../open-session.ts';
import type { Options } from '../parse-options.ts';
import { readReplay } from '../read-replay.ts';
import { collectClauses } from '../select-clauses.ts';
import { formatClauseSource } from './list.ts';

/** `export`: writes the test file of a failure, or prints it without `--out`. Sends nothing. */
export async function exportTest(options: Options): Promise<number> {
  const path = findReplayFile(options.export ?? '', options.reportDir);
  const { target, configured } = options;
  const exportOptions: Options = {
    ...{ ...options, target: 'reference', fault: [], variant: undefined, dryRun: true },
    // the reference has its own fixtures and credentials
    ...{ fixtures: undefined, configured: { ...configured, accessToken: undefined } },
  };
  const session = await openSession(exportOptions, process.env, undefined);
  try {
    const text = await createTest(path, { ...exportOptions, target }, session);
    if (options.out === undefined) console.log(text);
    else writeFileSync(options.out, text);
    return 0;
  } finally {
    await session.close();
  }
}

/**
 * Returns the path of a replay file. A failure that is named by its clause has one in the report folder; of several causes, any
 * of them.
 * @throws UsageError if there is none, or if the clauses of several replays have the name
 */
function findReplayFile(name: string, reportDir: string): string {
  if (existsSync(name)) return name;
  const folder = join(reportDir, 'replays');
  const files = existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
  const pathById = new Map(files.map((path) => [readClause(path), path]));
  const replays = [...pathById].map(([id, path]) => ({ id, path }));
  if (replays.length === 0)
    throw new UsageError(`export: ${toPrintable(name, 200)} is not a file, and ${folder} has no replays.`);
  return findClause('export', name, replays).path;
}

/** Returns the id of the clause of a replay file; empty for another file. */
function readClause(path: string): string {
  const text = /"clause": ("(?:[^"\\]|\\.)*")/.exec(readFileSync(path, 'utf8'))?.[1] ?? '""';
  return JSON.parse(text);
}

/** @throws UsageError for a failure that no test of one request can show */
async function createTest(path: string, options: Options, session: Session): Promise<string> {
  const { contract, operations, ownRules, credentials } = session;
  const replay = readReplay(path, {
    operations,
    target: session.target,
    full: options.robustness === 'full',
  });
  const clause = collectClauses(contract, operations, true, ownRules).find(({ id }) => id === replay.clause);
  const input = createConformanceInput(session, options);
  const { contexts } = await preparePlanContexts({ ...input, budget: { ...input.budget, discovery: 0 } });
  const context = contexts.get(replay.cases[0]?.operation ?? '');
  if (!clause || !context)
    throw new UsageError(
      `${path}: ${contract.title} ${contract.version} has no clause ${toPrintable(replay.clause, 200)}. Use the options of the run that wrote the file.`,
    );
  const [theCase, ...others] = replay.cases;
  if (theCase === undefined || others.length > 0) return reject(clause, 'it depends on several responses');
  // clauses about rejections are judged only after an accepted request, which the run had
  context.isSeedAccepted = true;
  context.suiteContext.credentialsAccepted = true;
  const check = selectCheck(context, theCase, clause, options.contract);
  if (!check) return reject(clause, 'it compares values that only the suite knows');
  if (check.by === 'package' && options.apiVersion.length > 0)
    return reject(clause, 'its check needs the document of a version');
  const request = writeRequest(theCase.request, {
    operation: context.model.operation,
    ofSuite: context.suite !== undefined,
    ...{ credentials, publicHeaders: listVersionHeaders(suites, contract) },
  });
  if (typeof request === 'string') return reject(clause, request);
  return renderTest({
    comment: describeTest(clause, replay, session, request.variables, check.by === 'package'),
    ...{ clause: clause.id, title: toPrintable(clause.description, 300), request, check },
    target: findTarget(options.target ?? replay.target),
  });
}

function reject({ id }: Clause, reason: string): never {
  throw new UsageError(
    `export: no test of one request can show the failure of ${toPrintable(id)}: ${reason}. Keep its replay instead: it repeats the failure with the suite.`,
  );
}

/** Returns the URL of a target; undefined for names such as `reference`. */
const findTarget = (target: string): string | undefined => parseUrl(target)?.href.replace(/\/$/, '');

function describeTest(
  clause: Clause,
  { seed, suite, cases }: Replay,
  { contract }: Session,
  variables: readonly string[],
  needsPackage: boolean,
): string[] {
  const needed = ['vitest', ...(needsPackage ? ['polar-conformance'] : [])].join(' and ');
  const secrets = [...new Set(variables)].map((variable) => `, and ${variable} from the environment`);
  return [
    `${clause.level} ${toPrintable(clause.id)}`,
    `${[formatClauseSource(contract, clause), clause.rfc].filter(Boolean).join(', ')}`,
    `Request: ${toPrintable(cases[0]?.description ?? '', 300)}`,
    `Needs ${needed}${secrets.join('')}. CONFORMANCE_TARGET selects another server.`,
    `Exported by ${manifest.name} ${manifest.version} from a failure that version ${toPrintable(suite, 40)} found with seed ${seed}.`,
  ];
}
