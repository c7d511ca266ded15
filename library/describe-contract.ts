import { beforeAll, describe, test } from 'vitest';
import { createOwnRules } from '../cli/own-rules.ts';
import { collectClauses, formatTestName } from '../cli/select-clauses.ts';
import { selectOperations } from '../cli/select-operations.ts';
import { resolveNamedOptions } from '../cli/table-options.ts';
import { settleTest } from '../reporters/settle-test.ts';
import type { Clause } from '../spec/clauses/clause.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { ClauseVerdict, RunOptions } from './run-conformance.ts';

/** Default time limit of the run in milliseconds. */
const defaultTimeout = 300_000;

/**
 * Defines one vitest test for each clause of a contract, grouped by operation and family. The run starts before the
 * first selected test. A failed clause fails its test with the report; an unverified clause skips it with the reason.
 * @param options those of `runConformance`
 */
export function describeContract(contract: Contract, options: Omit<RunOptions, 'contract'>): void {
  const { target, ...named } = options;
  const resolved = resolveNamedOptions(named);
  const operations = selectOperations(contract, resolved);
  const clauses = collectClauses(
    contract,
    operations,
    resolved.robustness === 'full',
    createOwnRules(resolved.configured, contract),
  );
  describe(`${contract.title} ${contract.version}`, () => {
    let verdicts: ReadonlyMap<string, ClauseVerdict> = new Map();
    beforeAll(
      async () => {
        // imported on demand: it loads most of the suite, which the matchers do not need
        const { runConformance } = await import('./run-conformance.ts');
        const result = await runConformance({ ...options, contract });
        verdicts = new Map(result.clauses.map((verdict) => [verdict.id, verdict]));
      },
      options.maxSeconds === undefined ? defaultTimeout : (options.maxSeconds + 30) * 1000,
    );
    for (const [operation, ofOperation] of groupBy(clauses, 'operation'))
      describe(operation || 'the contract', () => {
        for (const [family, ofFamily] of groupBy(ofOperation, 'family'))
          describe(family, () => {
            for (const clause of ofFamily)
              test(formatTestName(clause), ({ skip }) => reportVerdict(verdicts.get(clause.id), skip));
          });
      });
  });
}

function groupBy(clauses: readonly Clause[], field: 'operation' | 'family'): Map<string, Clause[]> {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) groups.set(clause[field], [...(groups.get(clause[field]) ?? []), clause]);
  return groups;
}

function reportVerdict(result: ClauseVerdict | undefined, skip: (note: string) => void): void {
  if (result === undefined) {
    skip('not part of this run');
    return;
  }
  const { verdict, reason, message } = result;
  const isFailure = verdict === 'failed' || verdict === 'error';
  settleTest(verdict, isFailure ? `\n${message ?? reason ?? verdict}` : (reason ?? ''), skip);
}
