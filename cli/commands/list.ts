import { describeScenarios } from '../../plan/scenarios/describe-scenarios.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { ALL_WEBHOOKS } from '../../spec/clauses/rules/deliveries.ts';
import { listUsableWebhooks } from '../../spec/clauses/webhook-model.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Options } from '../parse-options.ts';
import { resolveContract } from '../resolve-contract.ts';
import { selectClauses } from '../select-clauses.ts';
import { selectOperations } from '../select-operations.ts';

/** `--list`: prints one line for each clause, by operation and family. Sends nothing. */
export async function listClauses(options: Options): Promise<number> {
  const contract = await resolveContract(options);
  const listed = { ...contract, operations: [...contract.operations, ...listUsableWebhooks(contract)] };
  const operations = selectOperations(listed, options);
  const clauses = selectClauses({ contract, operations }, options);
  const titles = new Map([
    ...operations.map(({ id, method, path }) => [id, `${id}  ${method} ${path}`] as const),
    [ALL_WEBHOOKS, `${ALL_WEBHOOKS}  the deliveries of all events`] as const,
  ]);
  const blocks = [...groupByOperation(clauses)].map(([operation, selected]) => {
    const title = titles.get(operation) ?? `the contract  ${contract.file}`;
    return [title, ...formatFamilies(contract, selected)].join('\n\n');
  });
  const scenarios = describeScenarios(operations);
  const resources =
    scenarios.length > 0 ? [['resources', ...scenarios.map((line) => `  ${line}`)].join('\n')] : [];
  console.log([...blocks, ...resources, `${clauses.length} clauses`].join('\n\n'));
  return 0;
}

function groupByOperation(clauses: readonly Clause[]): Map<string, Clause[]> {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const group = groups.get(clause.operation);
    if (group) group.push(clause);
    else groups.set(clause.operation, [clause]);
  }
  return groups;
}

/** The line of the contract that states a clause; without one, the RFC section. */
export const formatClauseSource = (contract: Contract, { schemaPointer, rfc }: Clause): string => {
  if (schemaPointer === undefined) return rfc ?? contract.file;
  const { file, line } = contract.locate(schemaPointer);
  return `${file}:${line}`;
};

const formatOrigin = ({ rfc, origin }: Clause): string => {
  const source = rfc ?? origin;
  return source === undefined ? '' : ` (${source})`;
};

function formatFamilies(contract: Contract, clauses: readonly Clause[]): string[] {
  const rows = clauses.map((clause) => ({ clause, source: formatClauseSource(contract, clause) }));
  const width = Math.max(...rows.map(({ source }) => source.length));
  const families = [...new Set(clauses.map(({ family }) => family))];
  return families.map((family) => {
    const members = rows.filter(({ clause }) => clause.family === family);
    const lines = members.map(
      ({ clause, source }) =>
        `  ${clause.level.padEnd(6)}  ${source.padEnd(width)}  ${clause.id}  ${clause.description}${formatOrigin(clause)}`,
    );
    return [`${family} (${members.length})`, ...lines].join('\n');
  });
}
