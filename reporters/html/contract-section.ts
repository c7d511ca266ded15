import type { Verdict } from '../../spec/clauses/verdict.ts';
import { formatCount, formatNumber, shorten, toPrintable } from '../printable.ts';
import type { RecordedResult, RunRecord } from '../record.ts';
import { groupBy, groupByFamily, verdicts } from '../record-queries.ts';
import { glyphs } from './glyphs.ts';
import { countUnlistedResults, selectListedResults } from './listed-results.ts';
import { html, type Markup, renderProse } from './markup.ts';

/** At least `minLines` consecutive lines without a clause are folded, except for `context` lines at each end. */
const fold = { minLines: 12, context: 3 };
/** In longer documents, folded lines are omitted instead, which keeps the page small. */
const maxCompleteLines = 6000;

interface Line {
  number: number;
  text: string;
  /** Indices of its clauses in the embedded data. */
  clauses: readonly number[];
  verdict?: Verdict;
}

/**
 * Renders the contract document with its lines coloured by verdict, like a coverage report. `page.js` turns the lines
 * with clauses into buttons and shows the filters.
 */
export function renderContractSection(record: RunRecord): Markup {
  return html`<section id="contract" aria-labelledby="contract-title">
<h2 id="contract-title">The contract, line by line</h2>
<p class="lead">${record.contract.file}: each line has the colour of its worst verdict. Open a line to see its clauses, cases and exchanges.</p>
${renderUnlistedNote(record)}
${renderFilters(record)}
<div class="group"><ul class="listing">${renderLines(record)}</ul></div>
${renderClausesWithoutLine(record)}
</section>`;
}

function renderUnlistedNote(record: RunRecord): Markup {
  const unlisted = countUnlistedResults(record);
  if (unlisted === 0) return html``;
  const listed = formatCount(selectListedResults(record).length, 'clause');
  return html`<p class="note">This list has the ${listed} that need attention. ${formatNumber(unlisted)} more are counted above and listed in <code>results.json</code> and <code>junit.xml</code>.</p>`;
}

function renderFilters(record: RunRecord): Markup {
  const groups = groupBy(selectListedResults(record), ({ verdict }) => verdict);
  const present = verdicts.filter((verdict) => groups.has(verdict));
  return html`<form class="filters" hidden aria-label="Filter the clauses">
<label>Search <input type="search" name="text" placeholder="id, description, reason" autocomplete="off" spellcheck="false"></label>
<label>Family <select name="family"><option value="">all</option>${groupByFamily(selectListedResults(record)).map(({ family }) => html`<option>${family}</option>`)}</select></label>
<fieldset><legend>Verdict</legend>${present.map((verdict) => html`<label class="${verdict}"><input type="checkbox" name="verdict" value="${verdict}"> ${verdict}</label>`)}</fieldset>
<output aria-live="polite"></output>
</form>`;
}

function renderLines(record: RunRecord): Markup[] {
  const lines = createLines(record);
  const isComplete = lines.length <= maxCompleteLines;
  const rows: Markup[] = [];
  let plain: Line[] = [];
  for (const line of lines) {
    if (line.clauses.length === 0) {
      plain.push(line);
      continue;
    }
    rows.push(...renderPlainLines(plain, isComplete), renderClauseLine(record, line));
    plain = [];
  }
  return [...rows, ...renderPlainLines(plain, isComplete)];
}

function createLines(record: RunRecord): Line[] {
  const results = selectListedResults(record);
  const located = results.map((result, i) => ({ i, line: findLine(record, result) }));
  const byLine = groupBy(located, ({ line }) => line);
  const end = record.contract.lines.findLastIndex((text) => text.trim() !== '') + 1;
  return record.contract.lines.slice(0, end).map((text, i) => {
    const clauses = (byLine.get(i + 1) ?? []).map((one) => one.i);
    const verdict = verdicts.find((one) => clauses.some((clause) => results[clause]?.verdict === one));
    return { number: i + 1, text, clauses, ...(verdict && { verdict }) };
  });
}

/** Returns the line of the document that states the clause; undefined if the page does not show that line. */
function findLine({ contract }: RunRecord, { source }: RecordedResult): number | undefined {
  if (source?.file !== contract.file) return undefined;
  return contract.lines[source.line - 1]?.trim() ? source.line : undefined;
}

function renderPlainLines(lines: readonly Line[], isComplete: boolean): Markup[] {
  if (lines.length < fold.minLines) return lines.map(renderPlainLine);
  const { context } = fold;
  return [
    ...lines.slice(0, context).map(renderPlainLine),
    renderFold(lines.slice(context, -context), isComplete),
    ...lines.slice(-context).map(renderPlainLine),
  ];
}

function renderFold(lines: readonly Line[], isComplete: boolean): Markup {
  const count = `${formatCount(lines.length, 'line')} without clauses`;
  if (!isComplete) return html`<li class="fold">${count}, omitted</li>`;
  return html`<li class="fold"><details><summary>${count}</summary><ul>${lines.map(renderPlainLine)}</ul></details></li>`;
}

function renderPlainLine({ number, text }: Line): Markup {
  return html`<li id="L${number}" class="line"><span class="n">${number}</span> <span class="v"></span><code>${renderYaml(text)}</code></li>`;
}

function renderClauseLine(record: RunRecord, line: Line): Markup {
  const { number, text, clauses, verdict = 'passed' } = line;
  return html`<li id="L${number}" class="line ${verdict}" data-clauses="${clauses.join(' ')}"><span class="row"><span class="n">${number}</span> ${renderGlyph(verdict)} <code>${renderYaml(text)}</code> ${renderAside(record, line)}</span></li>`;
}

/**
 * Renders the note at the end of a line: the reason, if all its clauses have the same and not all passed; else the
 * number of clauses, if there are several.
 */
function renderAside(record: RunRecord, { clauses, verdict }: Line): Markup {
  const reasons = new Set(clauses.map((i) => selectListedResults(record)[i]?.reason));
  const [reason] = reasons;
  if (verdict !== 'passed' && reasons.size === 1 && reason)
    return html`<span class="c why">${shorten(reason, 90)}</span>`;
  return html`<span class="c">${clauses.length > 1 ? formatCount(clauses.length, 'clause') : ''}</span>`;
}

/** Renders the clauses that no line of the document states, such as those of RFCs. */
function renderClausesWithoutLine(record: RunRecord): Markup {
  const rows = selectListedResults(record).flatMap((result, i) => {
    const { clause, source, verdict } = result;
    if (findLine(record, result) !== undefined) return [];
    const origin = clause.rfc ?? clause.origin ?? (source ? `${source.file}:${source.line}` : '');
    return [
      html`<li class="line ${verdict}" data-clauses="${i}"><span class="row">${renderGlyph(verdict)} <span class="statement">${renderProse(clause.description)}</span> <span class="c">${origin}</span></span></li>`,
    ];
  });
  if (rows.length === 0) return html``;
  return html`<div class="group"><h3>Not stated by a line of the document</h3><ul class="listing without-line">${rows}</ul></div>`;
}

function renderGlyph(verdict: Verdict): Markup {
  return html`<span class="v"><span aria-hidden="true">${glyphs[verdict]}</span><span class="sr">${verdict}: </span></span>`;
}

/** A line of YAML with its key highlighted. */
function renderYaml(text: string): Markup {
  const shown = toPrintable(text, 240);
  const match = /^(\s*(?:- )*)([^\s#'"][^:]*:|'[^']*':|"[^"]*":)(?=\s|$)(.*)$/.exec(shown);
  if (!match) return html`${shown}`;
  return html`${match[1]}<span class="key">${match[2]}</span>${match[3]}`;
}
