import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { collectClauses } from '../../../cli/select-clauses.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { root } from './repository.ts';
import { escapeCell } from './tables.ts';

const contract = await resolveContract(parseOptions([], {}));

/** Every clause, including those of `--robustness=full`. */
const clauses = collectClauses(contract, contract.operations, true);

function formatSource({ schemaPointer, rfc, origin }: Clause): string {
  const location = schemaPointer === undefined ? undefined : contract.locate(schemaPointer);
  const link = location && `[${location.line}](../${location.file}#L${location.line})`;
  return [link, rfc ?? origin].filter(Boolean).join(', ');
}

function renderFamily(family: string): string[] {
  const rows = clauses
    .filter((clause) => clause.family === family)
    .map(
      (clause) =>
        `| \`${escapeCell(clause.id)}\` | ${clause.level} | ${formatSource(clause)} | ${escapeCell(clause.description)} |`,
    );
  return [`## ${family}`, '', '| id | level | line, RFC | description |', '|---|---|---|---|', ...rows, ''];
}

function renderDocument(): string {
  const families = [...new Set(clauses.map(({ family }) => family))];
  const musts = clauses.filter(({ level }) => level === 'MUST').length;
  return [
    '# Clauses',
    '',
    'A test generates this file from the contract: `npx vitest run --project self tests/self/docs -u`. Ids are permanent and never change their meaning. A new MUST clause, or a stricter one, comes only with a major version.',
    '',
    `${clauses.length} clauses, ${musts} of level MUST, including those of \`--robustness=full\`.`,
    '',
    ...families.flatMap(renderFamily),
  ].join('\n');
}

test('docs/clauses.md lists all clauses with their level and description', async () => {
  await expect(renderDocument()).toMatchFileSnapshot(join(root, 'docs/clauses.md'));
});

test('ids of clauses are unique', () => {
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
});
