import { findConsumers, readWithConsumers } from '../cli/consumers/read-with-consumers.ts';
import type { Extensions } from '../cli/extensions.ts';
import { readKnownFailures } from '../cli/known-failures-file.ts';
import { runConformance as execute } from '../cli/run-conformance.ts';
import { runWithHooks } from '../cli/run-hooks.ts';
import { selectResults } from '../cli/select-clauses.ts';
import { resolveNamedOptions, type TableOptions } from '../cli/table-options.ts';
import { waiveKnownFailures } from '../cli/waive-known-failures.ts';
import { listen } from '../reference/listen.ts';
import { createFailureReport } from '../reporters/failure-report.ts';
import type { RecordedResult, RunRecord } from '../reporters/record.ts';
import { formatSource } from '../reporters/record-queries.ts';
import { renderJudgement } from '../reporters/render-failure.ts';
import { decideOutcome } from '../reporters/run-outcome.ts';
import type { Family, Level } from '../spec/clauses/clause.ts';
import type { Verdict } from '../spec/clauses/verdict.ts';
import type { JsonObject } from '../spec/json.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/** An application that answers requests in this process, such as those of Hono and Elysia. */
export interface FetchTarget {
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * Options of a run: those of the command line in camel case, and values that the command line takes as files or text.
 */
export interface RunOptions extends TableOptions, Extensions {
  /** The contract that `loadContract` returned; by default that of Polar's customer sessions. */
  contract?: Contract;
  /**
   * URL, name of a server of the contract, or an application. By default, the built-in reference if `contract` is not
   * given.
   */
  target?: string | URL | FetchTarget;
  /** The file of `--fixtures`, or its content. */
  fixtures?: string | JsonObject;
  /** When it aborts, the run ends early: what was received until then is judged. */
  signal?: AbortSignal;
}

/** The verdict of one clause. */
export interface ClauseVerdict {
  /** The permanent id. */
  id: string;
  /** Id of the operation; empty for clauses of the contract itself. */
  operation: string;
  family: Family;
  level: Level;
  /** What the clause requires. */
  description: string;
  verdict: Verdict;
  /** The line of the contract or the section of the RFC that states the clause. */
  source: string;
  /** Why the clause is unverified, waived or an error. */
  reason?: string;
  /** What the user can do so that the clause is verified. */
  remedy?: string;
  /** The whole report of a failed clause. */
  message?: string;
}

/** The result of a run. */
export interface ConformanceResult {
  /** `error`: something could not be judged; `problem` states the reason. */
  status: 'passed' | 'failed' | 'error';
  problem?: string;
  /** Number of clauses by verdict. */
  totals: Readonly<Record<Verdict, number>>;
  clauses: readonly ClauseVerdict[];
  /** Notes about the run, such as an exhausted budget or a reduced rate. */
  notes: readonly string[];
  seed: number;
  /** Number of requests that were sent. */
  requests: number;
  durationMs: number;
  /** Writes the reports of the command line into a folder, such as HTML, JUnit, SARIF, HAR and replays. */
  writeReports(folder: string): Promise<void>;
}

/**
 * Tests a target against a contract, as the command line does, and returns the verdict of each clause. Credentials and
 * fixtures are read from the same environment variables, but options are not.
 * @throws {UsageError} for an invalid option, before anything is sent
 * @throws {ContractError} for a contract that cannot be tested
 */
export async function runConformance(options: RunOptions = {}): Promise<ConformanceResult> {
  const { target } = options;
  if (typeof target !== 'object' || target instanceof URL) return runTarget(options, target?.toString());
  const server = await listen((request) => target.fetch(request), {});
  try {
    return await runTarget(options, server.url);
  } finally {
    await server.close();
  }
}

async function runTarget(
  { contract, signal, target: _, ...others }: RunOptions,
  target: string | undefined,
): Promise<ConformanceResult> {
  const options = resolveNamedOptions({
    ...others,
    ...(contract && { contract: contract.file }),
    ...(target !== undefined && { target }),
  });
  const knownFailures = readKnownFailures(options.deviations);
  const consumers = findConsumers(options.sdk);
  const listener = signal ? { signal } : {};
  return runWithHooks({
    options,
    signal: signal ?? new AbortController().signal,
    async run(prepared) {
      const record = await execute(prepared, process.env, listener, { contract });
      const selected = selectResults(record, options.testNamePattern);
      const waived = waiveKnownFailures(selected, knownFailures, options);
      return createResult(await readWithConsumers(waived, consumers, signal));
    },
    getStatus: ({ status }) => status,
    onAfterRunError(error) {
      throw error;
    },
  });
}

/** Returns the result of a record, for callers of the library. */
export function createResult(record: RunRecord): ConformanceResult {
  const { problem, totals, notes, seed, requests, durationMs, results } = record;
  return {
    ...{ status: decideOutcome(record).status, totals, notes, seed, requests, durationMs },
    ...(problem !== undefined && { problem }),
    clauses: results.map((result) => createClauseVerdict(record, result)),
    writeReports: async (folder) => {
      const { writeReports } = await import('../reporters/write-reports.ts');
      await writeReports(record, folder);
    },
  };
}

function createClauseVerdict(record: RunRecord, result: RecordedResult): ClauseVerdict {
  const { clause, verdict, reason, remedy } = result;
  const { id, operation, family, level, description } = clause;
  return {
    ...{ id, operation, family, level, description, verdict, source: formatSource(record, result) },
    ...(reason !== undefined && { reason }),
    ...(remedy !== undefined && { remedy }),
    ...(verdict === 'failed' && {
      message: renderJudgement(createFailureReport(record, result), { curl: true }),
    }),
  };
}
