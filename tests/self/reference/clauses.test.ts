import { describe, expect, it } from 'vitest';
import { faults } from '../../../reference/faults/catalogue.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { customerSessions } from '../../../suites/polar/customer-sessions/suite.ts';

const contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
const derived = contract.operations.flatMap(
  (operation) => createOperationModel(contract, operation, true).clauses,
);
const { operation, rules } = customerSessions;
const levels = new Map([
  ...derived.map(({ id, level }) => [id, level] as const),
  ...rules.map(({ name, level }) => [`${operation}/${name}`, level] as const),
]);

describe('the clauses that faults violate', () => {
  it.each(faults)(
    'exist, and one of them is a MUST unless it is only noticed: $id',
    ({ violates, notice }) => {
      expect(violates.filter((clause) => !levels.has(clause))).toEqual([]);
      expect(violates.some((clause) => levels.get(clause) === 'MUST')).toBe(notice !== true);
    },
  );
});
