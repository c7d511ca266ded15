import { styleText } from 'node:util';
import type { MarkedLine } from './body-excerpt.ts';
import type { Story } from './failure-report.ts';
import { counted } from './printable.ts';

type Style = Parameters<typeof styleText>[0];
/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** A painter for this output; whether it has colours was decided by the caller. */
export function painter(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
}

/** The colour of each verdict, everywhere on a terminal. */
export const verdictStyle = {
  failed: 'red',
  error: 'magenta',
  noticed: 'yellow',
  waived: 'blue',
  unverified: 'gray',
  passed: 'green',
} as const satisfies Record<Story['verdict'], Style>;

const indent = ' '.repeat(10);

/** A labelled part: the label in its own column, every line of it indented alike. */
function part(paint: Paint, label: string, first: string, rest: readonly string[] = []): string[] {
  return [
    `${paint('dim', label.padEnd(10))}${first}`,
    ...rest.map((line) => (line === '' ? '' : `${indent}${line}`)),
  ];
}

function marked(paint: Paint, lines: readonly MarkedLine[]): string[] {
  return lines.map(({ text, marked }) =>
    marked ? paint('bold', `> ${text}`) : text === '' ? '' : `  ${text}`,
  );
}

function sourcePart(paint: Paint, { source }: Story): string[] {
  const places = [source.at, source.pointer, source.rfc].filter(
    (place, i, all) => place !== undefined && all.indexOf(place) === i,
  );
  const width = String(source.excerpt.at(-1)?.line ?? '').length;
  const excerpt = source.excerpt.map(({ line, text, marked }) => {
    const numbered = `${marked ? '>' : ' '} ${String(line).padStart(width)} | ${text}`.trimEnd();
    return paint(marked ? 'bold' : 'dim', numbered);
  });
  return part(paint, 'contract', places.join('  '), excerpt);
}

/** How often and how it was found: the same words everywhere. */
export function foundText({ failing, judged, cases, shrinks, seed }: Story['found']): string {
  const exchanges = `in ${failing} of the ${counted(judged, 'exchange')} that could show it`;
  const shrunk = shrinks ? `, shrunk ${counted(shrinks, 'time')}` : '';
  const smallest = cases === undefined || cases < 2 ? [] : [`after ${counted(cases, 'case')}${shrunk}`];
  return [exchanges, ...smallest, `seed ${seed}`].join('; ');
}

/** What else the cause of a failure broke; undefined where nothing did, or another clause tells it. */
export function costText({ alike, clause }: Story): string | undefined {
  if (alike?.head !== clause.id) return undefined;
  return `the same cause breaks ${counted(alike.others, 'other clause')}, ${counted(alike.cases, 'case')} in all`;
}

function headPart(paint: Paint, { verdict, clause, reason }: Story): string[] {
  const head = `${paint(['bold', verdictStyle[verdict]], verdict.toUpperCase())} ${clause.level}`;
  return [
    `${head}  ${paint('bold', clause.id)}`,
    `${indent}${clause.says}`,
    ...(reason ? part(paint, 'reason', reason) : []),
  ];
}

function evidenceParts(paint: Paint, { sent, expected, received }: Story): string[] {
  return [
    ...(sent ? part(paint, 'sent', sent.says, marked(paint, sent.lines)) : []),
    ...(expected === undefined ? [] : part(paint, 'expected', paint('green', expected))),
    ...(received
      ? part(paint, 'received', paint('red', received.summary), marked(paint, received.lines))
      : []),
  ];
}

/** The one format of a failure: clause, contract, sent, expected, received, found, curl, replay. */
export function renderStory(story: Story, options: { color?: boolean } = {}): string {
  const paint = painter(options.color ?? false);
  const { alike, clause, curl, replay } = story;
  // Of one cause only the first clause shows the messages; the others point to it.
  const elsewhere = alike && alike.head !== clause.id ? alike.head : undefined;
  const { sent: _, ...short } = story;
  return [
    ...headPart(paint, story),
    ...sourcePart(paint, story),
    ...(elsewhere === undefined ? evidenceParts(paint, story) : evidenceParts(paint, short)),
    ...part(paint, 'found', [foundText(story.found), costText(story)].filter(Boolean).join('; ')),
    ...(elsewhere === undefined
      ? []
      : part(paint, 'cause', `the same as that of ${elsewhere}, which shows it in full`)),
    ...(elsewhere === undefined && curl !== undefined ? part(paint, 'curl', curl) : []),
    ...part(paint, 'replay', replay),
  ].join('\n');
}
