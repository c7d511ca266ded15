import type { DiscoveryResult } from '../suites/fixtures.ts';
import type { PlanContext, PlanInput } from './context.ts';
import { createContext } from './create-context.ts';
import { discover } from './execute/discover.ts';
import { createTestedOperation } from './suite-clauses.ts';
import { createValuePool } from './value-pool.ts';

/** Creates the plan context of every operation, by operation id. Sends discovery requests only. */
export async function preparePlanContexts(
  input: PlanInput,
): Promise<{ contexts: Map<string, PlanContext>; notes: string[] }> {
  const { contract, operations = contract.operations, fixtures, client, budget } = input;
  const contexts = new Map<string, PlanContext>();
  const pool = createValuePool();
  const notes: string[] = [];
  for (const operation of operations) {
    const tested = createTestedOperation(contract, operation, input, input.full);
    const { suite } = tested;
    const undiscovered: DiscoveryResult = { fixtures, customers: [], members: [] };
    const discovery = suite
      ? await discover(suite, fixtures, client, budget.discovery)
      : { known: undiscovered, notes: [] };
    notes.push(...discovery.notes);
    contexts.set(operation.id, createContext(input, tested, discovery.known, pool));
  }
  return { contexts, notes };
}
