import { describe, expect, it } from 'vitest';
import { judgeClause, judgeClauses, subject } from './exchange.ts';
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

/** Statuses that no rule knows, and the boundaries of their classes (RFC 9110 section 15). */
const classes: readonly (readonly number[])[] = [
  [298, 299],
  [398, 300, 399],
  [498, 499],
  [598, 500, 599],
];

it.each(classes)('statuses that no rule knows are judged by their class: %i', (...statuses) => {
  for (const [clause, , description, exchange] of Object.values(families).flat()) {
    const [first, ...others] = statuses.map((status) => judgeClauses({ ...exchange, status }));
    for (const each of others) expect(each, `${clause}: ${description}`).toEqual(first);
  }
});
