import type { Exchange } from '../../spec/openapi/exchange.ts';
import { causesOf } from '../causes.ts';
import { receivedText } from '../failure-report.ts';
import { jsonText, printable, printableLines } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { counterexampleOf, type Judged, sourceText } from '../record-queries.ts';
import { replayCommand } from '../replays.ts';
import { rfcUrl } from '../rfc.ts';
import { listed } from './clause-list.ts';

/** What the page may hold of exchanges in all, in characters: it has to stay light whatever a run has seen. */
const budget = 1_200_000;
/** Of one message's headers and of its body. */
const longest = { header: 300, body: 2400 };

function messageText(head: string, headers: Exchange['sent']['headers'], body: string | undefined): string {
  const lines = headers.slice(0, 40).map(([name, value]) => printable(`${name}: ${value}`, longest.header));
  const more = headers.length > 40 ? [`… ${headers.length - 40} more headers`] : [];
  const text = body === undefined || body === '' ? [] : ['', ...printableLines(body, longest.body)];
  return [printable(head, 600), ...lines, ...more, ...text].join('\n');
}

function receivedMessage({ response, failure }: Exchange): string {
  const broken = failure ? [`${failure.kind}: ${printable(failure.message, 600)}`] : [];
  if (!response) return broken.join('\n');
  const { json, text } = response.body;
  const body = json ? JSON.stringify(json.value, undefined, 2) : text;
  return [messageText(String(response.status), response.headers, body), ...broken].join('\n');
}

function exchangeOf(exchange: Exchange) {
  const { id, case: sent, response, failure, durationMs, sent: request } = exchange;
  return {
    id,
    kind: sent.kind,
    says: printable(sent.description, 300),
    answer: response ? String(response.status) : (failure?.kind ?? 'no answer'),
    ms: Math.round(durationMs * 10) / 10,
    sent: messageText(`${request.method} ${request.url}`, request.headers, request.body),
    received: receivedMessage(exchange),
  };
}

function clauseOf(record: RunRecord, judged: Judged) {
  const { clause, verdict, reason, findings, found, observed, exchanges } = judged;
  const smallest = counterexampleOf(record, judged)?.exchange.id;
  const ids = [
    ...(smallest === undefined ? [] : [smallest]),
    ...findings.flatMap((finding) => finding.exchanges),
    ...exchanges,
  ];
  return {
    id: printable(clause.id),
    level: clause.level,
    family: clause.family,
    says: printable(clause.description, 400),
    verdict,
    source: printable(sourceText(record, judged)),
    ...(clause.schemaPointer !== undefined && { pointer: printable(clause.schemaPointer) }),
    ...(clause.rfc !== undefined && { rfc: printable(clause.rfc), rfcUrl: rfcUrl(clause.rfc) }),
    ...(reason !== undefined && { reason: printable(reason, 600) }),
    found,
    observed,
    findings: findings.map(
      (finding) => `expected ${printable(finding.expected, 300)}, received ${receivedText(finding)}`,
    ),
    ...(findings.length > 0 && { replay: replayCommand(record, judged) }),
    exchanges: [...new Set(ids)].slice(0, 12),
  };
}

/** Exchanges of findings first, then in order of their number, as far as the budget goes. */
function exchangesOf(record: RunRecord, wanted: ReadonlySet<number>) {
  const counterexamples = record.counterexamples.map(({ exchange }) => exchange);
  const telling = new Set(
    causesOf(record).flatMap(({ judgements }) =>
      judgements.flatMap(({ findings }) => findings.flatMap((one) => one.exchanges)),
    ),
  );
  const ordered = [
    ...counterexamples,
    ...record.exchanges.filter(({ id }) => telling.has(id)),
    ...record.exchanges,
  ];
  const kept = new Map<number, ReturnType<typeof exchangeOf>>();
  let left = budget;
  for (const exchange of ordered) {
    if (kept.has(exchange.id) || !wanted.has(exchange.id)) continue;
    const shown = exchangeOf(exchange);
    left -= jsonText(shown).length;
    if (left < 0) break;
    kept.set(exchange.id, shown);
  }
  return [...kept.values()];
}

/** What the page's script shows when a line is opened, as JSON that cannot end its script element. */
export function embeddedData(record: RunRecord): string {
  const clauses = listed(record).map((judged) => clauseOf(record, judged));
  const wanted = new Set(clauses.flatMap(({ exchanges }) => exchanges));
  return jsonText({ clauses, exchanges: exchangesOf(record, wanted) });
}
