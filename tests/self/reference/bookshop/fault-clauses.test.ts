import { describe, expect, it } from 'vitest';
import { bookshopFaults } from '../../../../reference/bookshop/faults.ts';
import { createOperationModel } from '../../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import { matchesClause } from '../../../strength/clause-patterns.ts';

const contract = await loadContract({ file: 'reference/bookshop/openapi.yaml' });
const clauses = contract.operations
  .flatMap((operation) => createOperationModel(contract, operation, true).clauses)
  .map(({ id }) => id);
const patterns = new Map<string, string[]>();
for (const { id, violates } of bookshopFaults)
  for (const pattern of violates) patterns.set(pattern, [...(patterns.get(pattern) ?? []), id]);

describe('the clauses that a fault of the bookshop violates', () => {
  it.each([...patterns])('exist: %s', (pattern) => {
    expect(clauses.some((clause) => matchesClause([pattern], clause))).toBe(true);
  });
});
