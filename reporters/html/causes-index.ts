import { groupByCause } from '../causes.ts';
import { createFailureReport } from '../failure-report.ts';
import { formatCount } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { listUntestedOperations } from '../untested-operations.ts';
import { maxFailures } from './failures-section.ts';
import { renderVerdictSign } from './glyphs.ts';
import { html, type Markup, renderProse } from './markup.ts';

/** Renders links to all causes, for the top of the page; empty without causes. */
export function renderCausesIndex(record: RunRecord): Markup {
  const causes = groupByCause(record);
  if (causes.length === 0) return html``;
  const links = causes.slice(0, maxFailures).map((cause, i) => {
    const { verdict, title } = createFailureReport(record, cause.primary, cause);
    const clauses =
      cause.results.length > 1
        ? html` <span class="soft">${formatCount(cause.results.length, 'clause')}</span>`
        : html``;
    return html`<li>${renderVerdictSign(verdict)} <span><a href="#cause-${i + 1}">${renderProse(title)}</a>${clauses}</span></li>`;
  });
  const hidden = causes.length - links.length;
  const more =
    hidden > 0
      ? html`<li class="soft">and ${formatCount(hidden, 'more cause')}, see the contract below</li>`
      : html``;
  return html`<nav class="index" aria-label="Causes"><ol>${links}${more}</ol></nav>`;
}

/** Renders the operations without a judged success response; empty if all operations were exercised. */
export function renderUntestedOperations(record: RunRecord): Markup {
  const untested = listUntestedOperations(record);
  if (untested.length === 0) return html``;
  const items = untested.slice(0, maxUntested).map(({ operation, reason, remedy, lastRejection }) => {
    const rejection = lastRejection === '' ? html`` : html`<p class="soft">${lastRejection}</p>`;
    const advice = remedy === undefined ? html`` : html`<p><b>→ ${remedy}</b></p>`;
    return html`<li><code>${operation}</code><p>${reason}</p>${rejection}${advice}</li>`;
  });
  const hidden = untested.length - items.length;
  const more = hidden > 0 ? html`<li class="soft">and ${formatCount(hidden, 'more operation')}</li>` : html``;
  return html`<section id="untested" aria-labelledby="untested-title">
<h2 id="untested-title">Operations without a judged success response</h2>
<ul class="untested">${items}${more}</ul>
</section>`;
}

/** Maximum number of listed operations. `results.json` lists all. */
const maxUntested = 100;
