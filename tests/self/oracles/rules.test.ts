import { describe, expect, it } from 'vitest';
import { judgeClause, subject } from './exchange.ts';
import { authentication } from './rules/authentication.ts';
import { coveredClauses } from './rules/covered-clauses.ts';
import { errors } from './rules/errors.ts';
import type { ExpectedOutcome } from './rules/expected-outcome.ts';
import { protocol } from './rules/protocol.ts';
import { security } from './rules/security.ts';

const families: Record<string, readonly ExpectedOutcome[]> = {
  authentication,
  protocol,
  security,
  errors,
  coveredClauses,
};

describe.each(Object.entries(families))('oracles: %s', (_, rows) => {
  it.each(rows)('%s: %s for %s', (clause, outcome, _, exchange) => {
    expect(subject.clauses.map(({ id }) => id)).toContain(`${subject.operation.id}/${clause}`);
    expect(judgeClause(clause, exchange)).toBe(outcome);
  });
});
