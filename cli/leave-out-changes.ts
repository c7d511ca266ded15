import type { Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import { formatCount } from '../reporters/printable.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import { isChangingMethod, isSafeMethod } from '../spec/openapi/is-safe-method.ts';
import { suites } from '../suites/suites.ts';
import type { Options } from './parse-options.ts';
import { formatOperations } from './select-operations.ts';

/** Maximum number of operations that a message names. */
const MAX_NAMED = 3;

/** The operations that a run tests, and those that it leaves out because they may change the target. */
export interface HarmlessSelection {
  operations: readonly Operation[];
  leftOut: readonly Operation[];
}

/** Whether the methods of the operation change nothing, or a suite knows that what it creates is harmless. */
const isHarmless = ({ id, method }: Operation): boolean =>
  isSafeMethod(method) || suites.some(({ operation }) => operation === id);

/** Whether the operation changes what no run has created: a collection as a whole, or a resource without an id. */
const changesExisting = ({ method, path }: Operation): boolean =>
  isChangingMethod(method) && !path.includes('{');

const mayHarm: Readonly<Record<Target['kind'], (operation: Operation) => boolean>> = {
  reference: () => false,
  local: changesExisting,
  remote: (operation) => !isHarmless(operation),
};

/**
 * Leaves out the operations that may change what the run has not created, and on a target that is not on this machine
 * all that may create, change or delete resources, unless `--allow-changes` is given.
 * @throws UsageError if no operation is left
 */
export function leaveOutChanges(
  operations: readonly Operation[],
  { kind, name }: Pick<Target, 'kind' | 'name'>,
  { allowChanges }: Pick<Options, 'allowChanges'>,
): HarmlessSelection {
  if (allowChanges) return { operations, leftOut: [] };
  const leftOut = operations.filter(mayHarm[kind]);
  if (leftOut.length === operations.length && leftOut.length > 0) {
    throw new UsageError(
      `${formatOperations(leftOut, MAX_NAMED)} may create, change or delete resources of ${name}. Add --allow-changes to test ${leftOut.length === 1 ? 'it' : 'them'}, or select other operations.`,
    );
  }
  return { operations: operations.filter((operation) => !leftOut.includes(operation)), leftOut };
}

/** Describes for the user what was left out. Returns an empty list if nothing was. */
export const describeLeftOut = (leftOut: readonly Operation[]): string[] =>
  leftOut.length === 0
    ? []
    : [
        `left out without --allow-changes: ${formatCount(leftOut.length, 'operation')} that may change the target (${formatOperations(leftOut, MAX_NAMED)})`,
      ];
