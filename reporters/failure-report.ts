import type { Level } from '../spec/clauses/clause.ts';
import type { Finding, Verdict } from '../spec/clauses/verdict.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { MarkedLine } from './body-excerpt.ts';
import { causeOf, causesOf } from './causes.ts';
import { curlLine } from './curl.ts';
import { besideLines, receivedLines, sentLines } from './evidence.ts';
import { printable, printableValue } from './printable.ts';
import type { RunRecord } from './record.ts';
import { counterexampleOf, evidenceOf, exchangesWith, type Judged, sourceText } from './record-queries.ts';
import { replayCommand } from './replays.ts';
import { type ExcerptLine, sourceExcerpt } from './source-excerpt.ts';

/** A failure as data, in the order in which it is told. Every text in it is safe to print. */
export interface Story {
  verdict: Verdict;
  clause: { id: string; level: Level; family: string; operation: string; says: string };
  /** Why it is unverified, waived or an error. */
  reason?: string;
  source: { at: string; pointer?: string; rfc?: string; excerpt: readonly ExcerptLine[] };
  /** The request that shows it, the violated place marked. */
  sent?: { exchange: number; says: string; lines: readonly MarkedLine[] };
  expected?: string;
  received?: { summary: string; lines: readonly MarkedLine[] };
  found: { failing: number; judged: number; cases?: number; shrinks?: number; seed: number };
  curl?: string;
  replay: string;
  /** What else the same cause cost; the story is told once, by `head`. */
  alike?: { head: string; others: number; cases: number };
}

function whereText(where: Finding['location']): string {
  if (typeof where === 'object')
    return where.body === '' ? 'as the body' : `at ${printable(where.body, 200)}`;
  if (where.startsWith('header '))
    return `in the \`${printable(where.slice('header '.length), 120)}\` header`;
  return where === 'connection' ? '' : `in the ${printable(where, 120)}`;
}

/** What a finding received, and where, in words: "null at /customer/email". */
export function receivedText({ received, location }: Finding): string {
  const what = 'words' in received ? printable(received.words, 400) : printableValue(received.value, 400);
  if (location === 'status') return 'words' in received ? what : `status ${what}`;
  return `${what} ${whereText(location)}`.trimEnd();
}

function alikeOf(record: RunRecord, judged: Judged): Story['alike'] {
  const cause = causeOf(record, judged);
  if (!cause || cause.judgements.length < 2) return undefined;
  const { head, judgements, cases } = cause;
  return { head: head.clause.id, others: judgements.length - 1, cases };
}

function sourceOf(record: RunRecord, judged: Judged): Story['source'] {
  const { clause, source } = judged;
  return {
    at: printable(sourceText(record, judged)),
    ...(clause.schemaPointer !== undefined && { pointer: printable(clause.schemaPointer) }),
    ...(clause.rfc !== undefined && { rfc: printable(clause.rfc) }),
    excerpt: source ? sourceExcerpt(record, source) : [],
  };
}

function othersOf(record: RunRecord, finding: Finding | undefined, shown: Exchange): Exchange[] {
  const ids = finding?.exchanges ?? [];
  return ids.length < 2 ? [] : exchangesWith(record, ids).filter(({ id }) => id !== shown.id);
}

function evidence(record: RunRecord, judged: Judged): Pick<Story, 'sent' | 'expected' | 'received' | 'curl'> {
  const exchange = evidenceOf(record, judged);
  const finding = judged.findings[0];
  const curl = exchange && curlLine(exchange);
  return {
    ...(exchange && {
      sent: {
        exchange: exchange.id,
        says: printable(exchange.case.description, 300),
        lines: [...sentLines(exchange), ...besideLines(othersOf(record, finding, exchange))],
      },
    }),
    ...(finding && {
      expected: printable(finding.expected, 400),
      received: {
        summary: receivedText(finding),
        lines: exchange ? receivedLines(exchange, finding.location) : [],
      },
    }),
    ...(curl !== undefined && { curl }),
  };
}

function foundOf(record: RunRecord, judged: Judged): Story['found'] {
  const { found, observed } = judged;
  const counterexample = counterexampleOf(record, judged);
  const { cases, shrinks, seed = record.seed } = counterexample ?? {};
  return {
    failing: found,
    judged: observed,
    seed,
    ...(cases !== undefined && { cases }),
    ...(shrinks !== undefined && { shrinks }),
  };
}

/** Tells one judgement. */
export function tell(record: RunRecord, judged: Judged): Story {
  const { id, level, family, operation, description } = judged.clause;
  const alike = alikeOf(record, judged);
  return {
    verdict: judged.verdict,
    clause: {
      id: printable(id),
      level,
      family,
      operation: printable(operation),
      says: printable(description, 400),
    },
    ...(judged.reason !== undefined && { reason: printable(judged.reason, 600) }),
    source: sourceOf(record, judged),
    ...evidence(record, judged),
    found: foundOf(record, judged),
    replay: replayCommand(record, judged),
    ...(alike && { alike }),
  };
}

/** One story per cause, of the first so many: failures first, then what was noticed. */
export function tellAll(record: RunRecord, most = Number.POSITIVE_INFINITY): Story[] {
  return causesOf(record)
    .slice(0, most)
    .map(({ head }) => tell(record, head));
}
