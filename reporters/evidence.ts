import type { Finding } from '../spec/clauses/verdict.ts';
import { memoize } from '../spec/memoize.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Credentials } from '../spec/openapi/request.ts';
import type { Counterexample, RecordedResult, RunRecord } from './record.ts';
import { findExchanges } from './record-queries.ts';

/** What a report shows of one cause of a failed or noticed clause. */
export interface Evidence {
  finding?: Finding;
  /** The simplest exchange that shows the finding. Without a finding, the first exchange that judged the clause. */
  exchange?: Exchange;
  /** How the cause was found. If it was shrunk, its exchange is the one that is shown. */
  counterexample?: Counterexample;
}

const toKey = (clause: string, cause: string | undefined): string => `${clause}\n${cause}`;

const counterexampleByKey = memoize(
  ({ counterexamples }: RunRecord) =>
    // reversed, because the last entry of a key wins and the first counterexample is wanted
    new Map(counterexamples.map((one) => [toKey(one.clause, one.cause), one] as const).reverse()),
);

/**
 * Finds what a report shows of a clause.
 * @param cause one of the causes of its findings; by default that of the first finding
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
 * Credentials in the order of preference, the simplest first. For responses that reject credentials, missing
 * credentials come first: a correct server rejects them too, so the exchange can be repeated after a fix.
 */
const credentialsOrder: Readonly<Record<'rejected' | 'other', readonly Credentials[]>> = {
  rejected: ['none', 'unknown', 'empty', 'truncated', 'extended', 'access', 'lowercase'],
  other: ['access', 'none', 'unknown', 'empty'],
};

/** A rank that is lower for exchanges which are easier to understand and to repeat. */
function rankComplexity({ response, sent, case: { request, subcases, kind } }: Exchange): number {
  const isRejected = response?.status === 401 || response?.status === 403;
  const order = credentialsOrder[isRejected ? 'rejected' : 'other'];
  const position = order.indexOf(request.credentials);
  const credentials = position < 0 ? order.length : position;
  const kinds = ['valid', 'delivery', 'invalid', 'probe'].indexOf(kind);
  const size = Math.min(999_999, sent.url.length + (sent.body?.length ?? 0));
  return credentials * 1e9 + (subcases ? 1e8 : 0) + kinds * 1e7 + size;
}
