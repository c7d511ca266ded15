import type { CaseKind } from '../../spec/openapi/case.ts';
import { formatNumber } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { html, type Markup } from './markup.ts';

const kinds: readonly CaseKind[] = ['valid', 'invalid', 'probe'];

/** Maximum number of marks in a row. More could not be distinguished. */
const maxMarks = 400;

interface Scale {
  ticks: readonly string[];
  /** Converts a duration to its position in percent of the width. */
  x(ms: number): number;
}

/** Renders the response times of each kind of case on a logarithmic scale, one mark for each response. */
export function renderResponseTimesChart(record: RunRecord): Markup {
  const answered = record.exchanges.filter(({ response }) => response !== undefined);
  if (answered.length === 0) return html``;
  const scale = createScale(answered.map(({ durationMs }) => durationMs));
  const rows = kinds.flatMap((kind) => {
    const durations = answered
      .filter((exchange) => exchange.case.kind === kind)
      .map(({ durationMs }) => durationMs)
      .sort((a, b) => a - b);
    return durations.length === 0 ? [] : [renderRow(kind, durations, scale)];
  });
  return html`<div class="figure" tabindex="0" role="region" aria-labelledby="times-title"><table>
<caption id="times-title">Response times by kind of case <span class="soft">in milliseconds; bold: the median</span></caption>
<thead><tr><th scope="col">kind</th><td class="ticks"><div>${scale.ticks.map((tick) => html`<span>${tick}</span> `)}</div></td><th scope="col" class="number">median</th><th scope="col" class="number">95 %</th><th scope="col" class="number">max</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** Creates a logarithmic scale, from the decade of the shortest duration to that of the longest. */
function createScale(durations: readonly number[]): Scale {
  const logs = durations.map((ms) => Math.log10(Math.max(0.1, ms)));
  const from = Math.floor(logs.reduce((min, log) => Math.min(min, log), 3));
  const to = Math.max(from + 1, Math.ceil(logs.reduce((max, log) => Math.max(max, log), from)));
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  return {
    ticks: ticks.map((ms) => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`)),
    x: (ms) => ((Math.log10(Math.max(0.1, ms)) - from) / (to - from)) * 100,
  };
}

function renderRow(kind: string, sorted: readonly number[], { ticks, x }: Scale): Markup {
  const step = Math.ceil(sorted.length / maxMarks);
  const marks = sorted.filter((_, i) => i % step === 0).map((ms) => `M${x(ms).toFixed(2)} 2v6`);
  const grid = ticks.map((_, i) => `M${((i / (ticks.length - 1)) * 100).toFixed(2)} 0v10`);
  const median = quantile(sorted, 0.5);
  const numbers = [median, quantile(sorted, 0.95), sorted.at(-1) ?? 0];
  return html`<tr><th scope="row">${kind} <span class="soft">${formatNumber(sorted.length)}</span></th>
<td class="chart"><svg class="rug" width="100%" height="28" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" fill="none" stroke-width="0.2"><path class="grid" stroke="#ccc" d="${grid.join('')}"/><path stroke="#2d5ca6" d="${marks.join('')}"/><path class="median" stroke="#111" d="M${x(median).toFixed(2)} 0v10"/></svg></td>
${numbers.map((ms) => html`<td class="number">${formatMilliseconds(ms)}</td>`)}</tr>`;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const formatMilliseconds = (ms: number): string => (ms < 10 ? ms.toFixed(1) : formatNumber(Math.round(ms)));
