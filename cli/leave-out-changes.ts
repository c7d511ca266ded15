import type { Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import { formatCount } from '../reporters/printable.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { isChangingMethod, isSafeMethod } from '../spec/openapi/is-safe-method.ts';
import { findEffect } from '../suites/api-knowledge.ts';
import { apis, suites } from '../suites/suites.ts';
import type { Options } from './parse-options.ts';
import { formatOperations } from './select-operations.ts';
import { groupByEffect } from './side-effects.ts';

type ApiTitle = Pick<Contract, 'title'>;

/** Maximum number of operations that a message names. */
const MAX_NAMED = 3;

/** The operations that a run tests, and those that it leaves out because they may change the target. */
export interface HarmlessSelection {
  operations: readonly Operation[];
  leftOut: readonly Operation[];
}

/** Whether the operation changes nothing, or a suite knows that what it creates is harmless. */
function isHarmless(operation: Operation, document: ApiTitle): boolean {
  const known = findEffect(apis, document, operation);
  if (known) return known.effect === 'changes nothing';
  return isSafeMethod(operation.method) || suites.some((suite) => suite.operation === operation.id);
}

/** Whether the operation changes what no run has created: a collection as a whole, or a resource without an id. */
const changesExisting = ({ method, path }: Operation): boolean =>
  isChangingMethod(method) && !path.includes('{');

const mayHarm: Readonly<Record<Target['kind'], (operation: Operation, document: ApiTitle) => boolean>> = {
  reference: () => false,
  local: changesExisting,
  remote: (operation, document) => !isHarmless(operation, document),
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
  document: ApiTitle,
): HarmlessSelection {
  if (allowChanges) return { operations, leftOut: [] };
  const leftOut = operations.filter((operation) => mayHarm[kind](operation, document));
  if (leftOut.length === operations.length && leftOut.length > 0) {
    throw new UsageError(
      `${formatOperations(leftOut, MAX_NAMED)} may create, change or delete resources of ${name}. Add --allow-changes to test ${leftOut.length === 1 ? 'it' : 'them'}, or select other operations.`,
    );
  }
  return { operations: operations.filter((operation) => !leftOut.includes(operation)), leftOut };
}

/** Describes for the user what was left out. Returns an empty list if nothing was. */
export function describeLeftOut(leftOut: readonly Operation[], document: ApiTitle): string[] {
  if (leftOut.length === 0) return [];
  const effects = groupByEffect(leftOut, document).map(({ effect, known }) => `${effect} (${known.length})`);
  const summary = effects.length === 0 ? '' : `; effects: ${effects.join(', ')}`;
  return [
    `left out without --allow-changes: ${formatCount(leftOut.length, 'operation')} that may change the target (${formatOperations(leftOut, MAX_NAMED)}${summary})`,
  ];
}
