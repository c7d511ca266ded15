import { isLoopback } from '../http/loopback.ts';
import type { Rate } from '../http/rate-limiter.ts';
import type { Budget, Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import type { Server } from '../spec/openapi/contract.ts';
import { parseUrl } from '../spec/parse-url.ts';
import type { Options } from './parse-options.ts';
import { didYouMean } from './suggest.ts';

type TargetOptions = Pick<
  Options,
  | 'target'
  | 'contract'
  | 'dryRun'
  | 'allowProduction'
  | 'fault'
  | 'variant'
  | 'proxy'
  | 'robustness'
  | 'maxRequests'
  | 'maxSeconds'
  | 'rate'
  | 'concurrency'
  | 'timeout'
>;

const perMinute = (requests: number): Rate => ({ requests, perMs: 60_000 });

/**
 * Rates below the documented limits (sandbox: 100 per minute, production: 500), so that concurrent CI jobs can share a
 * limit.
 */
const serverRates: Readonly<Record<string, Rate>> = { sandbox: perMinute(80), production: perMinute(120) };
const defaultRate = perMinute(60);

/**
 * Resolves `--target` to a URL and a budget.
 * @param operations the number of operations that share the budget
 * @throws UsageError for an unknown name, an unusable URL, or a target that needs consent.
 */
export function resolveTarget(options: TargetOptions, servers: readonly Server[], operations = 1): Target {
  rejectMissingTarget(options, servers);
  const target = findTarget(options.target ?? 'reference', servers);
  if (/^prod/i.test(target.server ?? '') && !options.allowProduction) {
    throw new UsageError(
      `${target.name} is the production server, where sessions of real customers are created. Add --allow-production to test it.`,
    );
  }
  if (target.kind !== 'reference' && (options.fault.length > 0 || options.variant !== undefined)) {
    throw new UsageError(
      '--fault and --variant apply only to the built-in reference server. Remove them, or give --target=reference.',
    );
  }
  const viaProxy = options.proxy !== undefined && target.kind !== 'reference';
  const kind = viaProxy ? 'remote' : target.kind;
  if (kind === 'remote' && options.robustness === 'full') {
    throw new UsageError(
      '--robustness=full can take a server down. Use it for servers on this machine only.',
    );
  }
  return { ...target, kind, budget: createBudget(kind, target.server, options, operations) };
}

/** Rejects a contract without a target: the built-in reference implements only the suite's own contract. */
function rejectMissingTarget({ target, contract, dryRun }: TargetOptions, servers: readonly Server[]): void {
  if (target !== undefined || contract === undefined || dryRun) return;
  const names = servers.map(({ name }) => name);
  const more = names.length > 0 ? ` or a server of the contract: ${names.join(', ')}` : '';
  throw new UsageError(
    `--contract needs a target: add --target=URL with the server to test${more}. The built-in reference implements another contract.`,
  );
}

function findTarget(name: string, servers: readonly Server[]): Omit<Target, 'budget'> {
  if (name === 'reference') return { kind: 'reference', name };
  const server = servers.find((one) => one.name === name);
  if (server !== undefined) {
    const url = parseTargetUrl(server.url, `The contract's server ${name}`);
    return { kind: isLoopback(url) ? 'local' : 'remote', name, server: name, url: toBaseUrl(url) };
  }
  if (!/^https?:/i.test(name)) throw new UsageError(describeUnknownTarget(name, servers));
  const url = parseTargetUrl(name, 'The target');
  const known = servers.find((one) => hasSameHost(one.url, url));
  return {
    kind: isLoopback(url) ? 'local' : 'remote',
    name: toBaseUrl(url),
    ...(known && { server: known.name }),
    url: toBaseUrl(url),
  };
}

function describeUnknownTarget(name: string, servers: readonly Server[]): string {
  const names = ['reference', ...servers.map((server) => server.name)];
  const shown = name.includes('@') ? 'the value' : `\`${name.slice(0, 80)}\``;
  const hint = suggestUrl(name.slice(0, 80)) ?? didYouMean(name, names);
  return `--target: ${shown} is not a target.${hint} Type one of ${names.join(', ')}, or a URL such as http://127.0.0.1:8000.`;
}

/**
 * Suggests a URL if the name looks like a host name with a port, a domain or a path, so that probably only the scheme
 * is missing.
 */
function suggestUrl(name: string): string | undefined {
  const isHost = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])(?::\d{1,5})?(?:\/\S*)?$/i.test(name);
  if (!isHost || !/[.:/]|^localhost$/i.test(name)) return undefined;
  const scheme = isLoopback(new URL(`http://${name}`)) ? 'http' : 'https';
  return ` Did you mean ${scheme}://${name}?`;
}

/** Parses the URL of a target. The message about a user name or password does not print it. */
function parseTargetUrl(text: string, subject: string): URL {
  const url = parseUrl(text);
  if (url?.username || url?.password) {
    throw new UsageError(
      `${subject} has a user name or password in its URL. Remove it, and give credentials in environment variables.`,
    );
  }
  if (url === undefined)
    throw new UsageError(`${subject} has an invalid URL. Type a URL such as https://api.example.com.`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError(`${subject} must have an http or https URL, not ${url.protocol.slice(0, -1)}.`);
  }
  if (/[?#]/.test(text)) {
    throw new UsageError(
      `${subject} has a query or fragment in its URL. Remove it: paths are appended to the URL.`,
    );
  }
  return url;
}

const toBaseUrl = (url: URL): string => url.href.replace(/\/+$/, '');

/** Whether two URLs have the same host name, with or without a trailing dot. */
function hasSameHost(text: string, url: URL): boolean {
  return parseUrl(text)?.hostname.replace(/\.$/, '') === url.hostname.replace(/\.$/, '');
}

/**
 * The default limits of a run, and the minimum for each operation. With them, a run of one operation against this
 * machine ends within 60 s, including the time for the reports.
 */
const defaultLimits = {
  local: { requests: { run: 1000, operation: 100 }, seconds: { run: 30, operation: 3 } },
  remote: { requests: { run: 90, operation: 30 }, plan: { run: 75, operation: 25 } },
};
const defaultWaitMs = 20_000;

const exceedsDefaults = ({ maxRequests, rate, timeout }: TargetOptions): boolean =>
  (maxRequests ?? 0) > 1000 || rate !== undefined || timeout > 10_000;

function createBudget(
  kind: Target['kind'],
  server: string | undefined,
  options: TargetOptions,
  operations: number,
): Budget {
  const remote = kind === 'remote';
  const { local } = defaultLimits;
  const scale = ({ run, operation }: { run: number; operation: number }): number =>
    Math.max(run, operation * operations);
  const requests = options.maxRequests ?? scale(defaultLimits[remote ? 'remote' : 'local'].requests);
  const discovery = Math.min(4, Math.max(0, requests - 1));
  const rate = options.rate ?? (remote ? (serverRates[server ?? ''] ?? defaultRate) : undefined);
  const seconds =
    options.maxSeconds ?? (remote || exceedsDefaults(options) ? undefined : scale(local.seconds));
  return {
    requests,
    discovery,
    plan: remote ? Math.min(scale(defaultLimits.remote.plan), requests - discovery) : requests - discovery,
    waitMs: remote ? 180_000 : defaultWaitMs,
    ...(seconds !== undefined && { seconds }),
    ...(rate && { rate }),
    concurrency: options.concurrency ?? (remote ? 2 : 8),
    timeoutMs: options.timeout,
  };
}
