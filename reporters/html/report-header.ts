import { summarizeConsumers } from '../consumers.ts';
import { formatCount, formatNumber } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { verdicts } from '../record-queries.ts';
import { formatRunCommand } from '../replays.ts';
import { decideOutcome } from '../run-outcome.ts';
import { renderCausesIndex } from './causes-index.ts';
import { renderCommand } from './command.ts';
import { glyphs } from './glyphs.ts';
import { selectListedResults } from './listed-results.ts';
import { html, type Markup, renderProse } from './markup.ts';
import { renderVerdictBar } from './verdict-bar.ts';

/** Renders the top of the page: the outcome, the totals, the target, the contract and the run. */
export function renderReportHeader(record: RunRecord): Markup {
  const { status, description } = decideOutcome(record);
  const { suite, contract, seed, startedAt, durationMs, requests } = record;
  const time = startedAt.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  return html`<header class="report-header ${status}">
<p class="overline">${suite.name} <span class="soft">${suite.version}</span></p>
<h1><span class="status">${status === 'error' ? 'not judged' : status}</span> <span class="sentence">${description}</span></h1>
${renderCausesIndex(record)}
${renderVerdictBar(record.totals)}
<ul class="legend" aria-label="Clauses by verdict">${renderLegend(record)}</ul>
${record.complete ? html`` : html`<p class="note"><b>Incomplete.</b> The run ended before all planned requests were sent.</p>`}
${record.notes.map((note) => html`<p class="note">${renderProse(note.slice(0, 600))}</p>`)}
${summarizeConsumers(record).map((line) => html`<p class="note">${line}</p>`)}
<dl class="facts">
${renderFact('Target', renderTarget(record))}
${renderFact('Contract', html`${contract.title} ${contract.version}<br><span class="soft">${contract.file}</span>`)}
${renderFact('Run', html`${time}<br><span class="soft">${formatCount(requests, 'request')} in ${(durationMs / 1000).toFixed(1)} s, seed ${seed}</span>`)}
</dl>
${renderCommand(formatRunCommand(record))}
</header>`;
}

function renderFact(term: string, value: Markup): Markup {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function renderTarget({ target }: RunRecord): Markup {
  const headers = [target.server, target.version]
    .filter((header) => header !== undefined)
    .map((header) => header.slice(0, 120));
  const url = target.url === target.name ? html`` : html` <span class="soft">${target.url}</span>`;
  const server =
    headers.length === 0
      ? html``
      : html`<br><span class="soft">identifies itself as ${headers.join(', ')}</span>`;
  return html`${target.name}${url}${server}`;
}

function renderLegend(record: RunRecord): Markup[] {
  const listed = new Set(selectListedResults(record).map(({ verdict }) => verdict));
  return verdicts.map((verdict) => {
    const count = record.totals[verdict];
    if (count === 0) return html`<li class="none"><b>0</b> ${verdict}</li>`;
    const text = html`<b>${formatNumber(count)}</b> <span aria-hidden="true">${glyphs[verdict]}</span> ${verdict}`;
    if (!listed.has(verdict)) return html`<li class="${verdict}">${text}</li>`;
    return html`<li><a href="#contract" data-show="${verdict}" class="${verdict}">${text}</a></li>`;
  });
}
