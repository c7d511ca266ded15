import type { Verdict } from '../../spec/clauses/verdict.ts';
import { formatCount, formatNumber } from '../printable.ts';
import type { RecordedResult, RunRecord } from '../record.ts';
import { countVerdicts, groupByFamily, groupByOperation, verdicts } from '../record-queries.ts';
import { glyphs } from './glyphs.ts';
import { html, type Markup } from './markup.ts';
import { renderVerdictBar } from './verdict-bar.ts';

/** Maximum number of listed operations. `results.json` lists all. */
const maxOperations = 1000;

/** Renders the verdicts of each family. */
export function renderFamilyChart(record: RunRecord): Markup {
  const families = groupByFamily(record.results);
  return renderVerdictTable(
    record,
    'family',
    families.map(({ family, results }) => ({ name: family, results })),
  );
}

/** Renders the verdicts of each operation in a folded section; empty if there is only one operation. */
export function renderOperationChart(record: RunRecord): Markup {
  const operations = [...groupByOperation(record)].filter(([operation]) => operation !== '');
  if (operations.length < 2) return html``;
  const shown = operations.slice(0, maxOperations);
  const groups = shown.map(([name, results]) => ({ name, results }));
  const note =
    operations.length > shown.length ? `, of which the first ${formatNumber(shown.length)} are shown` : '';
  return html`<details class="operations"><summary>${formatCount(operations.length, 'operation')}${note}</summary>
${renderVerdictTable(record, 'operation', groups)}</details>`;
}

/** A table of verdicts by group. All bars have the same scale, so that their lengths can be compared. */
function renderVerdictTable(
  record: RunRecord,
  kind: string,
  groups: readonly { name: string; results: readonly RecordedResult[] }[],
): Markup {
  const max = groups.reduce((longest, { results }) => Math.max(longest, results.length), 1);
  const shown = verdicts.filter((verdict) => record.totals[verdict] > 0);
  const rows = groups.map(({ name, results }) => {
    const totals = countVerdicts(results);
    const cells = shown.map((verdict) =>
      totals[verdict] === 0
        ? html`<td class="number none">0</td>`
        : html`<td class="number ${verdict}">${formatNumber(totals[verdict])}</td>`,
    );
    return html`<tr><th scope="row">${name}</th><td class="chart">${renderVerdictBar(totals, max)}</td>${cells}</tr>`;
  });
  return html`<div class="figure" tabindex="0" role="region" aria-labelledby="by-${kind}-title"><table>
<caption id="by-${kind}-title">Verdicts by ${kind}</caption>
<thead><tr><th scope="col">${kind}</th><td></td>${shown.map(renderVerdictHeading)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** The name of a verdict. Narrow screens show its glyph instead. */
function renderVerdictHeading(verdict: Verdict): Markup {
  return html`<th scope="col" class="number ${verdict}"><span class="label">${verdict}</span><span class="sign" aria-hidden="true">${glyphs[verdict]}</span></th>`;
}
