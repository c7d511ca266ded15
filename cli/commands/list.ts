import type { Clause } from '../../spec/clauses/clause.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Options } from '../options.ts';
import { selectedClauses } from '../selection.ts';
import { contractOf, operationsOf } from '../session.ts';

/** `--list`: every clause on a line of its own, by operation and family. Nothing is sent. */
export async function list(options: Options): Promise<number> {
  const contract = await contractOf(options);
  const operations = operationsOf(contract, options.operation);
  const clauses = selectedClauses({ contract, operations }, options);
  const titles = new Map(operations.map(({ id, method, path }) => [id, `${id}  ${method} ${path}`]));
  const blocks = [...new Set(clauses.map(({ operation }) => operation))].map((operation) => {
    const own = clauses.filter((clause) => clause.operation === operation);
    return [titles.get(operation) ?? `the contract  ${contract.file}`, ...familyBlocks(contract, own)].join(
      '\n\n',
    );
  });
  console.log(`${blocks.join('\n\n')}\n\n${clauses.length} clauses`);
  return 0;
}

/** Where a clause comes from: its line of the contract, else its RFC section. */
export const sourceOf = (contract: Contract, { schemaPointer, rfc }: Clause): string => {
  if (schemaPointer === undefined) return rfc ?? contract.file;
  const { file, line } = contract.locate(schemaPointer);
  return `${file}:${line}`;
};

function familyBlocks(contract: Contract, clauses: readonly Clause[]): string[] {
  const rows = clauses.map((clause) => ({ clause, source: sourceOf(contract, clause) }));
  const width = Math.max(...rows.map(({ source }) => source.length));
  const families = [...new Set(clauses.map(({ family }) => family))];
  return families.map((family) => {
    const own = rows.filter(({ clause }) => clause.family === family);
    const lines = own.map(
      ({ clause, source }) =>
        `  ${clause.level.padEnd(6)}  ${source.padEnd(width)}  ${clause.id}  ${clause.description}${clause.rfc ? ` (${clause.rfc})` : ''}`,
    );
    return [`${family} (${own.length})`, ...lines].join('\n');
  });
}
