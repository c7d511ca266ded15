import { count } from './printable.ts';
import type { RunRecord } from './record.ts';
import { outcomeOf } from './run-outcome.ts';

const colours = { passed: '#1a7f4b', failed: '#b3261e', error: '#5f5b66' } as const;

function message({ totals, complete }: RunRecord, word: keyof typeof colours): string {
  if (word === 'error') return complete ? 'not judged' : 'incomplete';
  const judged = totals.passed + totals.failed + totals.noticed;
  return word === 'failed' && totals.failed > 0
    ? `${count(totals.failed)} failing`
    : `${count(totals.passed)} of ${count(judged)} hold`;
}

/** Near enough for Verdana at 11 px; `textLength` makes the text fit exactly. */
const widthOf = (text: string) => Math.round(text.length * 6.6);

/** The outcome as an SVG badge of numbers only: nothing in it comes from the target. */
export function badge(record: RunRecord): string {
  const { word } = outcomeOf(record);
  const [label, says] = ['conformance', message(record, word)];
  const [left, right] = [widthOf(label) + 12, widthOf(says) + 12];
  const text = (content: string, x: number, width: number) =>
    `<text x="${x}" y="14" textLength="${width}" lengthAdjust="spacingAndGlyphs">${content}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${says}">
<title>${label}: ${says}</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3b3a40"/><rect x="${left}" width="${right}" height="20" fill="${colours[word]}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(label, 6, widthOf(label))}${text(says, left + 6, widthOf(says))}</g>
</svg>
`;
}
