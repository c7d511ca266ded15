import type { Family } from '../spec/clause.ts';
import type { Exchange } from '../spec/message.ts';
import type { Verdict } from '../spec/verdict.ts';
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

/** The smallest request known to show the failure of a clause. */
export function counterexampleOf(record: RunRecord, judged: Judged): Counterexample | undefined {
  return record.counterexamples.find(({ clause }) => clause === judged.clause.id);
}

/** The exchange to look at: the smallest counterexample's, else the first finding's, else the first that judged. */
export function evidenceOf(record: RunRecord, judged: Judged): Exchange | undefined {
  const id = judged.findings[0]?.exchanges[0] ?? judged.exchanges[0];
  return (
    counterexampleOf(record, judged)?.exchange ?? record.exchanges.find((exchange) => exchange.id === id)
  );
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
export function byFamily(record: RunRecord): { family: Family; judgements: readonly Judged[] }[] {
  return families
    .map((family) => ({
      family,
      judgements: record.judgements.filter(({ clause }) => clause.family === family),
    }))
    .filter(({ judgements }) => judgements.length > 0);
}
