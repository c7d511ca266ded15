import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions } from '../../../cli/parse-options.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { collectClauses } from '../../../cli/select-clauses.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { root } from './repository.ts';

const contract = await resolveContract(parseOptions([], {}));
const clauses = collectClauses(contract, contract.operations, true);

function sourceOf({ schemaPointer, rfc }: Clause): string {
  const place = schemaPointer === undefined ? undefined : contract.locate(schemaPointer);
  return [place && `[${place.line}](../${place.file}#L${place.line})`, rfc].filter(Boolean).join(', ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

function chapter(family: string, own: readonly Clause[]): string[] {
  const rows = own.map(
    (clause) =>
      `| \`${cell(clause.id)}\` | ${clause.level} | ${sourceOf(clause)} | ${cell(clause.description)} |`,
  );
  return [`## ${family}`, '', '| id | level | line, RFC | says |', '|---|---|---|---|', ...rows, ''];
}

/** Every clause, those of `--robustness=full` included. */
function document(): string {
  const families = [...new Set(clauses.map(({ family }) => family))];
  return [
    '# Clauses',
    '',
    'Written by a test from the contract. Ids are permanent: none ever changes its meaning, and a MUST is added, or made stricter, only with a major version.',
    '',
    ...families.flatMap((family) =>
      chapter(
        family,
        clauses.filter((clause) => clause.family === family),
      ),
    ),
  ].join('\n');
}

test('no clause came, went, or changed its level or its words unseen', async () => {
  await expect(document()).toMatchFileSnapshot(join(root, 'docs/clauses.md'));
});

test('no two clauses have one id', () => {
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
});
