import type { ConsumerReading, ConsumerReport } from './consumer-report.ts';
import { formatCount, toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';
import { groupBy } from './record-queries.ts';

/** What a consumer does with the response that a failure shows. Both texts are safe to print. */
export interface ConsumerLine {
  consumer: string;
  description: string;
}

/** Describes what each consumer did with the response of an exchange; empty if none has read it. */
export const listConsumerLines = (record: RunRecord, exchange: number | undefined): ConsumerLine[] =>
  (record.consumers ?? []).flatMap(({ consumer, readings }) =>
    readings
      .filter((reading) => reading.exchange === exchange)
      .map((reading) => ({ consumer: toPrintable(consumer), description: describeReading(reading) })),
  );

/** A predicate whose subject is the consumer: "throws ResponseValidationError (customer.email: Invalid input)". */
function describeReading({ outcome, status, error, detail }: ConsumerReading): string {
  const reported = error === undefined ? '' : ` (${error}, as for other responses of status ${status})`;
  const texts = {
    accepted: `accepts it silently${reported}`,
    'wrong value': `wrong value: ${detail}`,
    threw: `throws ${error}${detail === undefined || detail === '' ? '' : ` (${detail})`}`,
    failed: `${detail}`,
  };
  return toPrintable(texts[outcome], 300);
}

/** The number of responses with which a consumer did the same. */
export interface ConsumerCount extends Pick<ConsumerReading, 'outcome' | 'status' | 'error'> {
  /** Whether a finding of the record refers to the responses. */
  hasFinding: boolean;
  responses: number;
}

/** Counts what a consumer did, by status and outcome. */
export function countReadings(record: RunRecord, { readings }: ConsumerReport): ConsumerCount[] {
  const ids = new Set(
    record.results.flatMap(({ findings }) => findings.flatMap(({ exchanges }) => exchanges)),
  );
  const groups = groupBy(readings, ({ exchange, status, outcome, error }) =>
    [ids.has(exchange), status, outcome, error].join(),
  );
  return [...groups.values()].map((group) => {
    const [{ exchange, status, outcome, error }] = group;
    const counted = { hasFinding: ids.has(exchange), responses: group.length };
    return { status, outcome, ...(error !== undefined && { error }), ...counted };
  });
}

/**
 * A sentence for each consumer about the responses that findings show, and about others. Others may show the same faults,
 * because only the first findings of each cause are kept.
 */
export const summarizeConsumers = (record: RunRecord): string[] =>
  (record.consumers ?? []).map((report) => {
    const counts = countReadings(record, report);
    const parts = [true, false].flatMap((hasFinding) => {
      const own = counts.filter((count) => count.hasFinding === hasFinding);
      const total = sum(own);
      const kind = `${formatCount(total, hasFinding ? 'response' : 'other response')}${hasFinding ? ' of findings' : ''}`;
      return total === 0 ? [] : [`of ${kind}, ${describeCounts(own)}`];
    });
    return toPrintable(`${report.consumer}: ${parts.join('; ') || 'has read no response'}`, 600);
  });

const sum = (counts: readonly ConsumerCount[]): number =>
  counts.reduce((total, { responses }) => total + responses, 0);

function describeCounts(counts: readonly ConsumerCount[]): string {
  const groups = groupBy(counts, ({ outcome, error }) =>
    outcome === 'threw' ? `throws ${error} on` : verbs[outcome],
  );
  return [...groups].map(([verb, group]) => `${verb} ${sum(group)}`).join(', ');
}

const verbs = {
  accepted: 'accepts',
  'wrong value': 'decodes a wrong value of',
  threw: 'throws on',
  failed: 'fails on',
};
