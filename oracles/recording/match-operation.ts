import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { memoize } from '../../spec/memoize.ts';
import { parseUrl } from '../../spec/parse-url.ts';

/** An operation that a request goes to, with the values of its path parameters. */
export interface OperationMatch {
  model: OperationModel;
  path: Readonly<Record<string, string>>;
}

/**
 * The operations of the path that a request goes to, of any method; empty if the document has none. Paths without templates
 * come before those with (OpenAPI 3.1.1 section 4.8.8.2), and a path may follow the base path of a server.
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

/** The base paths of the servers, longest first; at last none, for recordings of another server. */
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
