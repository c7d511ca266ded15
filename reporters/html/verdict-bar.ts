import type { Verdict } from '../../spec/clauses/verdict.ts';
import { verdicts } from '../record-queries.ts';
import { html, type Markup } from './markup.ts';

/** Minimum width of a segment in percent, so that a single failure is visible. */
const minWidth = 0.7;

/** Colours for readers whose content policy blocks the style of the page. */
const fills: Readonly<Record<Verdict, string>> = {
  failed: '#b3261e',
  error: '#862f84',
  noticed: '#c98a1b',
  waived: '#2d5ca6',
  unverified: '#b5b0a9',
  passed: '#1d7345',
};

/**
 * Renders totals as a bar with a segment for each verdict, hidden from screen readers.
 * @param max the total that fills the whole bar
 */
export function renderVerdictBar(totals: Readonly<Record<Verdict, number>>, max?: number): Markup {
  const total = verdicts.reduce((sum, verdict) => sum + totals[verdict], 0);
  const shown = verdicts.filter((verdict) => totals[verdict] > 0);
  const scale = (100 - minWidth * shown.length) / Math.max(1, max ?? total);
  let x = 0;
  const parts = shown.map((verdict) => {
    const width = minWidth + totals[verdict] * scale;
    const part = html`<rect class="${verdict}" fill="${fills[verdict]}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`;
    x += width;
    return part;
  });
  return html`<svg class="bar" width="100%" height="10" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
