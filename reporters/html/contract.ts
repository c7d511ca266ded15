import { count, counted, printable, shortened } from '../printable.ts';
import type { RunRecord } from '../record.ts';
import { byFamily, grouped, type Judged, verdicts } from '../record-queries.ts';
import { listed, unlisted } from './clause-list.ts';
import { glyphs } from './glyphs.ts';
import { html, type Markup, prose } from './markup.ts';

/** Longer runs of lines without a clause are folded, but for a few lines of context. */
const fold = { least: 12, context: 3 };
/** Of a longer document, the lines far from any clause are left out, so that the page stays small. */
const longest = 6000;

interface Line {
  number: number;
  text: string;
  /** Indices of its clauses in the embedded data. */
  clauses: readonly number[];
  verdict?: Judged['verdict'];
}

function worst(record: RunRecord, clauses: readonly number[]): Judged['verdict'] | undefined {
  return verdicts.find((verdict) => clauses.some((i) => listed(record)[i]?.verdict === verdict));
}

/** The clause's line of the document, where it has one that is shown. */
function lineOf({ contract }: RunRecord, { source }: Judged): number | undefined {
  if (source?.file !== contract.file) return undefined;
  return contract.lines[source.line - 1]?.trim() ? source.line : undefined;
}

function linesOf(record: RunRecord): Line[] {
  const located = [...listed(record).entries()].map(([i, judged]) => ({ i, line: lineOf(record, judged) }));
  const byLine = grouped(located, ({ line }) => line);
  const end = record.contract.lines.findLastIndex((text) => text.trim() !== '') + 1;
  return record.contract.lines.slice(0, end).map((text, i) => {
    const clauses = (byLine.get(i + 1) ?? []).map((one) => one.i);
    const verdict = worst(record, clauses);
    return { number: i + 1, text, clauses, ...(verdict && { verdict }) };
  });
}

/** YAML with its keys set apart; nothing more is needed to read it. */
function yaml(text: string): Markup {
  const shown = printable(text, 240);
  const match = /^(\s*(?:- )*)([^\s#'"][^:]*:|'[^']*':|"[^"]*":)(?=\s|$)(.*)$/.exec(shown);
  if (!match) return html`${shown}`;
  return html`${match[1]}<span class="key">${match[2]}</span>${match[3]}`;
}

/** What is missing, where nothing could be judged; else how many clauses there are, where there are several. */
function asideOf(record: RunRecord, { clauses, verdict }: Line): Markup {
  const reasons = new Set(clauses.map((i) => listed(record)[i]?.reason));
  const [reason] = reasons;
  const told = verdict !== 'passed' && reasons.size === 1;
  if (told && reason) return html`<span class="c why">${shortened(reason, 90)}</span>`;
  return html`<span class="c">${clauses.length > 1 ? counted(clauses.length, 'clause') : ''}</span>`;
}

function clauseLine(record: RunRecord, line: Line): Markup {
  const { number, text, clauses, verdict = 'passed' } = line;
  const aside = asideOf(record, line);
  return html`<li id="L${number}" class="line ${verdict}" data-clauses="${clauses.join(' ')}"><button type="button" aria-expanded="false"><span class="n">${number}</span><span class="v"><span aria-hidden="true">${glyphs[verdict]}</span><span class="sr">${verdict}: </span></span><code>${yaml(text)}</code>${aside}</button></li>`;
}

function plainLine({ number, text }: Line): Markup {
  return html`<li id="L${number}" class="line"><span class="n">${number}</span><span class="v"></span><code>${yaml(text)}</code></li>`;
}

function foldOf(lines: readonly Line[], kept: boolean): Markup {
  const says = `${counted(lines.length, 'line')} with nothing to show`;
  if (!kept) return html`<li class="fold">${says}, left out</li>`;
  return html`<li class="fold"><details><summary>${says}</summary><ol>${lines.map(plainLine)}</ol></details></li>`;
}

function runOf(lines: readonly Line[], kept: boolean): Markup[] {
  if (lines.length < fold.least) return lines.map(plainLine);
  const { context } = fold;
  return [
    ...lines.slice(0, context).map(plainLine),
    foldOf(lines.slice(context, -context), kept),
    ...lines.slice(-context).map(plainLine),
  ];
}

function listing(record: RunRecord): Markup[] {
  const lines = linesOf(record);
  const kept = lines.length <= longest;
  const rows: Markup[] = [];
  let run: Line[] = [];
  for (const line of lines) {
    if (line.clauses.length === 0) {
      run.push(line);
      continue;
    }
    rows.push(...runOf(run, kept), clauseLine(record, line));
    run = [];
  }
  return [...rows, ...runOf(run, kept)];
}

/** Clauses that no line of the document states: of RFCs, and of what clients rely on. */
function elsewhere(record: RunRecord): Markup {
  const rows = listed(record).flatMap((judged, i) => {
    const { clause, source, verdict } = judged;
    if (lineOf(record, judged) !== undefined) return [];
    return [
      html`<li class="line ${verdict}" data-clauses="${i}"><button type="button" aria-expanded="false"><span class="v"><span aria-hidden="true">${glyphs[verdict]}</span><span class="sr">${verdict}: </span></span><span class="t">${prose(clause.description)}</span><span class="c">${clause.rfc ?? (source ? `${source.file}:${source.line}` : '')}</span></button></li>`,
    ];
  });
  if (rows.length === 0) return html``;
  return html`<div class="group"><h3>Not stated by a line of the document</h3><ol class="listing elsewhere">${rows}</ol></div>`;
}

function filters(record: RunRecord): Markup {
  const groups = grouped(listed(record), ({ verdict }) => verdict);
  const present = verdicts.filter((verdict) => groups.has(verdict));
  return html`<form class="filters" aria-label="Filter the clauses">
<label>Search <input type="search" name="text" placeholder="id, statement, reason" autocomplete="off" spellcheck="false"></label>
<label>Family <select name="family"><option value="">all</option>${byFamily(listed(record)).map(({ family }) => html`<option>${family}</option>`)}</select></label>
<fieldset><legend>Verdict</legend>${present.map((verdict) => html`<label class="${verdict}"><input type="checkbox" name="verdict" value="${verdict}"> ${verdict}</label>`)}</fieldset>
<output aria-live="polite"></output>
</form>`;
}

function rest(record: RunRecord): Markup {
  const others = unlisted(record);
  if (others === 0) return html``;
  return html`<p class="note">Listed are the ${counted(listed(record).length, 'clause')} that need a reader. ${count(others)} more are counted above, and stand one by one in <code>results.json</code> and <code>junit.xml</code>.</p>`;
}

/** The contract document itself, line by line, coloured by verdict as a coverage report colours code. */
export function contractSection(record: RunRecord): Markup {
  return html`<section id="contract" aria-labelledby="contract-title">
<h2 id="contract-title">The contract, line by line</h2>
<p class="lead">${record.contract.file}, each line in the colour of its worst verdict. Open a line for its clauses, cases and exchanges.</p>
${rest(record)}
${filters(record)}
<div class="group"><ol class="listing">${listing(record)}</ol></div>
${elsewhere(record)}
</section>`;
}
