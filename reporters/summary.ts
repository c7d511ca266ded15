import { causesOf } from './causes.ts';
import { type Story, tellAll } from './failure-report.ts';
import { renderStory } from './failure-text.ts';
import { count, counted, printable } from './printable.ts';
import type { RunRecord } from './record.ts';
import { byFamily, sourceText, tally, verdicts } from './record-queries.ts';
import { runCommand } from './replays.ts';
import { outcomeOf } from './run-outcome.ts';

/** GitHub refuses a job summary of more than 1 MiB; nobody reads more stories than these. */
const most = { stories: 20, unverified: 50 };

/** A fence or span that no backticks of the text can close. */
function ticks(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}

/** Untrusted text in a line or table of Markdown: a code span, in which nothing is markup. */
function code(text: string): string {
  const shown = printable(text, 300).replaceAll('|', '\\|');
  const fence = ticks(shown, 1);
  return `${fence}${/^`|`$|^$/.test(shown) ? ` ${shown} ` : shown}${fence}`;
}

const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function table(record: RunRecord): string[] {
  const row = (label: string, totals: RunRecord['totals']) =>
    `| ${label} | ${verdicts.map((verdict) => (totals[verdict] === 0 ? '·' : count(totals[verdict]))).join(' | ')} |`;
  return [
    `| | ${verdicts.join(' | ')} |`,
    `| :-- | ${verdicts.map(() => '--:').join(' | ')} |`,
    ...byFamily(record.judgements).map(({ family, judgements }) => row(family, tally(judgements))),
    row('**all**', record.totals),
  ];
}

function details(story: Story): string[] {
  const text = renderStory(story);
  const fence = ticks(text, 3);
  const head = `${story.verdict} ${story.clause.level}: ${html(story.clause.says)}`;
  return [
    '<details>',
    `<summary>${head} — <code>${html(story.source.at)}</code></summary>`,
    '',
    `${fence}text`,
    text,
    fence,
    '',
    '</details>',
    '',
  ];
}

function missing(record: RunRecord): string[] {
  const open = record.judgements.filter(
    ({ verdict }) => verdict === 'unverified' || verdict === 'error' || verdict === 'waived',
  );
  if (open.length === 0) return [];
  const rows = open.slice(0, most.unverified).map((judged) => {
    const { clause, verdict, reason } = judged;
    return `| ${verdict} | ${code(clause.id)} | ${code(sourceText(record, judged))} | ${code(reason ?? '')} |`;
  });
  const rest =
    open.length > most.unverified ? ['', `and ${counted(open.length - most.unverified, 'more clause')}`] : [];
  return [
    '## Not judged',
    '',
    '| verdict | clause | source | reason |',
    '| :-- | :-- | :-- | :-- |',
    ...rows,
    ...rest,
    '',
  ];
}

function facts(record: RunRecord): string[] {
  const { target, contract, suite, seed, requests, durationMs } = record;
  const says = [target.server, target.version]
    .filter((word) => word !== undefined)
    .map(code)
    .join(' ');
  return [
    `- target: ${code(target.name)} ${code(target.url)} ${says}`.trimEnd(),
    `- contract: ${code(`${contract.title} ${contract.version}`)} (${code(contract.file)})`,
    `- suite: ${code(`${suite.name} ${suite.version}`)}, seed ${seed}, ${counted(requests, 'request')} in ${(durationMs / 1000).toFixed(1)} s`,
    ...(record.complete ? [] : ['- **incomplete**: the run ended before all was judged']),
    ...record.notes.map((note) => `- note: ${code(note)}`),
    `- again: ${code(runCommand(record))}`,
  ];
}

/** The run as `summary.md`, which is also GitHub's job summary. */
export function summary(record: RunRecord): string {
  const stories = tellAll(record, most.stories);
  const untold = causesOf(record).length - stories.length;
  const { word, says } = outcomeOf(record);
  const rest = untold > 0 ? [`and ${counted(untold, 'more cause')}; see \`index.html\``, ''] : [];
  return [
    `# Conformance ${word}`,
    '',
    word === 'error' ? code(says) : `${says}.`,
    '',
    ...facts(record),
    '',
    ...table(record),
    '',
    ...(stories.length > 0 ? ['## What is not met', ''] : []),
    ...stories.flatMap(details),
    ...rest,
    ...missing(record),
  ].join('\n');
}
