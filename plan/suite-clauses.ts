import type { Clause } from '../spec/clauses/clause.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { Suite } from '../suites/suite.ts';

/** The clauses that a suite adds to those of its operation. */
export function createSuiteClauses(operation: Operation, suite: Suite | undefined): Clause[] {
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
