import type { Verdict } from '../../spec/clauses/verdict.ts';
import { html, type Markup } from './markup.ts';

/** The sign of each verdict, shown in addition to its colour. */
export const glyphs: Readonly<Record<Verdict, string>> = {
  failed: '✕',
  error: '‼',
  noticed: '!',
  waived: '~',
  unverified: '?',
  passed: '✓',
};

/**
 * Renders a verdict as its sign. Its name is added for screen readers, and for readers whose content policy blocks the
 * style of the page.
 */
export function renderVerdictSign(verdict: Verdict): Markup {
  return html`<span class="tag ${verdict}"><span aria-hidden="true">${glyphs[verdict]}</span> <span class="sr">${verdict}:</span></span>`;
}

/** Renders a verdict as a tag: sign and name. */
export function renderVerdictTag(verdict: Verdict): Markup {
  return html`<span class="tag ${verdict}"><span aria-hidden="true">${glyphs[verdict]}</span> ${verdict}</span>`;
}
