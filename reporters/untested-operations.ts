import type { OperationCoverage } from '../spec/clauses/operation-coverage.ts';
import { formatCount, toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';

/** An operation without a judged success response, with what to do about it. All strings are safe to print. */
export interface UntestedOperation {
  operation: string;
  reason: string;
  remedy?: string;
  /** "after 12 valid requests; the last one got 422: {…}"; empty if none got a response. */
  lastRefusal: string;
}

/** The operations that were not exercised. */
export const listUntestedOperations = ({ operations }: RunRecord): UntestedOperation[] =>
  operations.flatMap((coverage) => {
    const { operation, obstacle } = coverage;
    if (obstacle === undefined) return [];
    const { reason, remedy } = obstacle;
    return [
      {
        operation: toPrintable(operation, 200),
        reason: toPrintable(reason, 300),
        ...(remedy !== undefined && { remedy: toPrintable(remedy, 300) }),
        lastRefusal: formatLastRefusal(coverage),
      },
    ];
  });

function formatLastRefusal({ tries, lastRefusal }: OperationCoverage): string {
  if (!lastRefusal) return '';
  const { status, excerpt } = lastRefusal;
  const body = excerpt === '' ? '' : `: ${toPrintable(excerpt, 200)}`;
  return `after ${formatCount(tries, 'valid request')}; the last one got ${status}${body}`;
}
