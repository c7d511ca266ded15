import type { Family } from '../spec/clauses/clause.ts';
import type { Verdict } from '../spec/clauses/verdict.ts';
import { memoize } from '../spec/memoize.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { RecordedResult, RunRecord } from './record.ts';

const verdictOrder: Record<Verdict, number> = {
  failed: 0,
  error: 1,
  noticed: 2,
  waived: 3,
  unverified: 4,
  passed: 5,
};

/** All verdicts, first those that need attention. */
// `Record<Verdict, …>` makes the compiler reject an incomplete literal
export const verdicts = Object.keys(verdictOrder) as Verdict[];

const familyOrder: Record<Family, number> = {
  contract: 0,
  'valid requests': 1,
  'invalid requests': 2,
  'response shape': 3,
  discriminator: 4,
  errors: 5,
  authentication: 6,
  protocol: 7,
  robustness: 8,
  semantics: 9,
  webhooks: 10,
};

// `Record<Family, …>` makes the compiler reject an incomplete literal
const families = Object.keys(familyOrder) as Family[];

/** Formats the source of a clause: `spec/openapi.yaml:57`, else its RFC section, else the name of the document. */
export function formatSource(record: RunRecord, result: RecordedResult): string {
  const { source, clause } = result;
  return source ? `${source.file}:${source.line}` : (clause.rfc ?? record.contract.file);
}

// Memoized because reports look exchanges up once for each clause.
const exchangeById = memoize(
  (record: RunRecord) => new Map(record.exchanges.map((one) => [one.id, one] as const)),
);

/** The kept exchanges with these ids, in the order in which they were sent. */
export function findExchanges(record: RunRecord, ids: Iterable<number>): Exchange[] {
  const found = [...new Set(ids)].flatMap((id) => exchangeById(record).get(id) ?? []);
  return found.sort((a, b) => a.id - b.id);
}

/** Whether the run counts noticed and unverified clauses as failures (`--strict`). */
export function isStrict(record: RunRecord): boolean {
  return record.arguments.some((argument) => argument === '--strict' || argument === '--strict=true');
}

/** The number of results with each verdict. */
export function countVerdicts(results: readonly RecordedResult[]): Record<Verdict, number> {
  const totals = { passed: 0, failed: 0, noticed: 0, unverified: 0, waived: 0, error: 0 };
  for (const { verdict } of results) totals[verdict] += 1;
  return totals;
}

/** The results of each family that has any, in the order of the reports. */
export function groupByFamily(
  all: readonly RecordedResult[],
): { family: Family; results: readonly [RecordedResult, ...RecordedResult[]] }[] {
  const groups = groupBy(all, ({ clause }) => clause.family);
  return families.flatMap((family) => {
    const results = groups.get(family);
    return results ? [{ family, results }] : [];
  });
}

/** The results of each operation, in the order of the contract. */
export function groupByOperation(
  record: RunRecord,
): ReadonlyMap<string, readonly [RecordedResult, ...RecordedResult[]]> {
  return groupBy(record.results, ({ clause }) => clause.operation);
}

/** Groups a list by key. Groups and their members keep the order of the list. */
export function groupBy<T, Key>(list: readonly T[], keyOf: (one: T) => Key): Map<Key, [T, ...T[]]> {
  const groups = new Map<Key, [T, ...T[]]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
