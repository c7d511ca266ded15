import { randomInt } from 'node:crypto';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { testConformance } from '../../plan/conformance.ts';
import type { Stage } from '../../plan/run.ts';
import { startReference } from '../../reference/server.ts';
import { verdicts } from '../../reporters/reading.ts';
import type { RunRecord } from '../../reporters/record.ts';
import type { Contract, Operation } from '../../spec/contract.ts';
import { type Fixtures, fixtureVariables } from '../../spec/fixtures.ts';
import { loadContract } from '../../spec/load.ts';
import type { Verdict } from '../../spec/verdict.ts';
import { checkAccess } from '../../target/access.ts';
import { createClient } from '../../target/client.ts';
import { extraHeaders } from '../../target/extra-headers.ts';
import { readFixtures } from '../../target/fixtures.ts';
import { didYouMean } from '../../target/nearest.ts';
import { type Options, repeatingArguments } from '../../target/options.ts';
import { resolveTarget, type Target } from '../../target/target.ts';
import { UsageError } from '../../target/usage-error.ts';
import { suites } from './suites.ts';

export const suite = { name: 'Polar Conformance', version: manifest.version };

/** What is told while a run goes on. */
export interface Watcher {
  /** Before anything is sent. */
  onStart?(head: Pick<RunRecord, 'suite' | 'target' | 'contract' | 'seed'>, target: Target): void;
  onStage?(stage: Stage & { requests: number }): void;
  signal?: AbortSignal;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const inProject = (path: string): string => relative(process.cwd(), join(root, path)) || path;

/** The contract that is meant: the suite's own with its overlay, or another document. */
export function contractOf({
  contract,
  allowReferences,
}: Pick<Options, 'contract' | 'allowReferences'>): Promise<Contract> {
  if (contract === undefined)
    return loadContract({ file: inProject('spec/openapi.yaml'), overlay: inProject('spec/overlay.yaml') });
  return loadContract({ file: contract, allowReferences });
}

/** A started target, with what it takes to reach it. */
interface Reached {
  target: Target & { url: string };
  fixtures: Fixtures;
  close(): Promise<void>;
}

async function reach(options: Options, target: Target, env: NodeJS.ProcessEnv): Promise<Reached> {
  if (target.kind === 'reference') {
    const [fault] = options.fault;
    const reference = await startReference({
      ...(fault && { fault }),
      ...(options.variant && { variant: options.variant }),
    });
    return {
      target: { ...target, url: reference.url },
      fixtures: reference.fixtures,
      close: reference.close,
    };
  }
  const { url } = target;
  if (url === undefined) throw new UsageError(`${target.name} has no URL.`);
  const fixtures = readFixtures(fixtureVariables, { env, file: options.fixtures });
  checkAccess(target, fixtures.accessToken, options);
  return { target: { ...target, url }, fixtures, close: async () => {} };
}

function operationsOf(contract: Contract, wanted: readonly string[]): readonly Operation[] {
  const names = contract.operations.map(({ id }) => id);
  const unknown = wanted.find((id) => !names.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`The contract has no operation ${unknown}.${didYouMean(unknown, names)}`);
  return wanted.length === 0
    ? contract.operations
    : contract.operations.filter(({ id }) => wanted.includes(id));
}

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
  const contract = await contractOf(options);
  const operations = operationsOf(contract, options.operation);
  const headers = extraHeaders(options.header);
  const { target, fixtures, close } = await reach(options, resolveTarget(options, contract.servers), env);
  const seed = options.seed ?? randomInt(2 ** 31);
  const head = { suite, target: { name: target.name, url: target.url }, contract: describe(contract), seed };
  watcher.onStart?.(head, target);
  const schemes = new Map(operations.map(({ id, security }) => [id, security[0]?.[0]]));
  const client = createClient(
    target,
    { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken },
    {
      ...{ headers, ca: options.ca, proxy: options.proxy },
      schemeOf: (operation) => schemes.get(operation),
      ...(watcher.signal && { signal: watcher.signal }),
    },
  );
  try {
    const result = await testConformance({
      ...{ contract, operations, suites, fixtures, client, seed, runs: options.runs, shard: options.shard },
      allowance: target.budget,
      local: target.kind !== 'remote',
      full: options.robustness === 'full',
      onStage: (stage) => watcher.onStage?.({ ...stage, requests: client.tally().requests }),
    });
    const { conducted, judgements, notes, problem } = result;
    const exchanges = conducted.journal.kept();
    const interrupted = watcher.signal?.aborted ?? false;
    const seen = exchanges.find(({ response }) => response)?.response?.headers ?? [];
    const own = (name: string) => seen.find(([header]) => header.toLowerCase() === name)?.[1];
    const [server, version] = [own('server'), own('polar-version')];
    return {
      ...head,
      target: { ...head.target, ...(server && { server }), ...(version && { version }) },
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Date.now() - startedAt,
      requests: client.tally().requests,
      complete: !interrupted,
      ...(interrupted ? { problem: 'the run was interrupted' } : problem && { problem }),
      notes,
      totals: totalsOf(judgements.map(({ verdict }) => verdict)),
      judgements: judgements.map((one) => ({
        ...one,
        ...(one.clause.at && { source: contract.sourceOf(one.clause.at) }),
      })),
      counterexamples: conducted.found.map((found) => ({ ...found, seed })),
      exchanges,
      arguments: repeatingArguments({ ...options, seed }),
    };
  } finally {
    await client.close();
    await close();
  }
}

const describe = ({ title, version, file, lines }: Contract): RunRecord['contract'] => ({
  title,
  version,
  file,
  lines,
});

function totalsOf(all: readonly Verdict[]): Record<Verdict, number> {
  const counts = verdicts.map((verdict) => [verdict, all.filter((one) => one === verdict).length]);
  return Object.fromEntries(counts) as Record<Verdict, number>; // one entry a verdict
}
