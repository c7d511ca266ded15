import { decodePercent } from '../decode-percent.ts';
import { escapeRegExp } from '../escape-reg-exp.ts';
import { memoize } from '../memoize.ts';
import { parseUrl } from '../parse-url.ts';
import type { Contract, Operation, Server } from './contract.ts';

/** An operation whose path matches a request, with the decoded values of the template expressions. */
export interface PathMatch {
  operation: Operation;
  values: Readonly<Record<string, string>>;
}

/**
 * Finds the operation of a request; undefined if no path and method match. The path may begin with the base path of a
 * server. A path without template expressions takes precedence (OpenAPI 3.1.1 section 4.8.8.2).
 * @param url an absolute URL or a path; the query is ignored
 */
export function findOperation(contract: Contract, method: string, url: string): Operation | undefined {
  const matches = matchPath(contract.operations, contract.servers, url);
  return matches.find(({ operation }) => operation.method === method.toUpperCase())?.operation;
}

/**
 * Finds the operations of any method whose path matches the request, those with the fewest template expressions first
 * (OpenAPI 3.1.1 section 4.8.8.2). The path may begin with the base path of a server.
 * @param url an absolute URL or a path; the query is ignored
 */
export function matchPath(
  operations: readonly Operation[],
  servers: readonly Server[],
  url: string,
): PathMatch[] {
  const pathname = parseUrl(url, 'http://localhost')?.pathname ?? '';
  const paths = [pathname, ...stripPrefixes(servers, pathname)];
  return operations
    .flatMap((operation) => matchTemplate(operation, paths) ?? [])
    .sort((one, other) => countExpressions(one) - countExpressions(other));
}

/** The number of template expressions of the path. */
export const countExpressions = ({ operation }: PathMatch): number => toTemplate(operation).names.length;

function stripPrefixes(servers: readonly Server[], pathname: string): string[] {
  const prefixes = servers.map(
    ({ url }) => parseUrl(url, 'http://localhost')?.pathname.replace(/\/$/, '') ?? '',
  );
  return prefixes
    .filter((prefix) => prefix !== '' && pathname.startsWith(`${prefix}/`))
    .map((prefix) => pathname.slice(prefix.length));
}

function matchTemplate(operation: Operation, paths: readonly string[]): PathMatch | undefined {
  const { pattern, names } = toTemplate(operation);
  const match = paths.map((path) => pattern.exec(path)).find((found) => found !== null);
  if (!match) return undefined;
  const values = names.map((name, index) => [name, decodePercent(match[index + 1] ?? '')] as const);
  return { operation, values: Object.fromEntries(values) };
}

/** The pattern of an operation's path, with a group for each template expression, and the names of the expressions. */
const toTemplate = memoize(({ path }: Operation): { pattern: RegExp; names: string[] } => {
  const parts = path.split(/\{([^{}]*)\}/); // literal texts and names in turn
  return {
    pattern: new RegExp(
      `^${parts.map((part, index) => (index % 2 === 0 ? escapeRegExp(part) : '([^/]+)')).join('')}$`,
    ),
    names: parts.filter((_, index) => index % 2 === 1),
  };
});
