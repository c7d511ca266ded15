import type { ParameterSource } from '../../spec/clauses/operation-coverage.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { listPathNames } from '../../spec/openapi/path-names.ts';
import { findResources, isSamePath } from '../../spec/openapi/resources.ts';
import type { PlanContext } from '../context.ts';

/** Returns, for each operation with path parameters, where their values came from in the exchanges of a run. */
export function findParameterSources(
  contexts: ReadonlyMap<string, PlanContext>,
  exchanges: readonly Exchange[],
): ReadonlyMap<string, ParameterSource[]> {
  const operations = [...contexts.values()].map(({ model }) => model.operation);
  const resources = findResources(operations);
  const senders = new Map(exchanges.map(({ case: { id, operation } }) => [id, operation]));
  const bound = new Map<string, Set<string>>();
  for (const { case: sent } of exchanges)
    for (const { in: location, name, source, expression } of sent.step?.bindings ?? []) {
      const creator = senders.get(source);
      if (location !== 'path' || creator === undefined) continue;
      const key = `${sent.operation} ${name}`;
      bound.set(key, (bound.get(key) ?? new Set()).add(`${expression} of ${creator}`));
    }
  const findReason = (path: string, name: string, isGiven: boolean): string => {
    if (isGiven) return 'the values of the fixtures were used';
    const item = path.slice(0, path.indexOf(`{${name}}`) + name.length + 2);
    const resource = resources.find((each) => isSamePath(each.path, item));
    const values = 'values of other responses, of examples, or generated ones were used';
    return resource?.operations.create
      ? `no scenario sent a request of this operation with an item of ${resource.operations.create.id}: ${values}`
      : `no operation creates the item: ${values}`;
  };
  return new Map(
    [...contexts].flatMap(([id, { model, proposals }]): [string, ParameterSource[]][] => {
      const { path } = model.operation;
      const sources = listPathNames(path).map((parameter): ParameterSource => {
        const bindings = [...(bound.get(`${id} ${parameter}`) ?? [])];
        const isGiven = proposals.userMessage?.path?.[parameter] !== undefined;
        const reason = bindings.length === 0 ? findReason(path, parameter, isGiven) : undefined;
        return { parameter, bindings, ...(reason !== undefined && { reason }) };
      });
      return sources.length > 0 ? [[id, sources]] : [];
    }),
  );
}
