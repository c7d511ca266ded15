import { groupBy } from '../reporters/record-queries.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { isSafeMethod } from '../spec/openapi/is-safe-method.ts';
import { findResources } from '../spec/openapi/resources.ts';
import { type Effect, findEffect } from '../suites/api-knowledge.ts';
import { apis, suites } from '../suites/suites.ts';
import { formatFirst, formatMethodAndPath, formatOperations } from './select-operations.ts';

const MAX_NAMED = 5;

type ApiTitle = Pick<Contract, 'title'>;

/**
 * Returns sentences about what a run of these operations changes on the account, and what it leaves behind: of their
 * suites, then of all others.
 */
export function describeSideEffects(operations: readonly Operation[], document: ApiTitle): string[] {
  const ofSuites = suites.filter(({ operation }) => operations.some(({ id }) => id === operation));
  const others = operations.filter(
    (operation) =>
      isUnsafe(operation, document) && !ofSuites.some((suite) => suite.operation === operation.id),
  );
  const lasting = findResources(operations).flatMap(({ operations: { create, delete: remove } }) =>
    create && !remove && others.includes(create) ? [create] : [],
  );
  return [
    ...ofSuites.flatMap(({ sideEffects }) => sideEffects),
    ...groupByEffect(others, document).map(({ effect, known }) => {
      const names = known.map(({ operation, reason }) => `${formatMethodAndPath(operation)} (${reason})`);
      return `An accepted request ${effect}: ${formatFirst(names, MAX_NAMED)}.`;
    }),
    describeUnsafe(others),
    ...(lasting.length === 0
      ? []
      : [
          `What these create stays, because no operation deletes it: ${formatOperations(lasting, MAX_NAMED)}.`,
        ]),
  ];
}

function isUnsafe(operation: Operation, document: ApiTitle): boolean {
  const known = findEffect(apis, document, operation);
  return known ? known.effect !== 'changes nothing' : !isSafeMethod(operation.method);
}

/** The operations of which a suite knows an effect that their method does not show, by effect, with the reasons. */
export function groupByEffect(
  operations: readonly Operation[],
  document: ApiTitle,
): { effect: Effect; known: { operation: Operation; reason: string }[] }[] {
  const known = operations.flatMap((operation) => {
    const found = findEffect(apis, document, operation);
    return found ? [{ ...found, operation }] : [];
  });
  return [...groupBy(known, ({ effect }) => effect)].map(([effect, group]) => ({ effect, known: group }));
}

function describeUnsafe(operations: readonly Operation[]): string {
  if (operations.length === 0) return 'Nothing else is created, changed or deleted.';
  return `Accepted requests may create, change or delete resources: ${formatOperations(operations, MAX_NAMED)}.`;
}
