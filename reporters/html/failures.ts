import type { MarkedLine } from '../body-excerpt.ts';
import { type Cause, causesOf } from '../causes.ts';
import { type Story, tell } from '../failure-report.ts';
import { costText, foundText } from '../failure-text.ts';
import { counted } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { rfcUrl } from '../rfc.ts';
import { commandLine } from './command.ts';
import { verdictTag } from './glyphs.ts';
import { html, type Markup, prose } from './markup.ts';

/** Nobody reads more than these in full; the rest is told by the contract's lines. */
const most = 40;

function lines(all: readonly MarkedLine[]): Markup {
  const rows = all.map(({ text, marked }) =>
    marked ? html`<mark>${text}</mark>` : html`<span>${text}</span>`,
  );
  return all.length === 0 ? html`` : html`<pre>${rows}</pre>`;
}

function sourceOf({ source }: Story): Markup {
  const rows = source.excerpt.map(({ line, text, marked }) => {
    const row = html`<span class="n">${line}</span> ${text}`;
    return marked ? html`<mark>${row}</mark>` : html`<span>${row}</span>`;
  });
  const marked = source.excerpt.find((line) => line.marked);
  const place = marked ? html`<a href="#L${marked.line}">${source.at}</a>` : html`${source.at}`;
  const url = rfcUrl(source.rfc);
  const rfc = url === undefined ? html`` : html` <a href="${url}" rel="noreferrer">${source.rfc}</a>`;
  const pointer = source.pointer === undefined ? html`` : html` <span class="soft">${source.pointer}</span>`;
  return html`${place}${rfc}${pointer}${rows.length > 0 ? html`<pre class="yaml">${rows}</pre>` : html``}`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function foundOf(story: Story, { judgements }: Cause): Markup {
  const cost = costText(story);
  const rest = html`<details class="others"><summary>${sentence(cost ?? '')}</summary>
<ul>${judgements.slice(1, 201).map(({ clause }) => html`<li><code>${clause.id}</code></li>`)}</ul></details>`;
  return html`${sentence(foundText(story.found))}.${cost === undefined ? html`` : rest}`;
}

function row(term: string, value: Markup | undefined): Markup {
  return value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : html``;
}

function body(story: Story, cause: Cause): Markup {
  const { sent, expected, received, curl, replay } = story;
  return html`<dl class="parts">
${row('contract', sourceOf(story))}
${row('sent', sent && html`${prose(sent.says)}${lines(sent.lines)}`)}
${row('expected', expected === undefined ? undefined : html`<b class="expected">${expected}</b>`)}
${row('received', received && html`<b class="received">${received.summary}</b>${lines(received.lines)}`)}
${row('found', foundOf(story, cause))}
${row('curl', curl === undefined ? undefined : commandLine(curl))}
${row('replay', commandLine(replay))}
</dl>`;
}

function article(record: RunRecord, cause: Cause, index: number): Markup {
  const story = tell(record, cause.head);
  const { clause, verdict, expected, received } = story;
  const brief =
    expected === undefined ? '' : `expected ${expected}, received ${received?.summary ?? ''}`.slice(0, 240);
  const head = html`${verdictTag(verdict)} <span class="level">${clause.level}</span> <span class="soft">${clause.family}</span>`;
  // Two tags, not one with an attribute between: "open" is a matter of markup, never of text.
  const open =
    index < 2 ? html`<details class="story ${verdict}" open>` : html`<details class="story ${verdict}">`;
  return html`<li>${open}<summary><span class="tags">${head}</span><span class="says">${prose(clause.says)}</span><span class="brief">${brief}</span><code class="id">${clause.id}</code></summary>
${body(story, cause)}</details></li>`;
}

/** Every cause with its story: failures first, then what was noticed. */
export function storiesSection(record: RunRecord): Markup {
  const causes = causesOf(record);
  if (causes.length === 0) return html``;
  const rest = causes.length - most;
  return html`<section id="causes" aria-labelledby="causes-title">
<h2 id="causes-title">What is not met</h2>
<p class="lead">${counted(causes.length, 'cause')}, each told once with the smallest request that shows it.</p>
<ol class="stories">${causes.slice(0, most).map((cause, index) => article(record, cause, index))}</ol>
${rest > 0 ? html`<p class="soft">And ${counted(rest, 'more cause')}: see the lines of the contract below.</p>` : html``}
</section>`;
}
