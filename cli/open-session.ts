import { randomInt } from 'node:crypto';
import { type Client, createClient } from '../http/client.ts';
import type { GivenCredentials } from '../http/credential-store.ts';
import type { RequestAccount } from '../http/request-account.ts';
import type { Budget, Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import type { ConformanceInput } from '../plan/test-conformance.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import type { OwnRule } from '../suites/suite.ts';
import { suites } from '../suites/suites.ts';
import { listVersionHeaders } from '../suites/versions.ts';
import { checkCredentials, checkTransport } from './check-access.ts';
import { addIssuedTokens } from './issue-tokens.ts';
import { leaveOutChanges } from './leave-out-changes.ts';
import { leaveOutSessionEnds } from './leave-out-session-ends.ts';
import { createOwnRules } from './own-rules.ts';
import type { Options } from './parse-options.ts';
import { readUserMessages, type UserMessage } from './read-user-messages.ts';
import { checkContractVersion, resolveContract } from './resolve-contract.ts';
import { type ResolvedCredentials, resolveCredentials } from './resolve-credentials.ts';
import { resolveTarget } from './resolve-target.ts';
import { selectOperations } from './select-operations.ts';
import { type StartedTarget, startTarget } from './start-target.ts';

/** Default of `--runs` for targets on this machine, for which 400 requests take a few seconds. */
const defaultLocalRuns = 400;

/** The contract, the started target and the client of a command. The caller of `openSession` closes it. */
export interface Session extends StartedTarget {
  contract: Contract;
  operations: readonly Operation[];
  credentials: GivenCredentials;
  /** Parts of valid requests that the user gives, by operation id. */
  userMessages: ReadonlyMap<string, UserMessage>;
  /** The rules of the user. */
  ownRules: readonly OwnRule[];
  /** Notes about tokens that no operation could issue, which grow during the run. */
  tokenProblems: readonly string[];
  /** The selected operations that are not tested, because they may change the target. */
  leftOut: readonly Operation[];
  /** The selected operations that are not tested, because the target may then reject the credentials. */
  sessionEnds: readonly Operation[];
  client: Client;
  /** Creates a client for the requests after a run, which neither the interruption nor the time limit of the run ends. */
  createLateClient(signal: AbortSignal): Client;
  seed: number;
}

/** Values that a caller of the library passes instead of files. */
export interface SessionParts {
  contract?: Contract | undefined;
}

/**
 * Loads the contract, starts the target, and creates the client. Sends nothing.
 * @throws UsageError for an invalid option or fixture, or another version than that of the contract; ContractError for an unusable contract.
 */
export async function openSession(
  options: Options,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
  parts: SessionParts = {},
): Promise<Session> {
  const contract = parts.contract ?? (await resolveContract(options));
  checkContractVersion(contract, options.apiVersion[0]);
  const selected = selectOperations(contract, options);
  const chosen = resolveTarget(options, contract.servers, selected.length);
  const { operations: harmless, leftOut } = leaveOutChanges(selected, chosen, options, contract);
  const { operations, sessionEnds } = leaveOutSessionEnds(harmless, options);
  const seed = options.seed ?? randomInt(2 ** 31);
  const target = { ...chosen, budget: divideBudget(chosen.budget, options.shard) };
  const started = await startTarget(options, target, env);
  try {
    const isReference = target.kind === 'reference';
    const { fixtures } = started;
    const given = resolveCredentials(options, isReference ? {} : env, contract, fixtures);
    const tokenProblems: string[] = [];
    /** Creates a client and another one for the requests that issue its tokens, with a budget for both. */
    const createOwnClient = (limit: AbortSignal | undefined) => {
      const credentials = addIssuedTokens(
        given.credentials,
        contract,
        fixtures,
        () =>
          createTargetClient(started, contract, contract.operations, given, options, limit, client.account),
        (problem) => tokenProblems.push(problem),
      );
      const own = { ...given, credentials };
      const client = createTargetClient(started, contract, operations, own, options, limit);
      return { credentials, client };
    };
    const userMessages = readUserMessages(options.fixtures, contract, options.configured);
    const ownRules = createOwnRules(options.configured, contract);
    const { credentials, client } = createOwnClient(signal);
    const createLateClient = (limit: AbortSignal) => createOwnClient(limit).client;
    if (!isReference && !options.dryRun) {
      checkTransport(started.target, given.credentials, options);
      checkCredentials(target, operations, client);
    }
    const close = async () => {
      await client.close();
      await started.close();
    };
    return {
      ...{ ...started, contract, operations, leftOut, sessionEnds },
      ...{ credentials, userMessages, ownRules },
      ...{ client, createLateClient, seed, close, tokenProblems },
    };
  } catch (error) {
    await started.close();
    throw error;
  }
}

/** Returns the part of the budget of one shard. All shards together send as many requests as a run without shards. */
function divideBudget(budget: Budget, shard: Options['shard']): Budget {
  if (!shard) return budget;
  const divide = (requests: number) => Math.ceil(requests / shard.count);
  return { ...budget, requests: divide(budget.requests), plan: divide(budget.plan) };
}

/** @throws UsageError for an unusable `--ca` or `--proxy`, or a `--header` that selects a version of the API. */
function createTargetClient(
  { target }: StartedTarget,
  contract: Contract,
  operations: readonly Operation[],
  { credentials, headers }: ResolvedCredentials,
  { ca, proxy, configured: { hooks, source } }: Options,
  signal: AbortSignal | undefined,
  account?: RequestAccount,
): Client {
  const publicHeaders = listVersionHeaders(suites, contract);
  rejectOwnVersions(headers, publicHeaders);
  const security = new Map(operations.map((operation) => [operation.id, operation.security]));
  return createClient(target, credentials, {
    ...{ headers, publicHeaders, ca, proxy, signal, account },
    ...(hooks?.beforeRequest && {
      beforeRequest: {
        source: `${source}hooks.beforeRequest`,
        call: async (request) => (await hooks.beforeRequest?.(request)) ?? undefined,
      },
    }),
    findSecurity: (operation) => security.get(operation),
    operationCount: operations.length,
  });
}

/** Rejects a header field of the user that selects another version of the API than the contract describes. */
function rejectOwnVersions(headers: HeaderList, publicHeaders: HeaderList): void {
  for (const [name, version] of publicHeaders)
    if (headers.some(([own]) => own.toLowerCase() === name.toLowerCase()))
      throw new UsageError(
        `--header: the suite sends ${name}: ${version}, the version of the contract. Leave it out, or select another version with --api-version.`,
      );
}

/** The input of `testConformance` for a session. */
export function createConformanceInput(session: Session, options: Options): ConformanceInput {
  const { contract, operations, fixtures, userMessages, ownRules, client, seed, target } = session;
  return {
    ...{ contract, operations, suites, ownRules, fixtures, userMessages, client, seed },
    shard: options.shard,
    runs: resolveRuns(options, target),
    budget: target.budget,
    local: target.kind !== 'remote',
    full: options.robustness === 'full',
    allowChanges: options.allowChanges || target.kind === 'reference',
  };
}

/** The number of random requests; undefined if they use the rest of the budget. */
const resolveRuns = ({ runs, maxRequests }: Options, { kind }: Target): number | undefined =>
  runs ?? (kind === 'remote' || maxRequests !== undefined ? undefined : defaultLocalRuns);
