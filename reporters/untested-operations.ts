import type { OperationCoverage } from '../spec/clauses/operation-coverage.ts';
import { formatCount, toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';

/** An operation without a judged success response, with what to do about it. All strings are safe to print. */
export interface UntestedOperation {
  operation: string;
  reason: string;
  remedy?: string;
  /** "after 12 valid requests; the last one got 422: {…}"; empty if no request got a response. */
  lastRejection: string;
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
        lastRejection: formatLastRejection(coverage),
      },
    ];
  });

function formatLastRejection({ tries, lastRejection }: OperationCoverage): string {
  if (!lastRejection) return '';
  const { status, excerpt } = lastRejection;
  const body = excerpt === '' ? '' : `: ${toPrintable(excerpt, 200)}`;
  return `after ${formatCount(tries, 'valid request')}; the last one got ${status}${body}`;
}
