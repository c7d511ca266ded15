import { isLoopback } from '../http/loopback.ts';
import type { Rate } from '../http/rate-limiter.ts';
import type { Budget, Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import type { Server } from '../spec/openapi/contract.ts';
import type { Options } from './options.ts';
import { didYouMean } from './suggest.ts';

type Asked = Pick<
  Options,
  | 'target'
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

/** Below what servers document (sandbox 100 a minute, production 500), so that two CI jobs can share a limit. */
const paces: Readonly<Record<string, Rate>> = { sandbox: perMinute(80), production: perMinute(120) };
const unknownPace = perMinute(60);

/**
 * Finds out who is meant by `--target`, and within which budget it is tested.
 * @throws UsageError for an unknown name, an unusable URL, or a target that needs consent.
 */
export function resolveTarget(options: Asked, servers: readonly Server[]): Target {
  const target = locate(options.target, servers);
  if (/^prod/i.test(target.server ?? '') && !options.allowProduction) {
    throw new UsageError(
      `${target.name} is the production server: real customers get real sessions there. Add --allow-production if that is meant.`,
    );
  }
  if (target.kind !== 'reference' && (options.fault.length > 0 || options.variant !== undefined)) {
    throw new UsageError(
      '--fault and --variant change the reference: leave --target out, or leave them out.',
    );
  }
  const viaProxy = options.proxy !== undefined && target.kind !== 'reference';
  const kind = viaProxy ? 'remote' : target.kind;
  if (kind === 'remote' && options.robustness === 'full') {
    throw new UsageError('--robustness=full can take a server down: it is for servers on this machine only.');
  }
  return { ...target, kind, budget: budgetOf(kind, target.server, options) };
}

function locate(name: string, servers: readonly Server[]): Omit<Target, 'budget'> {
  if (name === 'reference') return { kind: 'reference', name };
  const server = servers.find((one) => one.name === name);
  if (server !== undefined) {
    const url = parseUrl(server.url, `The contract's server ${name}`);
    return { kind: isLoopback(url) ? 'local' : 'remote', name, server: name, url: base(url) };
  }
  if (!/^https?:/i.test(name)) throw new UsageError(unknownTarget(name, servers));
  const url = parseUrl(name, 'The target');
  const known = servers.find((one) => sameHost(one.url, url));
  return {
    kind: isLoopback(url) ? 'local' : 'remote',
    name: base(url),
    ...(known && { server: known.name }),
    url: base(url),
  };
}

function unknownTarget(name: string, servers: readonly Server[]): string {
  const names = ['reference', ...servers.map((server) => server.name)];
  const shown = name.includes('@') ? 'This' : `\`${name.slice(0, 80)}\``;
  return `${shown} is no target.${didYouMean(name, names)} Type one of ${names.join(', ')}, or a URL such as http://127.0.0.1:8000.`;
}

/** Userinfo is refused without being echoed: it holds a password. */
function parseUrl(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username || url?.password) {
    throw new UsageError(
      `${what} has a user or password in its URL: leave it out; credentials come from the environment.`,
    );
  }
  if (url === undefined)
    throw new UsageError(`${what} has an unusable URL: type one such as https://api.example.com.`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError(`${what} is reached by http or https, not by ${url.protocol.slice(0, -1)}.`);
  }
  if (/[?#]/.test(text)) {
    throw new UsageError(
      `${what} has a query or fragment in its URL: paths are appended to it, so leave them out.`,
    );
  }
  return url;
}

const base = (url: URL): string => url.href.replace(/\/+$/, '');

/** The same machine, whatever the path, port or scheme, and with or without the root's dot. */
function sameHost(text: string, url: URL): boolean {
  if (!URL.canParse(text)) return false;
  return new URL(text).hostname.replace(/\.$/, '') === url.hostname.replace(/\.$/, '');
}

/** With default options a local run ends within 60 s whatever the server does, so that there is time left to report. */
const usualSeconds = 30;
const usualWaitMs = 20_000;

const asksForMore = ({ maxRequests, rate, timeout }: Asked): boolean =>
  (maxRequests ?? 0) > 1000 || rate !== undefined || timeout > 10_000;

function budgetOf(kind: Target['kind'], server: string | undefined, options: Asked): Budget {
  const remote = kind === 'remote';
  const requests = options.maxRequests ?? (remote ? 90 : 1000);
  const discovery = Math.min(4, Math.max(0, requests - 1));
  const rate = options.rate ?? (remote ? (paces[server ?? ''] ?? unknownPace) : undefined);
  const seconds = options.maxSeconds ?? (remote || asksForMore(options) ? undefined : usualSeconds);
  return {
    requests,
    discovery,
    plan: remote ? Math.min(75, requests - discovery) : requests - discovery,
    waitMs: remote ? 180_000 : usualWaitMs,
    ...(seconds !== undefined && { seconds }),
    ...(rate && { rate }),
    concurrency: options.concurrency ?? (remote ? 2 : 8),
    timeoutMs: options.timeout,
  };
}
