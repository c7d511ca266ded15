import { formatCount, formatNumber } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { groupUnverified } from '../unverified-groups.ts';
import { html, type Markup, renderProse } from './markup.ts';

/** Maximum number of listed clauses of a group. */
const maxClauses = 200;

/** Renders the unverified clauses by remedy; empty if there are none. */
export function renderUnverifiedSection(record: RunRecord): Markup {
  const groups = groupUnverified(record);
  if (groups.length === 0) return html``;
  const rows = groups.map(({ reason, remedy, results }) => {
    const ids = results.slice(0, maxClauses).map(({ clause }) => html`<li><code>${clause.id}</code></li>`);
    const hidden = results.length - ids.length;
    const more = hidden > 0 ? html`<li class="soft">and ${formatNumber(hidden)} more</li>` : html``;
    const advice = remedy === undefined ? html`` : html`<p><b>→ ${remedy}</b></p>`;
    return html`<li><p>${renderProse(reason)}</p>${advice}<details class="others"><summary>${formatCount(results.length, 'clause')}</summary><ul>${ids}${more}</ul></details></li>`;
  });
  return html`<section id="unverified" aria-labelledby="unverified-title">
<h2 id="unverified-title">Not verified</h2>
<p class="lead">${formatCount(record.totals.unverified, 'clause')} by remedy, the largest group first.</p>
<ol class="groups">${rows}</ol>
</section>`;
}
