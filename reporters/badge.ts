import { formatNumber } from './printable.ts';
import type { RunRecord } from './record.ts';
import { decideOutcome, type RunOutcome } from './run-outcome.ts';

const colors = { passed: '#1a7f4b', failed: '#b3261e', error: '#5f5b66' } as const;

/** Renders the outcome as an SVG badge. It contains only numbers and fixed words, never text of the target. */
export function renderBadge(record: RunRecord): string {
  const { status } = decideOutcome(record);
  const [label, message] = ['conformance', formatMessage(record, status)];
  const [left, right] = [estimateWidth(label) + 12, estimateWidth(message) + 12];
  const text = (content: string, x: number) =>
    `<text x="${x}" y="14" textLength="${estimateWidth(content)}" lengthAdjust="spacingAndGlyphs">${content}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${message}">
<title>${label}: ${message}</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3b3a40"/><rect x="${left}" width="${right}" height="20" fill="${colors[status]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(label, 6)}${text(message, left + 6)}</g>
</svg>
`;
}

function formatMessage(record: RunRecord, status: RunOutcome['status']): string {
  const { totals, complete, operations } = record;
  const isTested = operations.some(({ obstacle }) => obstacle === undefined);
  if (status === 'error') return complete || !isTested ? 'not judged' : 'incomplete';
  const judged = totals.passed + totals.failed + totals.noticed;
  return status === 'failed' && totals.failed > 0
    ? `${formatNumber(totals.failed)} failing`
    : `${formatNumber(totals.passed)} of ${formatNumber(judged)} hold`;
}

/** The approximate width of a text in pixels, in Verdana at 11 px. `textLength` makes the text fit exactly. */
const estimateWidth = (text: string): number => Math.round(text.length * 6.6);
