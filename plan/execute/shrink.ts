import fc from 'fast-check';
import { judgeExchange } from '../../oracles/judge-exchange.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { createCaseArbitrary, type ExploredCase } from '../cases/exploration.ts';
import { getTargetState, type PlanContext } from '../context.ts';
import { isPostponed } from '../verdicts/availability.ts';

/** The smallest exchange that still violates the clause, and the number of successful shrinking steps. */
export interface ShrinkResult {
  exchange: Exchange;
  shrinks: number;
}

/**
 * Shrinks an explored case with fast-check; each candidate costs one request. Ends early when `send` returns undefined,
 * which means that the budget is used up. Returns undefined if the violation does not occur again.
 */
export async function shrink(
  context: PlanContext,
  { seed, index }: ExploredCase,
  clause: string,
  send: (candidate: Case) => Promise<Exchange | undefined>,
): Promise<ShrinkResult | undefined> {
  const cases = createCaseArbitrary(context);
  if (!cases) return undefined;
  const { model } = context;
  let smallest: ShrinkResult | undefined;
  const passes = async (candidate: Omit<Case, 'id'>): Promise<boolean> => {
    const exchange = await send({ ...candidate, id: `${model.operation.id}/shrunk/${seed}/${index}` });
    if (!exchange || isPostponed(exchange)) return true;
    const isViolated = judgeExchange(model, exchange, getTargetState(context)).some(
      (observation) => observation.clause === clause && observation.finding,
    );
    if (isViolated) smallest = { exchange, shrinks: smallest ? smallest.shrinks + 1 : 0 };
    return !isViolated;
  };
  await fc.check(fc.asyncProperty(cases, passes), { seed, path: String(index), numRuns: 1 });
  return smallest;
}
