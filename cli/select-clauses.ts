import { UsageError } from '../http/usage-error.ts';
import { createTestedOperation, listClauses } from '../plan/suite-clauses.ts';
import type { RunRecord } from '../reporters/record.ts';
import { countVerdicts } from '../reporters/record-queries.ts';
import type { Clause } from '../spec/clauses/clause.ts';
import { listWebhookClauses } from '../spec/clauses/webhook-model.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { OwnRule } from '../suites/suite.ts';
import { suites } from '../suites/suites.ts';
import { createOwnRules } from './own-rules.ts';
import type { Options } from './parse-options.ts';

/** The name of the vitest test of a clause. */
export const formatTestName = ({ id, description }: Clause): string => `${id}: ${description}`;

/** The text that vitest matches with `-t`: the names of the enclosing suites and of the test. */
const formatFullName = (clause: Clause): string =>
  `${clause.operation || 'the contract'} ${clause.family} ${formatTestName(clause)}`;

/** All clauses of the contract and of these operations and webhooks, in the order of the reports. */
export function collectClauses(
  contract: Contract,
  operations: readonly Operation[],
  full: boolean,
  ownRules: readonly OwnRule[] = [],
): Clause[] {
  const isWebhook = (operation: Operation): boolean => contract.webhooks.includes(operation);
  const tested = operations
    .filter((operation) => !isWebhook(operation))
    .map((operation) => createTestedOperation(contract, operation, { suites, ownRules }, full));
  return [
    ...[...listClauses(contract, tested).values()].flatMap((list) => list()),
    ...listWebhookClauses(contract, operations.filter(isWebhook)),
  ];
}

/**
 * The predicate of `-t`. Without a pattern it selects all clauses.
 * @throws UsageError if the pattern is not a valid regular expression.
 */
export function createClauseFilter(pattern: string | undefined): (clause: Clause) => boolean {
  if (pattern === undefined) return () => true;
  try {
    const expression = new RegExp(pattern);
    return (clause) => expression.test(formatFullName(clause));
  } catch (cause) {
    throw new UsageError(`-t: ${JSON.stringify(pattern)} is not a valid regular expression.`, { cause });
  }
}

/**
 * The clauses that `-t` selects.
 * @throws UsageError if it selects none.
 */
export function selectClauses(
  { contract, operations }: { contract: Contract; operations: readonly Operation[] },
  { testNamePattern, robustness, configured }: Pick<Options, 'testNamePattern' | 'robustness' | 'configured'>,
): Clause[] {
  const isSelected = createClauseFilter(testNamePattern);
  const ownRules = createOwnRules(configured, contract);
  const clauses = collectClauses(contract, operations, robustness === 'full', ownRules).filter(isSelected);
  if (clauses.length === 0)
    throw new UsageError(
      `-t: no clause matches ${JSON.stringify(testNamePattern)}. The command list prints all clauses.`,
    );
  return clauses;
}

/** Reduces the record to the clauses that `-t` selects. Only these decide the reports and the exit status. */
export function selectResults(record: RunRecord, pattern: string | undefined): RunRecord {
  if (pattern === undefined) return record;
  const isSelected = createClauseFilter(pattern);
  const results = record.results.filter(({ clause }) => isSelected(clause));
  const kept = new Set(results.map(({ clause }) => clause.id));
  return {
    ...record,
    results,
    totals: countVerdicts(results),
    counterexamples: record.counterexamples.filter(({ clause }) => kept.has(clause)),
  };
}
