import type { Verdict } from '../../spec/clauses/verdict.ts';
import { html, type Markup } from './markup.ts';

/** Colour is never the only sign of a verdict. */
export const glyphs: Readonly<Record<Verdict, string>> = {
  failed: '✕',
  error: '‼',
  noticed: '!',
  waived: '~',
  unverified: '?',
  passed: '✓',
};

/** A verdict as a small tag: sign and word. */
export function verdictTag(verdict: Verdict): Markup {
  return html`<span class="tag ${verdict}"><span aria-hidden="true">${glyphs[verdict]}</span> ${verdict}</span>`;
}
