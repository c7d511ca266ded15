import type { PlanContext } from '../context.ts';

/** Operations without path parameters first, since their responses hold the ids of others; deletions last. */
export function orderByDependency(contexts: readonly PlanContext[]): PlanContext[] {
  const rank = ({ model: { operation } }: PlanContext): number => {
    const depth = operation.path.split('{').length - 1;
    return depth + (operation.method === 'DELETE' ? 100 : 0) + (operation.method === 'GET' ? 0.5 : 0);
  };
  return contexts.toSorted((a, b) => rank(a) - rank(b));
}
