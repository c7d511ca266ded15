import type { MarkedLine } from './body-excerpt.ts';
import type { FailureReport } from './failure-report.ts';
import { createPainter, type Paint, verdictStyles } from './paint.ts';
import { formatCount } from './printable.ts';

const indent = ' '.repeat(10);

/**
 * Renders a failure as text with the parts fault, clause, contract, sent, expected, received, accepted, found,
 * consumers, curl, replay and export.
 */
export function renderFailure(report: FailureReport, options: { color?: boolean } = {}): string {
  const paint = createPainter(options.color ?? false);
  const { sharedCause, clause, curl, replay } = report;
  // Only the primary clause of a cause shows the request and the curl line.
  const primary = sharedCause && sharedCause.primary !== clause.id ? sharedCause.primary : undefined;
  const { sent: _, ...withoutRequest } = report;
  return [
    ...formatHeading(paint, report),
    ...formatSource(paint, report),
    ...formatEvidence(paint, primary === undefined ? report : withoutRequest),
    ...formatPart(
      paint,
      'found',
      [formatFrequency(report.found), formatSharedCause(report)].filter(Boolean).join('; '),
    ),
    ...formatConsumers(paint, report),
    ...(primary === undefined
      ? []
      : formatPart(paint, 'cause', `same cause as ${primary}, which shows the request`)),
    ...(primary === undefined && curl !== undefined ? formatCurlPart(paint, curl) : []),
    ...formatPart(paint, 'replay', replay),
    ...(report.export === undefined ? [] : formatPart(paint, 'export', report.export)),
  ].join('\n');
}

/**
 * Renders a failure without how often it was found and how it is replayed, for an exchange that was judged without a
 * run and for a run without reports.
 * @param options `curl: false` also omits the curl line
 */
export function renderJudgement(report: FailureReport, options: { curl?: boolean } = {}): string {
  const paint = createPainter(false);
  const curl = options.curl ? report.curl : undefined;
  return [
    ...formatHeading(paint, report),
    ...formatSource(paint, report),
    ...formatEvidence(paint, report),
    ...(curl === undefined ? [] : formatCurlPart(paint, curl)),
  ].join('\n');
}

/** Describes how often the failure occurred and how it was found. */
export function formatFrequency(found: FailureReport['found']): string {
  const { failing, judged, cases, shrinks, seed, isIntermittent } = found;
  const repeated = isIntermittent ? '; intermittent: the same request did not show it again' : '';
  const exchanges = `in ${failing} of ${formatCount(judged, 'exchange')} that could show it${repeated}`;
  const shrunk = shrinks ? `, shrunk ${formatCount(shrinks, 'time')}` : '';
  const sent = cases === undefined || cases < 2 ? [] : [`after ${formatCount(cases, 'case')}${shrunk}`];
  return [exchanges, ...sent, `seed ${seed}`].join('; ');
}

/**
 * Describes how many other clauses fail for the same cause; undefined unless this is the report of the primary clause.
 */
export function formatSharedCause({ sharedCause, clause }: FailureReport): string | undefined {
  if (sharedCause?.primary !== clause.id) return undefined;
  const { others, cases } = sharedCause;
  return `the same cause fails ${formatCount(others, 'other clause')}, ${formatCount(cases, 'case')} in total`;
}

/** Formats a part of the report: its label in the first column, its lines in the second. */
function formatPart(paint: Paint, label: string, first: string, rest: readonly string[] = []): string[] {
  return [
    `${paint('dim', label.padEnd(10))}${first}`,
    ...rest.map((line) => (line === '' ? '' : `${indent}${line}`)),
  ];
}

/** The commands of a scenario are lines of one script. */
function formatCurlPart(paint: Paint, curl: string): string[] {
  const [first = '', ...rest] = curl.split('\n');
  return formatPart(paint, 'curl', first, rest);
}

function formatMarkedLines(paint: Paint, lines: readonly MarkedLine[]): string[] {
  return lines.map(({ text, marked }) =>
    marked ? paint('bold', `> ${text}`) : text === '' ? '' : `  ${text}`,
  );
}

function formatHeading(paint: Paint, { verdict, title, clause, reason }: FailureReport): string[] {
  const label = `${paint(['bold', verdictStyles[verdict]], verdict.toUpperCase())} ${clause.level}`;
  return [
    `${label}  ${paint('bold', title)}`,
    ...formatPart(paint, 'clause', clause.id, [clause.description]),
    ...(reason ? formatPart(paint, 'reason', reason) : []),
  ];
}

function formatSource(paint: Paint, { source }: FailureReport): string[] {
  const { location, pointer, rfc, origin } = source;
  const places = new Set([location, pointer, rfc, origin].filter((place) => place !== undefined));
  const width = String(source.excerpt.at(-1)?.line ?? '').length;
  const excerpt = source.excerpt.map(({ line, text, marked }) => {
    const number = line === undefined ? '' : `${String(line).padStart(width)} | `;
    const numbered = `${marked ? '>' : ' '} ${number}${text}`.trimEnd();
    return paint(marked ? 'bold' : 'dim', numbered);
  });
  return formatPart(paint, 'contract', [...places].join('  '), excerpt);
}

function formatConsumers(paint: Paint, { consumers }: FailureReport): string[] {
  const [first, ...rest] = consumers.map(({ consumer, description }) => `${consumer}: ${description}`);
  return first === undefined ? [] : formatPart(paint, 'consumers', first, rest);
}

function formatEvidence(paint: Paint, { sent, expected, received, accepted }: FailureReport): string[] {
  return [
    ...(sent ? formatPart(paint, 'sent', sent.description, formatMarkedLines(paint, sent.lines)) : []),
    ...(expected === undefined ? [] : formatPart(paint, 'expected', paint('green', expected))),
    ...(received
      ? formatPart(
          paint,
          'received',
          paint('red', received.summary),
          formatMarkedLines(paint, received.lines),
        )
      : []),
    ...(accepted.length > 0 ? formatPart(paint, 'accepted', accepted.join(', ')) : []),
  ];
}
