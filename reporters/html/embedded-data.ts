import type { Exchange } from '../../spec/openapi/exchange.ts';
import { groupByCause } from '../causes.ts';
import { findEvidence } from '../evidence.ts';
import { describeFault } from '../fault-title.ts';
import { formatReceived } from '../format-received.ts';
import { toPrintable, toPrintableLines, toSafeJson } from '../printable.ts';
import type { RecordedResult, RunRecord } from '../record.ts';
import { formatSource } from '../record-queries.ts';
import { formatReplayCommand } from '../replays.ts';
import { toRfcUrl } from '../rfc-url.ts';
import { selectListedResults } from './listed-results.ts';

/** Maximum length in characters of all embedded exchanges, which keeps the page small after long runs. */
const maxExchangeLength = 1_200_000;
/** Maximum lengths in characters of each header and body. */
const maxLength = { header: 300, body: 2400 };

/** Renders the data that `page.js` shows when a line is opened. It is JSON that cannot end its script element. */
export function renderEmbeddedData(record: RunRecord): string {
  const clauses = selectListedResults(record).map((result) => toPageClause(record, result));
  const wanted = new Set(clauses.flatMap(({ exchanges }) => exchanges));
  const exchanges = renderExchanges(record, wanted).join(',');
  return `{"clauses":${toSafeJson(clauses)},"exchanges":[${exchanges}]}`;
}

function toPageClause(record: RunRecord, result: RecordedResult) {
  const { clause, verdict, reason, remedy, findings, found, observed, exchanges } = result;
  const evidence = findEvidence(record, result);
  const { exchange: shown } = evidence;
  const ids = [
    ...(shown === undefined ? [] : [shown.id]),
    ...findings.flatMap((finding) => finding.exchanges),
    ...exchanges,
  ];
  return {
    id: toPrintable(clause.id),
    level: clause.level,
    family: clause.family,
    title: evidence.finding ? describeFault(clause, evidence) : toPrintable(clause.description, 400),
    description: toPrintable(clause.description, 400),
    verdict,
    source: toPrintable(formatSource(record, result)),
    ...(clause.schemaPointer !== undefined && { pointer: toPrintable(clause.schemaPointer) }),
    ...(clause.rfc !== undefined && { rfc: toPrintable(clause.rfc), rfcUrl: toRfcUrl(clause.rfc) }),
    ...(clause.origin !== undefined && { rfc: toPrintable(clause.origin) }),
    ...(reason !== undefined && {
      reason: toPrintable(remedy === undefined ? reason : `${reason}: ${remedy}`, 600),
    }),
    found,
    observed,
    findings: findings.map(
      (finding) => `expected ${toPrintable(finding.expected, 300)}, received ${formatReceived(finding)}`,
    ),
    ...(findings.length > 0 && { replay: formatReplayCommand(record, result) }),
    exchanges: [...new Set(ids)].slice(0, 12),
  };
}

/**
 * Renders the exchanges of findings first, then others in the order of sending, until the maximum length is reached.
 */
function renderExchanges(record: RunRecord, wanted: ReadonlySet<number>): string[] {
  const counterexamples = record.counterexamples.map(({ exchange }) => exchange);
  const findingIds = new Set(
    groupByCause(record).flatMap(({ results }) =>
      results.flatMap(({ findings }) => findings.flatMap((finding) => finding.exchanges)),
    ),
  );
  const ordered = [
    ...counterexamples,
    ...record.exchanges.filter(({ id }) => findingIds.has(id)),
    ...record.exchanges,
  ];
  const rendered = new Map<number, string>();
  let left = maxExchangeLength;
  for (const exchange of ordered) {
    if (rendered.has(exchange.id) || !wanted.has(exchange.id)) continue;
    const json = toSafeJson(toPageExchange(exchange));
    left -= json.length;
    if (left < 0) break;
    rendered.set(exchange.id, json);
  }
  return [...rendered.values()];
}

function toPageExchange({ id, case: sentCase, sent, response, failure, durationMs }: Exchange) {
  return {
    id,
    kind: sentCase.kind,
    description: toPrintable(sentCase.description, 300),
    status: response ? String(response.status) : (failure?.kind ?? 'no response'),
    ms: Math.round(durationMs * 10) / 10,
    sent: formatMessage(`${sent.method} ${sent.url}`, sent.headers, sent.body),
    received: formatResponse(response, failure),
  };
}

function formatResponse(response: Exchange['response'], failure: Exchange['failure']): string {
  const failureLines = failure ? [`${failure.kind}: ${toPrintable(failure.message, 600)}`] : [];
  if (!response) return failureLines.join('\n');
  const { json, text } = response.body;
  const body = json ? JSON.stringify(json.value, undefined, 2) : text;
  return [formatMessage(String(response.status), response.headers, body), ...failureLines].join('\n');
}

function formatMessage(
  startLine: string,
  headers: Exchange['sent']['headers'],
  body: string | undefined,
): string {
  const lines = headers
    .slice(0, 40)
    .map(([name, value]) => toPrintable(`${name}: ${value}`, maxLength.header));
  const more = headers.length > 40 ? [`… ${headers.length - 40} more headers`] : [];
  const text = body === undefined || body === '' ? [] : ['', ...toPrintableLines(body, maxLength.body)];
  return [toPrintable(startLine, 600), ...lines, ...more, ...text].join('\n');
}
