import type { MarkedLine } from '../body-excerpt.ts';
import { type Cause, groupByCause } from '../causes.ts';
import { createFailureReport, type FailureReport } from '../failure-report.ts';
import { capitalize, formatCount } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { formatFrequency, formatSharedCause } from '../render-failure.ts';
import { toRfcUrl } from '../rfc-url.ts';
import { renderCommand } from './command.ts';
import { renderVerdictTag } from './glyphs.ts';
import { html, type Markup, renderProse } from './markup.ts';

/** Maximum number of reports in this section. Further failures are shown at the lines of the contract. */
export const maxFailures = 40;

/** Renders one failure report for each cause: failures first, then noticed clauses. */
export function renderFailuresSection(record: RunRecord): Markup {
  const causes = groupByCause(record);
  if (causes.length === 0) return html``;
  const hidden = causes.length - maxFailures;
  return html`<section id="causes" aria-labelledby="causes-title">
<h2 id="causes-title">Findings</h2>
<p class="lead">${formatCount(causes.length, 'cause')}. Each is shown by its smallest request.</p>
<ol class="failures">${causes.slice(0, maxFailures).map((cause, index) => renderFailure(record, cause, index))}</ol>
${hidden > 0 ? html`<p class="soft">And ${formatCount(hidden, 'more cause')}: see the lines of the contract below.</p>` : html``}
</section>`;
}

function renderFailure(record: RunRecord, cause: Cause, index: number): Markup {
  const report = createFailureReport(record, cause.primary, cause);
  const { clause, verdict, title, expected, received } = report;
  const brief =
    expected === undefined ? '' : `expected ${expected}, received ${received?.summary ?? ''}`.slice(0, 240);
  const tags = html`${renderVerdictTag(verdict)} <span class="level">${clause.level}</span> <span class="soft">${clause.family}</span>`;
  // All are open for readers without scripts; `page.js` closes all but the first ones.
  return html`<li><details class="failure ${verdict}" id="cause-${index + 1}" open><summary><span class="tags">${tags}</span><h3 class="description">${renderProse(title)}</h3><span class="brief">${brief}</span></summary>
${renderParts(report, cause)}</details></li>`;
}

function renderParts(report: FailureReport, cause: Cause): Markup {
  const { clause, sent, expected, received, accepted, curl, replay } = report;
  return html`<dl class="parts">
${renderPart('clause', html`${renderProse(clause.description)}<br><code class="id">${clause.id}</code>`)}
${renderPart('contract', renderSource(report))}
${renderPart('sent', sent && html`${renderProse(sent.description)}${renderMarkedLines(sent.lines)}`)}
${renderPart('expected', expected === undefined ? undefined : html`<b class="expected">${expected}</b>`)}
${renderPart('received', received && html`<b class="received">${received.summary}</b>${renderMarkedLines(received.lines)}`)}
${renderPart('accepted', accepted.length === 0 ? undefined : html`<code>${accepted.join(', ')}</code>`)}
${renderPart('found', renderFrequency(report, cause))}
${renderPart('consumers', report.consumers.length === 0 ? undefined : renderConsumers(report))}
${renderPart('curl', curl === undefined ? undefined : renderCommand(curl))}
${renderPart('replay', renderCommand(replay))}
${renderPart('export', report.export === undefined ? undefined : renderCommand(report.export))}
</dl>`;
}

function renderPart(term: string, value: Markup | undefined): Markup {
  return value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : html``;
}

function renderSource({ source }: FailureReport): Markup {
  const rows = source.excerpt.map(({ line, text, marked }) => {
    const number = line === undefined ? html`` : html`<span class="n">${line}</span> `;
    const row = html`${number}${text}\n`;
    return marked ? html`<mark>${row}</mark>` : html`<span>${row}</span>`;
  });
  const marked = source.excerpt.find((line) => line.marked && line.line !== undefined);
  const location = marked?.line
    ? html`<a href="#L${marked.line}">${source.location}</a>`
    : html`${source.location}`;
  const url = toRfcUrl(source.rfc);
  const rfc = url === undefined ? html`` : html` <a href="${url}" rel="noreferrer">${source.rfc}</a>`;
  const origin = source.origin === undefined ? html`` : html` ${source.origin}`;
  const pointer = source.pointer === undefined ? html`` : html` <span class="soft">${source.pointer}</span>`;
  return html`${location}${rfc}${origin}${pointer}${rows.length > 0 ? html`<pre class="yaml">${rows}</pre>` : html``}`;
}

const renderConsumers = ({ consumers }: FailureReport): Markup =>
  html`<ul class="consumers">${consumers.map(({ consumer, description }) => html`<li><b>${consumer}</b>: ${description}</li>`)}</ul>`;

function renderFrequency(report: FailureReport, { results }: Cause): Markup {
  const shared = formatSharedCause(report);
  const frequency = html`${capitalize(formatFrequency(report.found))}.`;
  if (shared === undefined) return frequency;
  return html`${frequency}<details class="others"><summary>${capitalize(shared)}</summary>
<ul>${results.slice(1, 201).map(({ clause }) => html`<li><code>${clause.id}</code></li>`)}</ul></details>`;
}

function renderMarkedLines(lines: readonly MarkedLine[]): Markup {
  const rows = lines.map(({ text, marked }) =>
    marked ? html`<mark>${text}\n</mark>` : html`<span>${text}\n</span>`,
  );
  return lines.length === 0 ? html`` : html`<pre>${rows}</pre>`;
}
