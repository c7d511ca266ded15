import { setImmediate } from 'node:timers/promises';
import type { Case } from '../../spec/openapi/case.ts';
import { planOperations } from '../schedule/plan-operations.ts';
import { createExecution } from './execution.ts';
import { OPENING_CASES } from './limits.ts';
import type { Execution, ExecutionInput } from './model.ts';

/**
 * Executes the plan of every operation, explores with the rest of the budget, confirms what was found, and shrinks it.
 * Generating a whole plan takes seconds for a large document. The opening cases are therefore sent first: if the target
 * does not answer them, the rest is not generated.
 */
export async function execute(input: ExecutionInput): Promise<Execution> {
  const { contexts, shard, budget, signal } = input;
  const execution = createExecution(input);
  if (!(await execution.searchAccepted())) return execution.end();
  const plannedCases = planOperations(
    contexts,
    shard,
    budget.requests * (shard?.count ?? 1),
    execution.addCut,
  );
  const opening = takeReadyCases(plannedCases, OPENING_CASES);
  execution.plan.add(opening);
  for (const count of [1, OPENING_CASES - 1]) {
    await execution.sendPlanned(count);
    if (execution.isTargetUnusable()) return execution.end();
  }
  for (const planned of plannedCases) {
    if (planned) execution.plan.add([planned]);
    await setImmediate(); // signal handlers run between turns of the event loop
    if (signal?.aborted) return execution.end();
  }
  execution.plan.complete();
  await execution.sendPlanned(OPENING_CASES - opening.length);
  if (execution.isTargetUnusable()) return execution.end();
  const lastCombined = execution.plan.cases.findLastIndex(({ subcases }) => subcases);
  await execution.sendPlanned(lastCombined + 1 - OPENING_CASES);
  await execution.sendSubcases();
  await execution.sendPlanned(execution.plan.cases.length);
  await execution.sendFollowUps();
  await execution.runScenarios();
  await execution.explore();
  await execution.confirmAll();
  await execution.shrinkAll();
  return execution.end();
}

/** Takes at most `count` cases; stops at the first pause, where the next case takes time to generate. */
function takeReadyCases(plan: Iterator<Case | undefined>, count: number): Case[] {
  const ready: Case[] = [];
  for (let next = plan.next(); next.value; next = plan.next()) {
    ready.push(next.value);
    if (ready.length === count) break;
  }
  return ready;
}
