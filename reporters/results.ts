import type { Finding } from '../spec/clauses/verdict.ts';
import { countReadings, listConsumerLines } from './consumers.ts';
import { shorten, toSafeJson } from './printable.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { formatSource } from './record-queries.ts';
import { createReplay, createReplayPath } from './replays.ts';

/** Maximum length in characters of a received value: `results.json` is for comparing runs, not for reading bodies. */
const maxLength = 4000;

function shortenReceived({ received }: Finding) {
  const text = 'words' in received ? received.words : JSON.stringify(received.value);
  if (text.length > maxLength) return { words: shorten(text, maxLength) };
  return received;
}

function toConsumers(record: RunRecord, { exchanges: [exchange] }: Finding) {
  const consumers = listConsumerLines(record, exchange);
  return consumers.length > 0 && { consumers };
}

function toResultsClause(record: RunRecord, result: RecordedResult) {
  const { clause, verdict, reason, remedy, findings, found, observed } = result;
  return {
    id: clause.id,
    level: clause.level,
    family: clause.family,
    operation: clause.operation,
    at: clause.schemaPointer ?? null,
    source: formatSource(record, result),
    ...(clause.rfc !== undefined && { rfc: clause.rfc }),
    ...(clause.origin !== undefined && { origin: clause.origin }),
    says: clause.description,
    verdict,
    ...(reason !== undefined && { reason }),
    ...(remedy !== undefined && { remedy }),
    ...(findings.length > 0 && {
      findings: findings.map((finding) => ({
        where: finding.location,
        expected: finding.expected,
        received: shortenReceived(finding),
        exchanges: finding.exchanges,
        cause: finding.cause,
        ...(finding.isIntermittent && { intermittent: true }),
        ...toConsumers(record, finding),
      })),
      found,
    }),
    cases: observed,
    ...(createReplay(record, result) && { replay: createReplayPath(result) }),
  };
}

/**
 * Renders the run as `results.json` (see `results.schema.json`): one clause on each line, for line-based search and
 * diff.
 */
export function renderResults(record: RunRecord): string {
  const { suite, target, contract, seed, startedAt, durationMs, requests, complete, problem, notes, totals } =
    record;
  const { title, version, file } = contract;
  const head = toSafeJson(
    {
      $schema: 'urn:polar-conformance:results:1',
      suite,
      target,
      contract: { title, version, file },
      seed,
      arguments: record.arguments,
      startedAt,
      durationMs,
      requests,
      complete,
      ...(problem !== undefined && { problem }),
      notes,
      totals,
      operations: record.operations,
      ...(record.traffic && { traffic: record.traffic }),
      ...(record.consumers && {
        consumers: record.consumers.map((report) => ({
          consumer: report.consumer,
          readings: countReadings(record, report),
        })),
      }),
    },
    2,
  );
  const clauses = record.results.map((result) => `\n    ${toSafeJson(toResultsClause(record, result))}`);
  return `${head.slice(0, -'\n}'.length)},\n  "clauses": [${clauses.join(',')}\n  ]\n}\n`;
}
