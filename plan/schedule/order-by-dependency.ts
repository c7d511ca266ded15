import type { Operation } from '../../spec/openapi/contract.ts';
import { listPathNames, mayCreateNamed } from '../../spec/openapi/path-names.ts';
import type { PlanContext } from '../context.ts';

/** The rank that is added to operations after which others may find nothing. */
const LAST = 100;

/** Last segments of paths whose POST removes items or makes them unusable: `/books/{id}/archive`. */
const removal =
  /[/:](bulk[-_]?)?(delete|remove|destroy|purge|archive|revoke|deactivate|disable|cancel|close)$/i;

/**
 * Operations without path parameters come first, since their responses hold the ids of others. An operation follows
 * those that create what its path refers to, and those that remove items are last.
 */
export function orderByDependency(contexts: readonly PlanContext[]): PlanContext[] {
  const operations = contexts.map(({ model }) => model.operation);
  const ranks = rankOperations(operations);
  const getRank = ({ model }: PlanContext): number => ranks.get(model.operation) ?? 0;
  return contexts.toSorted((a, b) => getRank(a) - getRank(b));
}

function rankOperations(operations: readonly Operation[]): Map<Operation, number> {
  const creations = operations.filter(({ method }) => method === 'POST');
  const ranks = new Map<Operation, number>();
  /** The rank after the first operation that creates what the parameter refers to. */
  const rankAfterCreation = (operation: Operation, name: string): number => {
    const creators = creations.filter(
      (each) => each !== operation && mayCreateNamed(each.path, operation.path, name),
    );
    const first = Math.min(...creators.map(rank).filter((each) => each < LAST));
    return Number.isFinite(first) ? first + 0.25 + rankMethod(operation) : 0;
  };
  const rank = (operation: Operation): number => {
    const known = ranks.get(operation);
    if (known !== undefined) return known;
    const own = rankByPath(operation);
    ranks.set(operation, own); // until its creators are ranked, which may need what it creates
    const names = listPathNames(operation.path);
    ranks.set(operation, Math.max(own, ...names.map((name) => rankAfterCreation(operation, name))));
    return ranks.get(operation) ?? own;
  };
  for (const operation of operations) rank(operation);
  return ranks;
}

/** What reads an item comes after what changes it. */
const rankMethod = ({ method }: Operation): number => (method === 'GET' ? 0.5 : 0);

function rankByPath(operation: Operation): number {
  const { method, path } = operation;
  const isRemoval = method === 'DELETE' || (method === 'POST' && removal.test(path));
  return listPathNames(path).length + (isRemoval ? LAST : 0) + rankMethod(operation);
}
