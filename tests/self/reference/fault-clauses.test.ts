import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { collectClauses } from '../../../cli/select-clauses.ts';
import { faults } from '../../../reference/faults.ts';
import type { Level } from '../../../spec/clauses/clause.ts';

/** The levels of the clauses of the shipped document, or of a version, by id. */
async function listLevels(version?: string): Promise<Map<string, Level>> {
  const contract = await resolveContract(
    parseOptions(version === undefined ? [] : [`--api-version=${version}`], {}),
  );
  return new Map(collectClauses(contract, contract.operations, true).map(({ id, level }) => [id, level]));
}

const levelsByVersion = new Map(
  await Promise.all(
    [...new Set(faults.map(({ apiVersion }) => apiVersion))].map(
      async (version) => [version, await listLevels(version)] as const,
    ),
  ),
);

describe('the clauses that a fault violates', () => {
  it.each(faults)(
    'exist, and include a MUST clause unless the fault is only noticed: $id',
    ({ violates, noticeOnly, apiVersion }) => {
      const levels = levelsByVersion.get(apiVersion) ?? new Map<string, Level>();
      expect(violates.filter((clause) => !levels.has(clause))).toEqual([]);
      expect(violates.some((clause) => levels.get(clause) === 'MUST')).toBe(noticeOnly !== true);
    },
  );
});
