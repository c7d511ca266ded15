import type { Level } from '../spec/clauses/clause.ts';
import type { Finding, Verdict } from '../spec/clauses/verdict.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { MarkedLine } from './body-excerpt.ts';
import { type Cause, findCause, groupByCause } from './causes.ts';
import { type ConsumerLine, listConsumerLines } from './consumers.ts';
import { formatCurl } from './curl.ts';
import { formatCurlScript } from './curl-script.ts';
import { type Evidence, findEvidence } from './evidence.ts';
import { excerptOtherRequests, excerptReceived, excerptRequest, excerptSteps } from './exchange-excerpt.ts';
import { describeFault, listAcceptedValues } from './fault-title.ts';
import { formatReceived } from './format-received.ts';
import { toPrintable } from './printable.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { findExchanges, formatSource } from './record-queries.ts';
import { formatExportCommand, formatReplayCommand } from './replays.ts';
import { type ExcerptLine, excerptSource } from './source-excerpt.ts';

/** A failure as data, with its parts in the order of the report. All strings are safe to print. */
export interface FailureReport {
  verdict: Verdict;
  /** What is wrong: "`customer.avatar_url` is missing". */
  title: string;
  clause: { id: string; level: Level; family: string; operation: string; description: string };
  /** Why the clause is unverified, waived or an error. */
  reason?: string;
  source: {
    location: string;
    pointer?: string;
    rfc?: string;
    origin?: string;
    excerpt: readonly ExcerptLine[];
  };
  /** The request that shows the failure. The mutated location is marked. */
  sent?: { description: string; lines: readonly MarkedLine[] };
  expected?: string;
  received?: { summary: string; lines: readonly MarkedLine[] };
  /** The invalid values that the target accepts at this location, as JSON. Empty if there is only one. */
  accepted: readonly string[];
  found: {
    failing: number;
    judged: number;
    cases?: number;
    shrinks?: number;
    seed: number;
    isIntermittent: boolean;
  };
  /** What consumers do with the response that is shown. */
  consumers: readonly ConsumerLine[];
  curl?: string;
  replay: string;
  /** The command that writes the failure as a test. */
  export?: string;
  /** Set if other clauses fail for the same cause. Only the primary clause of the cause shows the messages. */
  sharedCause?: { primary: string; others: number; cases: number };
}

/** Creates the report of one result, for one of its causes: by default the first. */
export function createFailureReport(
  record: RunRecord,
  result: RecordedResult,
  cause = findCause(record, result),
): FailureReport {
  const { id, level, family, operation, description } = result.clause;
  const evidence = findEvidence(record, result, cause?.key);
  const sharedCause = describeSharedCause(cause);
  const exportCommand = formatExportCommand(record, result, cause?.key);
  return {
    verdict: result.verdict,
    title: describeFault(result.clause, evidence),
    clause: {
      id: toPrintable(id),
      level,
      family,
      operation: toPrintable(operation),
      description: toPrintable(description, 400),
    },
    ...(result.reason !== undefined && { reason: toPrintable(result.reason, 600) }),
    source: describeSource(record, result),
    ...describeEvidence(record, evidence),
    accepted: evidence.finding?.location === 'status' ? listAccepted(record, result, evidence.finding) : [],
    consumers: listConsumerLines(record, evidence.exchange?.id),
    found: describeFrequency(record, result, evidence),
    replay: formatReplayCommand(record, result, cause?.key),
    ...(exportCommand !== undefined && { export: exportCommand }),
    ...(sharedCause && { sharedCause }),
  };
}

/** Creates one report for each cause, at most `limit`: failures first, then noticed clauses. */
export function createFailureReports(record: RunRecord, limit = Number.POSITIVE_INFINITY): FailureReport[] {
  return groupByCause(record)
    .slice(0, limit)
    .map((cause) => createFailureReport(record, cause.primary, cause));
}

/** Returns the invalid values that the target accepts in all kept findings of the same cause. */
function listAccepted(record: RunRecord, { findings }: RecordedResult, { cause }: Finding): string[] {
  const alike = findings.filter((finding) => finding.cause === cause);
  const ids = alike.flatMap(({ exchanges }) => exchanges);
  return listAcceptedValues(findExchanges(record, ids));
}

function describeSharedCause(cause: Cause | undefined): FailureReport['sharedCause'] {
  if (!cause || cause.results.length < 2) return undefined;
  const { primary, results, cases } = cause;
  return { primary: primary.clause.id, others: results.length - 1, cases };
}

function describeSource(record: RunRecord, result: RecordedResult): FailureReport['source'] {
  const { clause, source } = result;
  return {
    location: toPrintable(formatSource(record, result)),
    ...(clause.schemaPointer !== undefined && { pointer: toPrintable(clause.schemaPointer) }),
    ...(clause.rfc !== undefined && { rfc: toPrintable(clause.rfc) }),
    ...(clause.origin !== undefined && { origin: toPrintable(clause.origin) }),
    excerpt: source ? excerptSource(record, source, clause.schemaPointer) : [],
  };
}

function describeEvidence(
  record: RunRecord,
  { exchange, finding }: Evidence,
): Pick<FailureReport, 'sent' | 'expected' | 'received' | 'curl'> {
  const steps = exchange && finding ? [...findOtherExchanges(record, finding, exchange), exchange] : [];
  const curl = exchange && !exchange.delivery ? formatCommands(exchange, steps) : undefined;
  return {
    ...(exchange && {
      sent: {
        description: toPrintable(exchange.case.description, 300),
        lines: [
          ...excerptRequest(exchange),
          ...excerptOthers(exchange, findOtherExchanges(record, finding, exchange)),
        ],
      },
    }),
    ...(finding && {
      expected: toPrintable(finding.expected, 400),
      received: {
        summary: formatReceived(finding),
        lines: exchange ? excerptReceived(exchange, finding.location) : [],
      },
    }),
    ...(curl !== undefined && { curl }),
  };
}

/** The command that repeats a request, or the script that repeats the steps of a scenario. */
const formatCommands = (exchange: Exchange, steps: readonly Exchange[]): string | undefined =>
  exchange.case.step ? formatCurlScript(steps) : formatCurl(exchange);

/** Renders the other requests of a finding: the steps of a scenario before it, or requests with which it is compared. */
function excerptOthers(shown: Exchange, others: readonly Exchange[]): MarkedLine[] {
  if (!shown.case.step || others.length === 0) return excerptOtherRequests(others);
  const earlier = others.filter(({ id }) => id < shown.id);
  return excerptSteps(earlier, shown);
}

function findOtherExchanges(
  record: RunRecord,
  finding: Finding | undefined,
  shown: Exchange,
): readonly Exchange[] {
  const ids = finding?.exchanges ?? [];
  return ids.length < 2 ? [] : findExchanges(record, ids).filter(({ id }) => id !== shown.id);
}

function describeFrequency(
  record: RunRecord,
  result: RecordedResult,
  { counterexample, finding }: Evidence,
): FailureReport['found'] {
  const { cases, shrinks, seed = record.seed } = counterexample ?? {};
  return {
    failing: result.found,
    judged: result.observed,
    seed,
    isIntermittent: finding?.isIntermittent ?? false,
    ...(cases !== undefined && { cases }),
    ...(shrinks !== undefined && { shrinks }),
  };
}
