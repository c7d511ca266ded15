import type { Finding } from '../spec/clauses/verdict.ts';
import { memoize } from '../spec/memoize.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Credentials } from '../spec/openapi/request.ts';
import type { Counterexample, RecordedResult, RunRecord } from './record.ts';
import { findExchanges } from './record-queries.ts';

/** What a report shows of one cause of a failed or noticed clause. */
export interface Evidence {
  finding?: Finding;
  /** The simplest exchange that shows the finding; without a finding, the first that judged the clause. */
  exchange?: Exchange;
  /** How the cause was found. Its exchange is the shown one if it was shrunk. */
  counterexample?: Counterexample;
}

const toKey = (clause: string, cause: string | undefined): string => `${clause}\n${cause}`;

const counterexampleByKey = memoize(
  ({ counterexamples }: RunRecord) =>
    new Map(counterexamples.map((one) => [toKey(one.clause, one.cause), one] as const).reverse()), // reversed: the first one wins
);

/**
 * Finds the evidence for a clause.
 * @param cause one of the causes of its findings; that of the first finding by default
 */
export function findEvidence(
  record: RunRecord,
  result: RecordedResult,
  cause: string | undefined = result.findings[0]?.cause,
): Evidence {
  const counterexample = counterexampleByKey(record).get(toKey(result.clause.id, cause));
  const findings = result.findings.filter((finding) => finding.cause === cause);
  const [first] = findings;
  const isShrunk = counterexample !== undefined && counterexample.shrinks > 0;
  const simplest = isShrunk ? undefined : findSimplest(record, findings);
  const finding = simplest?.finding ?? first;
  const fallback = findings.length === 0 ? findExchanges(record, result.exchanges.slice(0, 1))[0] : undefined;
  const exchange = simplest?.exchange ?? counterexample?.exchange ?? fallback;
  return {
    ...(finding && { finding }),
    ...(exchange && { exchange }),
    ...(counterexample && { counterexample }),
  };
}

function findSimplest(
  record: RunRecord,
  findings: readonly Finding[],
): { finding: Finding; exchange: Exchange } | undefined {
  const shown = findings.flatMap((finding) => {
    const [exchange] = findExchanges(record, finding.exchanges.slice(0, 1));
    return exchange ? [{ finding, exchange, rank: rankComplexity(exchange) }] : [];
  });
  return shown.sort((a, b) => a.rank - b.rank || a.exchange.id - b.exchange.id)[0];
}

/**
 * Credentials, the simplest first. For rejections, missing credentials come first, because a server without defects rejects them
 * too: the exchange stays comparable after a fix.
 */
const credentialsOrder: Readonly<Record<'rejected' | 'other', readonly Credentials[]>> = {
  rejected: ['none', 'unknown', 'empty', 'truncated', 'extended', 'access', 'lowercase'],
  other: ['access', 'none', 'unknown', 'empty'],
};

/** A number that is smaller for an exchange which is easier to understand and to repeat. */
function rankComplexity({ response, sent, case: { request, subcases, kind } }: Exchange): number {
  const isRejected = response?.status === 401 || response?.status === 403;
  const order = credentialsOrder[isRejected ? 'rejected' : 'other'];
  const position = order.indexOf(request.credentials);
  const credentials = position < 0 ? order.length : position;
  const kinds = ['valid', 'invalid', 'probe'].indexOf(kind);
  const size = Math.min(999_999, sent.url.length + (sent.body?.length ?? 0));
  return credentials * 1e9 + (subcases ? 1e8 : 0) + kinds * 1e7 + size;
}
