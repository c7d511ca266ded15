import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Server } from '../../spec/openapi/contract.ts';
import { countExpressions, matchPath } from '../../spec/openapi/find-operation.ts';
import { parseUrl } from '../../spec/parse-url.ts';

/** The operation of a request, with the values of its path parameters. */
export interface OperationMatch {
  model: OperationModel;
  path: Readonly<Record<string, string>>;
}

/**
 * Finds the operations of any method whose path matches the request; empty if the document has no such path. Among
 * several templates, those with the fewest parameters match.
 * @param url an absolute URL
 */
export function matchOperations(
  models: readonly OperationModel[],
  servers: readonly Server[],
  url: string,
): OperationMatch[] {
  if (parseUrl(url) === undefined) return [];
  const matches = matchPath(
    models.map(({ operation }) => operation),
    servers,
    url,
  );
  const best = matches.filter((match) => countExpressions(match) === countExpressions(matches[0] ?? match));
  return best.flatMap(({ operation, values }) =>
    models.filter((model) => model.operation === operation).map((model) => ({ model, path: values })),
  );
}
