import { randomInt } from 'node:crypto';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, createClient } from '../http/client.ts';
import type { Budget, Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import type { ConformanceInput } from '../plan/test-conformance.ts';
import { loadContract } from '../spec/document/load-contract.ts';
import { type Fixtures, fixtureVariables } from '../spec/fixtures.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { suites } from '../suites/suites.ts';
import { checkAccess } from './check-access.ts';
import { extraHeaders } from './extra-headers.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Options } from './options.ts';
import { readFixtures } from './read-fixtures.ts';
import { resolveTarget } from './resolve-target.ts';
import { didYouMean } from './suggest.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const inProject = (path: string): string => relative(process.cwd(), join(root, path)) || path;

/**
 * The contract that is meant: the suite's own with its overlay, or another document.
 * @throws UsageError and ContractError where it cannot be had or used.
 */
export async function contractOf({
  contract,
  allowReferences,
}: Pick<Options, 'contract' | 'allowReferences'>): Promise<Contract> {
  if (contract === undefined)
    return loadContract({ file: inProject('spec/openapi.yaml'), overlay: inProject('spec/overlay.yaml') });
  if (!/^https?:/i.test(contract))
    return loadContract({ file: contract, allowReferences, fetch: fetchDocument });
  if (!allowReferences)
    throw new UsageError(
      `The contract ${contract.slice(0, 200)} is a URL: add --allow-references to fetch it.`,
    );
  const text = await fetchDocument(contract);
  return loadContract({ file: contract, allowReferences, text, fetch: fetchDocument });
}

/**
 * The operations that are meant: all, unless some are named.
 * @throws UsageError where there is no such operation.
 */
export function operationsOf(contract: Contract, wanted: readonly string[]): readonly Operation[] {
  const names = contract.operations.map(({ id }) => id);
  const unknown = wanted.find((id) => !names.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`The contract has no operation ${unknown}.${didYouMean(unknown, names)}`);
  return wanted.length === 0
    ? contract.operations
    : contract.operations.filter(({ id }) => wanted.includes(id));
}

/** Random requests cost a local server nothing but time: so many end within seconds. Who asks for more requests gets them. */
const localRuns = 400;

const runsOf = ({ runs, maxRequests }: Options, { kind }: Target): number | undefined =>
  runs ?? (kind === 'remote' || maxRequests !== undefined ? undefined : localRuns);

/** A started target, with what it takes to reach it. */
interface Reached {
  target: Target & { url: string };
  fixtures: Fixtures;
  close(): Promise<void>;
}

/**
 * Starts the reference, or finds out how another target is reached.
 * @throws UsageError where a fault, a fixture or the token is not as it must be.
 */
async function reach(options: Options, target: Target, env: NodeJS.ProcessEnv): Promise<Reached> {
  if (target.kind === 'reference') return reachReference(options, target);
  const { url } = target;
  if (url === undefined) throw new UsageError(`${target.name} has no URL.`);
  const fixtures = readFixtures(fixtureVariables, { env, file: options.fixtures });
  if (!options.dryRun) checkAccess(target, fixtures.accessToken, options);
  return { target: { ...target, url }, fixtures, close: async () => {} };
}

async function reachReference({ fault, variant }: Options, target: Target): Promise<Reached> {
  const [first, second] = fault;
  if (second !== undefined)
    throw new UsageError('The reference takes one fault at a time: give one --fault.');
  const [{ faults }, { startReference }, { variants }] = await Promise.all([
    import('../reference/faults/catalogue.ts'), // hundreds of files that no other target needs
    import('../reference/server.ts'),
    import('../reference/variants.ts'),
  ]);
  demandKnown('fault', first === undefined ? [] : [first], faults);
  demandKnown('variant', variant?.split(',') ?? [], variants);
  const { url, fixtures, close } = await startReference({
    ...(first && { fault: first }),
    ...(variant && { variant }),
  });
  return { target: { ...target, url }, fixtures, close };
}

function demandKnown(kind: string, ids: readonly string[], table: readonly { id: string }[]): void {
  const names = table.map(({ id }) => id);
  const unknown = ids.find((id) => !names.includes(id));
  if (unknown === undefined) return;
  throw new UsageError(
    `The reference has no ${kind} \`${unknown.slice(0, 80)}\`.${didYouMean(unknown, names)} npm run reference -- --list-${kind}s lists them.`,
  );
}

/** All that a run, a replay or a dry run goes on with. Whoever begins it closes it. */
export interface Session extends Reached {
  contract: Contract;
  operations: readonly Operation[];
  client: Client;
  seed: number;
}

/**
 * Loads the contract, starts or finds the target, and makes a client for it. Nothing is sent.
 * @throws UsageError and ContractError where anything is not as it must be.
 */
export async function begin(
  options: Options,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<Session> {
  const contract = await contractOf(options);
  const operations = operationsOf(contract, options.operation);
  const located = resolveTarget(options, contract.servers);
  const seed = options.seed ?? randomInt(2 ** 31);
  const target = { ...located, budget: shareOf(located.budget, options.shard) };
  const reached = await reach(options, target, env);
  try {
    const client = connect(reached, operations, options, signal);
    const close = async () => {
      await client.close();
      await reached.close();
    };
    return { ...reached, contract, operations, client, seed, close };
  } catch (error) {
    await reached.close();
    throw error;
  }
}

/** The shards of a run send together what the whole would. */
function shareOf(budget: Budget, shard: Options['shard']): Budget {
  if (!shard) return budget;
  const part = (whole: number) => Math.ceil(whole / shard.count);
  return { ...budget, requests: part(budget.requests), plan: part(budget.plan) };
}

/** What a session is to be tested by. */
export function inputOf(session: Session, options: Options): ConformanceInput {
  const { contract, operations, fixtures, client, seed, target } = session;
  return {
    ...{
      contract,
      operations,
      suites,
      fixtures,
      client,
      seed,
      runs: runsOf(options, target),
      shard: options.shard,
    },
    allowance: target.budget,
    local: target.kind !== 'remote',
    full: options.robustness === 'full',
  };
}

/** A client for a reached target. @throws UsageError for an unusable `--header`, `--ca` or `--proxy`. */
function connect(
  { target, fixtures }: Reached,
  operations: readonly Operation[],
  { header, ca, proxy }: Options,
  signal: AbortSignal | undefined,
): Client {
  const schemes = new Map(operations.map(({ id, security }) => [id, security[0]?.[0]]));
  return createClient(
    target,
    { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken },
    {
      ...{ headers: extraHeaders(header), ca, proxy, signal },
      schemeOf: (operation) => schemes.get(operation),
    },
  );
}
