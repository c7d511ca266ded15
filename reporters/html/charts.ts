import type { Verdict } from '../../spec/clauses/verdict.ts';
import type { CaseKind, Exchange } from '../../spec/openapi/exchange.ts';
import { count, counted } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { byFamily, byOperation, type Judged, tally, verdicts } from '../record-queries.ts';
import { glyphs } from './glyphs.ts';
import { html, type Markup } from './markup.ts';
import { verdictBar } from './report-header.ts';

/** The word, and on a phone its sign. */
function verdictHead(verdict: Verdict): Markup {
  return html`<th scope="col" class="number ${verdict}"><span class="word">${verdict}</span><span class="sign" aria-hidden="true">${glyphs[verdict]}</span></th>`;
}

/** Verdicts by group: a table whose bars share one scale, so that lengths compare. */
function verdictsTable(
  record: RunRecord,
  kind: string,
  groups: readonly { name: string; judgements: readonly Judged[] }[],
): Markup {
  const most = groups.reduce((longest, { judgements }) => Math.max(longest, judgements.length), 1);
  const shown = verdicts.filter((verdict) => record.totals[verdict] > 0);
  const rows = groups.map(({ name, judgements }) => {
    const totals = tally(judgements);
    const cells = shown.map((verdict) =>
      totals[verdict] === 0
        ? html`<td class="number none">0</td>`
        : html`<td class="number ${verdict}">${count(totals[verdict])}</td>`,
    );
    return html`<tr><th scope="row">${name}</th><td class="chart">${verdictBar(totals, most)}</td>${cells}</tr>`;
  });
  return html`<div class="figure" tabindex="0" role="region" aria-labelledby="by-${kind}-title"><table>
<caption id="by-${kind}-title">Verdicts by ${kind}</caption>
<thead><tr><th scope="col">${kind}</th><td></td>${shown.map(verdictHead)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

export function familiesChart(record: RunRecord): Markup {
  const families = byFamily(record.judgements);
  return verdictsTable(
    record,
    'family',
    families.map(({ family, judgements }) => ({ name: family, judgements })),
  );
}

/** More rows than these are left to `results.json`. */
const mostOperations = 1000;

/** Verdicts by operation, where there are several; folded, as they may be many. */
export function operationsChart(record: RunRecord): Markup {
  const operations = [...byOperation(record)].filter(([operation]) => operation !== '');
  if (operations.length < 2) return html``;
  const shown = operations.slice(0, mostOperations);
  const groups = shown.map(([name, judgements]) => ({ name, judgements }));
  const more =
    operations.length > shown.length ? `, of which the first ${count(shown.length)} are shown` : '';
  return html`<details class="operations"><summary>${counted(operations.length, 'operation')}${more}</summary>
${verdictsTable(record, 'operation', groups)}</details>`;
}

const kinds: readonly CaseKind[] = ['valid', 'invalid', 'probe'];

/** Where a duration lies between the first and the last decade, in hundredths of the way. */
function scaleOf(durations: readonly number[]): { ticks: string[]; x: (ms: number) => number } {
  const logs = durations.map((ms) => Math.log10(Math.max(0.1, ms)));
  const from = Math.floor(logs.reduce((least, log) => Math.min(least, log), 3));
  const to = Math.max(from + 1, Math.ceil(logs.reduce((greatest, log) => Math.max(greatest, log), from)));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  const x = (ms: number) => ((Math.log10(Math.max(0.1, ms)) - from) / (to - from)) * 100;
  return { ticks: ticks.map((ms) => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`)), x };
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const milliseconds = (ms: number) => (ms < 10 ? ms.toFixed(1) : count(Math.round(ms)));

function timesRow(kind: string, sorted: readonly number[], ticks: number, x: (ms: number) => number): Markup {
  const every = Math.ceil(sorted.length / 400); // a rug of more lines is only darker
  const rug = sorted.filter((_, i) => i % every === 0).map((ms) => `M${x(ms).toFixed(2)} 2v6`);
  const grid = Array.from({ length: ticks }, (_, i) => `M${((i / (ticks - 1)) * 100).toFixed(2)} 0v10`);
  const median = `M${x(at(sorted, 0.5)).toFixed(2)} 0v10`;
  const numbers = [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1) ?? 0];
  return html`<tr><th scope="row">${kind} <span class="soft">${count(sorted.length)}</span></th>
<td class="chart"><svg class="rug" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><path class="grid" d="${grid.join('')}"/><path d="${rug.join('')}"/><path class="median" d="${median}"/></svg></td>
${numbers.map((ms) => html`<td class="number">${milliseconds(ms)}</td>`)}</tr>`;
}

/** Response times per kind of case: each answer a line on a logarithmic scale. */
export function timesChart(record: RunRecord): Markup {
  const answered = record.exchanges.filter((exchange: Exchange) => exchange.response !== undefined);
  if (answered.length === 0) return html``;
  const { ticks, x } = scaleOf(answered.map(({ durationMs }) => durationMs));
  const rows = kinds.flatMap((kind) => {
    const own = answered
      .filter((exchange) => exchange.case.kind === kind)
      .map(({ durationMs }) => durationMs);
    return own.length === 0
      ? []
      : [
          timesRow(
            kind,
            own.sort((a, b) => a - b),
            ticks.length,
            x,
          ),
        ];
  });
  return html`<div class="figure" tabindex="0" role="region" aria-labelledby="times-title"><table>
<caption id="times-title">Response times by kind of case <span class="soft">in milliseconds; bold: the median</span></caption>
<thead><tr><th scope="col">kind</th><td class="ticks"><div>${ticks.map((tick) => html`<span>${tick}</span>`)}</div></td><th scope="col" class="number">median</th><th scope="col" class="number">95 %</th><th scope="col" class="number">most</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}
