import { listNames, matchOperations } from '../cli/select-operations.ts';
import { didYouMean } from '../cli/suggest.ts';
import { UsageError } from '../http/usage-error.ts';
import { createOperationModel, type OperationModel } from '../spec/clauses/operation-model.ts';
import { assertNoDefects } from '../spec/document/contract-error.ts';
import { memoize } from '../spec/memoize.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';

/**
 * Returns the operation with this id, or with this method and path.
 * @throws UsageError if none or several match; ContractError if the document has a defect in the operation
 */
export function getOperation(contract: Contract, name: string): Operation {
  const [operation, ...others] = matchOperations(name, contract.operations);
  if (operation === undefined) return rejectOperation(contract, name);
  if (others.length > 0)
    throw new UsageError(
      `${name} matches more than one operation of ${contract.file}. Name one by its id, or by method and path.`,
    );
  assertNoDefects(operation.defects ?? []);
  return operation;
}

/** @throws UsageError that the contract has no such operation, with the most similar name */
export function rejectOperation({ operations, file }: Contract, name: string): never {
  throw new UsageError(
    `${file} has no operation ${name.slice(0, 200)}.${didYouMean(name, listNames(operations))}`,
  );
}

const getModels = memoize((_: Contract) => new Map<string, OperationModel>());

/** Returns the model of an operation, which is created on the first call. */
export function getModel(contract: Contract, operation: Operation): OperationModel {
  const models = getModels(contract);
  const model = models.get(operation.id) ?? createOperationModel(contract, operation, false);
  models.set(operation.id, model);
  return model;
}
