import type { Family } from '../spec/clauses/clause.ts';
import type { Verdict } from '../spec/clauses/verdict.ts';
import { memoize } from '../spec/memoize.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Counterexample, RunRecord } from './record.ts';

/** A clause, what became of it, and its line of the contract. */
export type Judged = RunRecord['judgements'][number];

const verdictOrder: Record<Verdict, number> = {
  failed: 0,
  error: 1,
  noticed: 2,
  waived: 3,
  unverified: 4,
  passed: 5,
};

/** All verdicts, what needs a reader first. */
export const verdicts = Object.keys(verdictOrder) as Verdict[]; // the keys of a literal that the type completes

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
};

const families = Object.keys(familyOrder) as Family[]; // likewise

/** Where the clause comes from, as printed: `spec/openapi.yaml:57`, else its RFC section, else the document. */
export function sourceText(record: RunRecord, judged: Judged): string {
  const { source, clause } = judged;
  return source ? `${source.file}:${source.line}` : (clause.rfc ?? record.contract.file);
}

// What is made of a record is made once, as every report asks for it, some for each clause.
const counterexamples = memoize(
  (record: RunRecord) => new Map(record.counterexamples.map((one) => [one.clause, one] as const).reverse()), // the first counts
);

const exchanges = memoize(
  (record: RunRecord) => new Map(record.exchanges.map((one) => [one.id, one] as const)),
);

/** The smallest request known to show the failure of a clause. */
export function counterexampleOf(record: RunRecord, judged: Judged): Counterexample | undefined {
  return counterexamples(record).get(judged.clause.id);
}

/** The exchanges with these ids that were kept, in the order in which they were sent. */
export function exchangesWith(record: RunRecord, ids: Iterable<number>): Exchange[] {
  const found = [...new Set(ids)].flatMap((id) => exchanges(record).get(id) ?? []);
  return found.sort((a, b) => a.id - b.id);
}

/** The exchange to look at: the smallest counterexample's, else the first finding's, else the first that judged. */
export function evidenceOf(record: RunRecord, judged: Judged): Exchange | undefined {
  const id = judged.findings[0]?.exchanges[0] ?? judged.exchanges[0];
  return counterexampleOf(record, judged)?.exchange ?? exchangesWith(record, id === undefined ? [] : [id])[0];
}

/** Whether the run was asked to count what it noticed and what it could not verify as failures. */
export function isStrict(record: RunRecord): boolean {
  return record.arguments.some((argument) => argument === '--strict' || argument === '--strict=true');
}

/** How many clauses of a list have each verdict. */
export function tally(judgements: readonly Judged[]): Record<Verdict, number> {
  const totals = { passed: 0, failed: 0, noticed: 0, unverified: 0, waived: 0, error: 0 };
  for (const { verdict } of judgements) totals[verdict] += 1;
  return totals;
}

/** The judgements of each family that has any, in the order of a report. */
export function byFamily(
  all: readonly Judged[],
): { family: Family; judgements: readonly [Judged, ...Judged[]] }[] {
  const groups = grouped(all, ({ clause }) => clause.family);
  return families.flatMap((family) => {
    const judgements = groups.get(family);
    return judgements ? [{ family, judgements }] : [];
  });
}

/** The judgements of each operation, in the order of the contract. */
export function byOperation(record: RunRecord): ReadonlyMap<string, readonly [Judged, ...Judged[]]> {
  return grouped(record.judgements, ({ clause }) => clause.operation);
}

/** The members of each group, groups and members in the order of the list. */
export function grouped<T, Key>(list: readonly T[], keyOf: (one: T) => Key): Map<Key, [T, ...T[]]> {
  const groups = new Map<Key, [T, ...T[]]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
