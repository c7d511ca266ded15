import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { memoize } from '../../spec/memoize.ts';
import { parseUrl } from '../../spec/parse-url.ts';

/** The operation of a request, with the values of its path parameters. */
export interface OperationMatch {
  model: OperationModel;
  path: Readonly<Record<string, string>>;
}

/**
 * Finds the operations of any method whose path matches the request; empty if the document has no such path. Among
 * several templates, those with the fewest parameters match (OpenAPI 3.1.1 section 4.8.8.2). The path may begin with
 * the base path of a server.
 */
export function matchPath(models: readonly OperationModel[], url: string): OperationMatch[] {
  const pathname = parseUrl(url)?.pathname ?? '';
  const basePaths = listBasePaths(models);
  const matches = basePaths
    .filter((base) => pathname.startsWith(base))
    .flatMap((base) => models.flatMap((model) => matchTemplate(model, pathname.slice(base.length)) ?? []));
  const best = Math.min(...matches.map(({ path }) => Object.keys(path).length));
  return matches.filter(({ path }) => Object.keys(path).length === best);
}

/** Returns the base paths of the servers, longest first, and then the empty path, for recordings of another server. */
function listBasePaths(models: readonly OperationModel[]): string[] {
  const contract = models.flatMap(listContracts)[0];
  const paths = (contract?.servers ?? []).map(({ url }) => {
    const path = parseUrl(url, 'http://localhost')?.pathname ?? '';
    return path.replace(/\/$/, '');
  });
  return [...new Set([...paths, ''])].sort((one, other) => other.length - one.length);
}

const listContracts = ({ request, parameters, responses }: OperationModel) =>
  [request, ...parameters.map(({ root }) => root), ...responses.values()].flatMap((root) =>
    root ? [root.message.contract] : [],
  );

function matchTemplate(model: OperationModel, pathname: string): OperationMatch | undefined {
  const { pattern, names } = compileTemplate(model);
  const match = pattern.exec(pathname);
  if (!match) return undefined;
  const values = names.map((name, index) => [name, decode(match[index + 1] ?? '')] as const);
  return { model, path: Object.fromEntries(values) };
}

const compileTemplate = memoize(({ operation: { path } }: OperationModel) => {
  const names: string[] = [];
  const source = path
    .split(/(\{[^{}]+\})/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part.slice(1, -1));
      return '([^/]+)';
    })
    .join('');
  return { pattern: new RegExp(`^${source}$`), names };
});

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
