import { describe, expect, it } from 'vitest';
import { faults } from '../../../reference/faults/catalogue.ts';
import { subjectOf } from '../../../spec/clauses.ts';
import { loadContract } from '../../../spec/load.ts';
import { customerSessions as suite } from '../../conformance/customer-sessions/suite.ts';

const contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
const derived = contract.operations.flatMap((operation) => subjectOf(contract, operation, true).clauses);
const known = new Set([
  ...derived.map(({ id }) => id),
  ...suite.rules.map(({ name }) => `${suite.operation}/${name}`),
]);

/** Departures that no clause speaks of, kept for those who imitate the backend or build a clause for them. */
const unjudged = ['portal-email-none', 'portal-access-token', 'strict-both-members'];

describe('the clauses that faults violate', () => {
  it.each(faults)('exist: $id', ({ id, violates }) => {
    expect(violates.filter((clause) => !known.has(clause))).toEqual([]);
    expect(violates.length === 0).toBe(unjudged.includes(id));
  });
});
