import type { Verdict } from '../../spec/clauses/verdict.ts';
import { count, counted } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { verdicts } from '../record-queries.ts';
import { runCommand } from '../replays.ts';
import { outcomeOf } from '../run-outcome.ts';
import { listed } from './clause-list.ts';
import { commandLine } from './command.ts';
import { glyphs } from './glyphs.ts';
import { html, type Markup, prose } from './markup.ts';

/** Thinner parts would not be seen, and those are the ones that matter. */
const thinnest = 0.7;

/** A bar of one hundred, divided by verdict; numbers beside it say the same to those who cannot see it. */
export function verdictBar(totals: Readonly<Record<Verdict, number>>, most?: number): Markup {
  const all = verdicts.reduce((sum, verdict) => sum + totals[verdict], 0);
  const shown = verdicts.filter((verdict) => totals[verdict] > 0);
  const scale = (100 - thinnest * shown.length) / Math.max(1, most ?? all);
  let x = 0;
  const parts = shown.map((verdict) => {
    const width = thinnest + totals[verdict] * scale;
    const part = html`<rect class="${verdict}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`;
    x += width;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function fact(term: string, value: Markup | undefined): Markup {
  return value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : html``;
}

function targetFact({ target }: RunRecord): Markup {
  const says = [target.server, target.version]
    .filter((word) => word !== undefined)
    .map((word) => word.slice(0, 120));
  const url = target.url === target.name ? html`` : html` <span class="soft">${target.url}</span>`;
  const self = says.length === 0 ? html`` : html`<br><span class="soft">says it is ${says.join(', ')}</span>`;
  return html`${target.name}${url}${self}`;
}

function legend(record: RunRecord): Markup[] {
  const shown = new Set(listed(record).map(({ verdict }) => verdict));
  return verdicts.map((verdict) => {
    const number = record.totals[verdict];
    if (number === 0) return html`<li class="none"><b>0</b> ${verdict}</li>`;
    const text = html`<b>${count(number)}</b> <span aria-hidden="true">${glyphs[verdict]}</span> ${verdict}`;
    if (!shown.has(verdict)) return html`<li class="${verdict}">${text}</li>`;
    return html`<li><a href="#contract" data-show="${verdict}" class="${verdict}">${text}</a></li>`;
  });
}

/** The verdict first: one sentence, the totals, and who judged whom when. */
export function masthead(record: RunRecord): Markup {
  const { word, says } = outcomeOf(record);
  const { suite, contract, seed, startedAt, durationMs, requests } = record;
  const when = startedAt.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  return html`<header class="masthead ${word}">
<p class="overline">${suite.name} <span class="soft">${suite.version}</span></p>
<h1><span class="word">${word === 'error' ? 'not judged' : word}</span> <span class="sentence">${says}</span></h1>
${verdictBar(record.totals)}
<ul class="legend" aria-label="Clauses by verdict">${legend(record)}</ul>
${record.complete ? html`` : html`<p class="note"><b>Incomplete.</b> The run ended before all was judged.</p>`}
${record.notes.map((note) => html`<p class="note">${prose(note.slice(0, 600))}</p>`)}
<dl class="facts">
${fact('Target', targetFact(record))}
${fact('Contract', html`${contract.title} ${contract.version}<br><span class="soft">${contract.file}</span>`)}
${fact('Run', html`${when}<br><span class="soft">${counted(requests, 'request')} in ${(durationMs / 1000).toFixed(1)} s, seed ${seed}</span>`)}
</dl>
${commandLine(runCommand(record))}
</header>`;
}
