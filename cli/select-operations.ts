import { UsageError } from '../http/usage-error.ts';
import { assertNoDefects } from '../spec/document/contract-error.ts';
import { escapeRegExp } from '../spec/escape-reg-exp.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { Options } from './parse-options.ts';
import { didYouMean } from './suggest.ts';

/**
 * The operations that `--operation` and `--exclude-operation` select; all operations without them.
 * @throws UsageError if a pattern matches no operation, or if no operation is left; ContractError if a selected
 * operation uses a part of the document that has defects
 */
export function selectOperations(
  contract: Contract,
  { operation, excludeOperation }: Pick<Options, 'operation' | 'excludeOperation'>,
): readonly Operation[] {
  const { operations } = contract;
  const included = operation.length === 0 ? operations : matchAll('--operation', operation, operations);
  const excluded = matchAll('--exclude-operation', excludeOperation, operations);
  const selected = operations.filter((each) => included.includes(each) && !excluded.includes(each));
  if (selected.length === 0 && operations.length > 0)
    throw new UsageError('--exclude-operation: no operation is left to test. Exclude fewer operations.');
  assertNoDefects(selected.flatMap(({ defects = [] }) => defects));
  return selected;
}

function matchAll(
  option: string,
  patterns: readonly string[],
  operations: readonly Operation[],
): Operation[] {
  return patterns.flatMap((pattern) => {
    const matching = matchOperations(pattern, operations);
    if (matching.length > 0) return matching;
    const names = listNames(operations);
    throw new UsageError(
      `${option}: the contract has no operation ${pattern.slice(0, 200)}.${didYouMean(pattern, names) || suggestNames(operations)}`,
    );
  });
}

/** Names the operations if there are at most five, and refers to `--list` otherwise. */
function suggestNames(operations: readonly Operation[]): string {
  if (operations.length > 5) return ' --list prints all operations.';
  const ids = operations.map(({ id }) => id);
  return ids.length === 0 ? '' : ` It has ${ids.join(', ')}.`;
}

export const formatMethodAndPath = ({ method, path }: Operation): string => `${method} ${path}`;

/** The ids of operations, and their methods and paths. */
export const listNames = (operations: readonly Operation[]): string[] => [
  ...new Set(operations.flatMap((operation) => [operation.id, formatMethodAndPath(operation)])),
];

/** The operations with this id or this method and path; otherwise those that match it as a pattern with `*`. */
export function matchOperations(name: string, operations: readonly Operation[]): Operation[] {
  const withMethod = name.replace(/^[a-z]+(?= +\/)/i, (method) => method.toUpperCase()).replace(/ +/, ' ');
  const exact = operations.filter(({ id }) => id === name);
  if (exact.length > 0) return exact;
  const steps = withMethod.split('*').map(escapeRegExp);
  const pattern = new RegExp(`^${steps.join('.*')}$`, 's');
  return operations.filter(
    (operation) => pattern.test(operation.id) || pattern.test(formatMethodAndPath(operation)),
  );
}
