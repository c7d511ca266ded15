import type { Clause } from '../spec/clauses/clause.ts';
import {
  createContractClauses,
  createOperationModel,
  type OperationModel,
} from '../spec/clauses/operation-model.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { OwnRule, Suite } from '../suites/suite.ts';
import { addVersionRules } from '../suites/versions.ts';

/** The clauses that a suite adds to those of its operation. */
function createSuiteClauses(operation: Operation, suite: Suite | undefined): Clause[] {
  return (suite?.rules ?? []).map(({ name, level, schemaPointer, description }) => ({
    id: `${operation.id}/${name}`,
    level,
    family: 'semantics',
    operation: operation.id,
    schemaPointer,
    ...(suite && { origin: suite.origin }),
    description,
  }));
}

/** The clauses that the user adds. */
const createOwnClauses = (operation: Operation, rules: readonly OwnRule[]): Clause[] =>
  rules.map(({ name, level, description, origin }) => ({
    ...{ id: `${operation.id}/${name}`, level, family: 'semantics', operation: operation.id },
    ...{ schemaPointer: operation.pointer, origin, description },
  }));

/** What is known beside the document. */
export interface Knowledge {
  suites: readonly Suite[];
  /** The rules of the user, for all operations. */
  ownRules?: readonly OwnRule[] | undefined;
}

/** An operation, and the suite that knows more of it than the document. */
export interface TestedOperation {
  model: OperationModel;
  suite?: Suite | undefined;
  /** The rules of the user for the operation. */
  ownRules: readonly OwnRule[];
}

/**
 * Creates the model of an operation, with the levels of the suite that knows it. If the contract describes a version of
 * the API, the suite has the rules about versions.
 */
export function createTestedOperation(
  contract: Contract,
  operation: Operation,
  { suites, ownRules = [] }: Knowledge,
  full: boolean,
): TestedOperation {
  const found = suites.find((each) => each.operation === operation.id);
  const suite = found && addVersionRules(found, contract);
  return {
    model: createOperationModel(contract, operation, full, suite?.strictErrors),
    suite,
    ownRules: ownRules.filter(({ operations }) => operations.has(operation.id)),
  };
}

/** Returns the clauses of the contract itself (operation `''`) and of each operation, by operation. */
export function listClauses(
  contract: Contract,
  operations: readonly TestedOperation[],
): Map<string, () => Clause[]> {
  const byOperation = operations.map(({ model, suite, ownRules }): [string, () => Clause[]] => [
    model.operation.id,
    () => [
      ...model.clauses,
      ...createSuiteClauses(model.operation, suite),
      ...createOwnClauses(model.operation, ownRules),
    ],
  ]);
  return new Map([['', () => createContractClauses(contract)], ...byOperation]);
}
