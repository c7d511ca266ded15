import type { Operation } from '../spec/openapi/contract.ts';
import { isSafeMethod } from '../spec/openapi/is-safe-method.ts';
import { suites } from '../suites/suites.ts';
import { formatOperations } from './select-operations.ts';

const MAX_NAMED = 5;

/**
 * Returns sentences about what a run of these operations changes on the account: of their suites, then of all others.
 */
export function describeSideEffects(operations: readonly Operation[]): string[] {
  const ofSuites = suites.filter(({ operation }) => operations.some(({ id }) => id === operation));
  const others = operations.filter(
    ({ id, method }) => !isSafeMethod(method) && !ofSuites.some(({ operation }) => operation === id),
  );
  return [...ofSuites.flatMap(({ sideEffects }) => sideEffects), describeUnsafe(others)];
}

function describeUnsafe(operations: readonly Operation[]): string {
  if (operations.length === 0) return 'Nothing else is created, changed or deleted.';
  return `Accepted requests may create, change or delete resources: ${formatOperations(operations, MAX_NAMED)}.`;
}
