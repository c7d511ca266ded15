import { memoize } from '../memoize.ts';
import { parseUrl } from '../parse-url.ts';
import type { Contract, Operation } from './contract.ts';

/**
 * Finds the operation of a request; undefined if no path and method match. The path may begin with the base path of a
 * server. A path without template expressions takes precedence (OpenAPI 3.1.1 section 4.8.8.2).
 * @param url an absolute URL or a path; the query is ignored
 */
export function findOperation(contract: Contract, method: string, url: string): Operation | undefined {
  const { pathname } = new URL(url, 'http://localhost');
  const paths = [pathname, ...stripPrefixes(contract, pathname)];
  return listTemplates(contract).find(
    ({ operation, pattern }) =>
      operation.method === method.toUpperCase() && paths.some((path) => pattern.test(path)),
  )?.operation;
}

function stripPrefixes({ servers }: Contract, pathname: string): string[] {
  const prefixes = servers.map(
    ({ url }) => parseUrl(url, 'http://localhost')?.pathname.replace(/\/$/, '') ?? '',
  );
  return prefixes
    .filter((prefix) => prefix !== '' && pathname.startsWith(`${prefix}/`))
    .map((prefix) => pathname.slice(prefix.length));
}

const countExpressions = ({ path }: Operation): number => path.split('{').length;

/** Returns the operations with the patterns of their paths, those with the fewest expressions first. */
const listTemplates = memoize(({ operations }: Contract): { operation: Operation; pattern: RegExp }[] =>
  operations
    .toSorted((one, other) => countExpressions(one) - countExpressions(other))
    .map((operation) => ({ operation, pattern: toPattern(operation.path) })),
);

const toPattern = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^{}]*\}/)
      .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^/]+')}$`,
  );
