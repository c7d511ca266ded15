import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { collectClauses } from '../../../cli/select-clauses.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { createDeliveryClauses } from '../../../spec/clauses/rules/deliveries.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { apiVersions } from '../../../suites/suites.ts';
import { root } from './repository.ts';
import { escapeCell } from './tables.ts';

/** Every clause of a contract, including those of `--robustness=full`. */
const listClauses = (contract: Contract): Clause[] => collectClauses(contract, contract.operations, true);

const shipped = await resolveContract(parseOptions([], {}));
const clauses = listClauses(shipped);

/** The clauses that a dated version of the API has in addition to those of the shipped document. */
const versions = await Promise.all(
  apiVersions.map(async ({ name }) => {
    const contract = await resolveContract(parseOptions([`--api-version=${name}`], {}));
    const added = listClauses(contract).filter(({ id }) => !clauses.some((clause) => clause.id === id));
    return { name, contract, added };
  }),
);

function formatSource(contract: Contract, { schemaPointer, rfc, origin }: Clause): string {
  const location = schemaPointer === undefined ? undefined : contract.locate(schemaPointer);
  const link = location && `[${location.line}](../${location.file}#L${location.line})`;
  return [link, rfc ?? origin].filter(Boolean).join(', ');
}

function renderSection(title: string, contract: Contract, listed: readonly Clause[]): string[] {
  const rows = listed.map(
    (clause) =>
      `| \`${escapeCell(clause.id)}\` | ${clause.level} | ${formatSource(contract, clause)} | ${escapeCell(clause.description)} |`,
  );
  return [`## ${title}`, '', '| id | level | line, RFC | description |', '|---|---|---|---|', ...rows, ''];
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
    ...families.flatMap((family) =>
      renderSection(
        family,
        shipped,
        clauses.filter((clause) => clause.family === family),
      ),
    ),
    ...renderSection(
      'webhooks, of documents that have them',
      shipped,
      createDeliveryClauses().map(({ schemaPointer: _, ...clause }) => clause),
    ),
    ...versions.flatMap(({ name, contract, added }) =>
      renderSection(`--api-version=${name}, in addition`, contract, added),
    ),
  ].join('\n');
}

test('docs/clauses.md lists all clauses with their level and description', async () => {
  await expect(renderDocument()).toMatchFileSnapshot(join(root, 'docs/clauses.md'));
});

test('ids of clauses are unique', () => {
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
});
