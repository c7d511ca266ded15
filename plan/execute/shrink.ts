import fc from 'fast-check';
import { judge } from '../../oracles/judge.ts';
import type { Case, Exchange } from '../../spec/openapi/exchange.ts';
import { anyCase, type Explored } from '../cases/exploration.ts';
import type { PlanContext } from '../context.ts';

/** What shrinking found: the smallest request that still shows the finding, and how often a smaller one did. */
export interface Shrunk {
  exchange: Exchange;
  shrinks: number;
}

/**
 * Lets fast-check reduce an explored case, over a predicate that sends one request and asks only the failed clause.
 * `send` gives undefined when the budget is used up: shrinking then ends with what it has. Undefined when it does not fail again.
 */
export async function shrink(
  context: PlanContext,
  { seed, index }: Explored,
  clause: string,
  send: (one: Case) => Promise<Exchange | undefined>,
): Promise<Shrunk | undefined> {
  const cases = anyCase(context);
  if (!cases) return undefined;
  const { model } = context;
  let smallest: Shrunk | undefined;
  const holds = async (one: Omit<Case, 'id'>): Promise<boolean> => {
    const exchange = await send({ ...one, id: `${model.operation.id}/shrunk/${seed}/${index}` });
    if (!exchange) return true;
    const fails = judge(model, exchange, context.suiteContext.credentialsAccepted).some(
      ({ clause: own, finding }) => own === clause && finding,
    );
    if (fails) smallest = { exchange, shrinks: smallest ? smallest.shrinks + 1 : 0 };
    return !fails;
  };
  await fc.check(fc.asyncProperty(cases, holds), { seed, path: String(index), numRuns: 1 });
  return smallest;
}
