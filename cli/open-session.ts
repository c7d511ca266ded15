import { randomInt } from 'node:crypto';
import { type Client, createClient } from '../http/client.ts';
import type { Budget, Target } from '../http/target.ts';
import type { ConformanceInput } from '../plan/test-conformance.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { suites } from '../suites/suites.ts';
import { parseHeaders } from './parse-headers.ts';
import type { Options } from './parse-options.ts';
import { resolveContract, selectOperations } from './resolve-contract.ts';
import { resolveTarget } from './resolve-target.ts';
import { type StartedTarget, startTarget } from './start-target.ts';

/** Default of `--runs` for targets on this machine. They take a few seconds. */
const defaultLocalRuns = 400;

/** The contract, the started target and the client of a run, a replay or a dry run. Its creator closes it. */
export interface Session extends StartedTarget {
  contract: Contract;
  operations: readonly Operation[];
  client: Client;
  seed: number;
}

/**
 * Loads the contract, starts the target, and creates the client. Sends nothing.
 * @throws UsageError for an invalid option or fixture, ContractError for an unusable contract.
 */
export async function openSession(
  options: Options,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<Session> {
  const contract = await resolveContract(options);
  const operations = selectOperations(contract, options.operation);
  const resolved = resolveTarget(options, contract.servers);
  const seed = options.seed ?? randomInt(2 ** 31);
  const target = { ...resolved, budget: divideBudget(resolved.budget, options.shard) };
  const started = await startTarget(options, target, env);
  try {
    const client = createTargetClient(started, operations, options, signal);
    const close = async () => {
      await client.close();
      await started.close();
    };
    return { ...started, contract, operations, client, seed, close };
  } catch (error) {
    await started.close();
    throw error;
  }
}

/** The budget of one shard. All shards together have the budget of the whole run. */
function divideBudget(budget: Budget, shard: Options['shard']): Budget {
  if (!shard) return budget;
  const divide = (requests: number) => Math.ceil(requests / shard.count);
  return { ...budget, requests: divide(budget.requests), plan: divide(budget.plan) };
}

/** @throws UsageError for an unusable `--header`, `--ca` or `--proxy`. */
function createTargetClient(
  { target, fixtures }: StartedTarget,
  operations: readonly Operation[],
  { header, ca, proxy }: Options,
  signal: AbortSignal | undefined,
): Client {
  const schemes = new Map(operations.map(({ id, security }) => [id, security[0]?.[0]]));
  return createClient(
    target,
    { access: fixtures.accessToken, unscoped: fixtures.unscopedAccessToken },
    {
      ...{ headers: parseHeaders(header), ca, proxy, signal },
      findSecurityScheme: (operation) => schemes.get(operation),
    },
  );
}

/** The input of `testConformance` for a session. */
export function createConformanceInput(session: Session, options: Options): ConformanceInput {
  const { contract, operations, fixtures, client, seed, target } = session;
  return {
    ...{ contract, operations, suites, fixtures, client, seed, shard: options.shard },
    runs: resolveRuns(options, target),
    budget: target.budget,
    local: target.kind !== 'remote',
    full: options.robustness === 'full',
  };
}

/** The number of random requests; undefined to use what the budget leaves. */
const resolveRuns = ({ runs, maxRequests }: Options, { kind }: Target): number | undefined =>
  runs ?? (kind === 'remote' || maxRequests !== undefined ? undefined : defaultLocalRuns);
