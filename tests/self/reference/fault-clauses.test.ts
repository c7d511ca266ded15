import { describe, expect, it } from 'vitest';
import { faults } from '../../../reference/faults.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { customerSessions } from '../../../suites/polar/customer-sessions/suite.ts';

const contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
const derivedClauses = contract.operations.flatMap(
  (operation) => createOperationModel(contract, operation, true, customerSessions.strictErrors).clauses,
);
const { operation, rules } = customerSessions;
const levels = new Map([
  ...derivedClauses.map(({ id, level }) => [id, level] as const),
  ...rules.map(({ name, level }) => [`${operation}/${name}`, level] as const),
]);

describe('the clauses that a fault violates', () => {
  it.each(faults)(
    'exist, and include a MUST clause unless the fault is only noticed: $id',
    ({ violates, noticeOnly }) => {
      expect(violates.filter((clause) => !levels.has(clause))).toEqual([]);
      expect(violates.some((clause) => levels.get(clause) === 'MUST')).toBe(noticeOnly !== true);
    },
  );
});
