import type { Finding } from '../spec/clauses/verdict.ts';
import { jsonText, shortened } from './printable.ts';
import type { RunRecord } from './record.ts';
import { type Judged, sourceText } from './record-queries.ts';
import { replayFile, replayOf } from './replays.ts';

/** Longer values are cut: `results.json` is for machines that compare, not for bodies. */
const longest = 4000;

function received({ received }: Finding) {
  const text = 'words' in received ? received.words : JSON.stringify(received.value);
  if (text.length > longest) return { words: shortened(text, longest) };
  return received;
}

function clauseOf(record: RunRecord, judged: Judged) {
  const { clause, verdict, reason, findings, found, observed } = judged;
  return {
    id: clause.id,
    level: clause.level,
    family: clause.family,
    operation: clause.operation,
    at: clause.schemaPointer ?? null,
    source: sourceText(record, judged),
    ...(clause.rfc !== undefined && { rfc: clause.rfc }),
    says: clause.description,
    verdict,
    ...(reason !== undefined && { reason }),
    ...(findings.length > 0 && {
      findings: findings.map((finding) => ({
        where: finding.location,
        expected: finding.expected,
        received: received(finding),
        exchanges: finding.exchanges,
        cause: finding.cause,
      })),
      found,
    }),
    cases: observed,
    ...(replayOf(record, judged) && { replay: replayFile(clause.id) }),
  };
}

/** The run as `results.json`, described by `results.schema.json`: a clause on each line, for who searches or compares lines. */
export function results(record: RunRecord): string {
  const { suite, target, contract, seed, startedAt, durationMs, requests, complete, problem, notes, totals } =
    record;
  const { title, version, file } = contract;
  const head = jsonText(
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
    },
    2,
  );
  const clauses = record.judgements.map((judged) => `\n    ${jsonText(clauseOf(record, judged))}`);
  return `${head.slice(0, -'\n}'.length)},\n  "clauses": [${clauses.join(',')}\n  ]\n}\n`;
}
