import { UsageError } from '../http/usage-error.ts';
import { semanticClauses } from '../plan/test-conformance.ts';
import type { RunRecord } from '../reporters/record.ts';
import { tally } from '../reporters/record-queries.ts';
import type { Clause } from '../spec/clauses/clause.ts';
import { contractClauses, createOperationModel } from '../spec/clauses/operation-model.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import { suites } from '../suites/suites.ts';
import type { Options } from './options.ts';

/** How vitest calls the test of a clause. */
export const testName = ({ id, description }: Clause): string => `${id}: ${description}`;

/** What vitest matches `-t` against: the names of the suites around a test, and its own. */
const fullName = (clause: Clause): string =>
  `${clause.operation || 'the contract'} ${clause.family} ${testName(clause)}`;

/** Every clause of a contract and some of its operations, in the order of the report. */
export function clausesOf(contract: Contract, operations: readonly Operation[], full: boolean): Clause[] {
  const ofOperations = operations.flatMap((operation) => [
    ...createOperationModel(contract, operation, full).clauses,
    ...semanticClauses(
      operation,
      suites.find((suite) => suite.operation === operation.id),
    ),
  ]);
  return [...contractClauses(), ...ofOperations];
}

/**
 * Whether `-t` selects a clause; without a pattern all are selected.
 * @throws UsageError where the pattern is no regular expression.
 */
export function selector(pattern: string | undefined): (clause: Clause) => boolean {
  if (pattern === undefined) return () => true;
  try {
    const expression = new RegExp(pattern);
    return (clause) => expression.test(fullName(clause));
  } catch (cause) {
    throw new UsageError(`-t ${JSON.stringify(pattern)} is no regular expression.`, { cause });
  }
}

/**
 * The clauses that `-t` selects.
 * @throws UsageError where it selects none.
 */
export function selectedClauses(
  { contract, operations }: { contract: Contract; operations: readonly Operation[] },
  { testNamePattern, robustness }: Pick<Options, 'testNamePattern' | 'robustness'>,
): Clause[] {
  const isSelected = selector(testNamePattern);
  const clauses = clausesOf(contract, operations, robustness === 'full').filter(isSelected);
  if (clauses.length === 0)
    throw new UsageError(
      `No clause matches -t ${JSON.stringify(testNamePattern)}: --list prints all of them.`,
    );
  return clauses;
}

/** The record with only the clauses that `-t` selects, so that reports and exit status are about those. */
export function selected(record: RunRecord, pattern: string | undefined): RunRecord {
  if (pattern === undefined) return record;
  const isSelected = selector(pattern);
  const judgements = record.judgements.filter(({ clause }) => isSelected(clause));
  const kept = new Set(judgements.map(({ clause }) => clause.id));
  return {
    ...record,
    judgements,
    totals: tally(judgements),
    counterexamples: record.counterexamples.filter(({ clause }) => kept.has(clause)),
  };
}
