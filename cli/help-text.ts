import { type OptionRow, optionRows } from './option-table.ts';
import type { FixtureRow } from './read-fixtures.ts';

const examples: readonly [command: string, does: string][] = [
  ['npm test', 'judges the built-in reference'],
  ['npm test -- --target=sandbox', 'judges the sandbox; needs POLAR_ACCESS_TOKEN'],
  ['npm test -- --target=http://127.0.0.1:8000', 'judges a server of your own'],
  ['npm test -- --target=sandbox --dry-run', 'prints what would be sent, sends nothing'],
  ['npm test -- --target=sandbox --rate=10/m', 'for an organization with a lower limit'],
  ['npm test -- --replay=reports/replays/FILE', 'sends one failure again: 1 while it still fails'],
  ['npm test -- --replay=regressions && npm test', 'sends a folder of kept replays before a run'],
  [
    'npm test -- --write-deviations=known.yaml',
    'drafts what is known to fail; later --deviations=known.yaml',
  ],
];

const statuses: readonly [status: string, says: string][] = [
  ['0', 'every MUST clause that could be judged holds'],
  [
    '1',
    'a MUST clause failed, or a known deviation is none any more; with --strict also where one was noticed or unverified',
  ],
  ['2', 'nothing could be judged: bad option, no token, unreachable, refused, rate-limited, out of time'],
  ['130', 'interrupted by Ctrl-C (143: by SIGTERM); the reports are honest but incomplete'],
];

/** What a run does to an account, in sentences. */
export const leftBehind = [
  'On a real account every accepted request creates a customer session, which ends by itself within the hour.',
  'Nothing else is created, changed or deleted, but a member model may add an owner to a customer without one.',
  'Only the operation under test is called, and lists of customers and members to find fixtures.',
];

const width = 30;

/** The help: options in groups, examples, exit statuses, environment, and what a run leaves behind. */
export function helpText(fixtures: readonly FixtureRow[] = []): string {
  const groups = [...new Set(optionRows.map(([, { group }]) => group))];
  return [
    'Decides whether a server honours the contract.\n\nUsage: npm test -- [options]',
    section('Examples', examples, 46),
    ...groups.map((group) =>
      section(
        group,
        optionRows
          .filter(([, row]) => row.group === group)
          .map(([name, row]) => [usage(name, row), does(row)] as const),
        width,
      ),
    ),
    section('Environment', environment(fixtures), width),
    section('Exit status', statuses, 6),
    `What a run leaves behind:\n${leftBehind.map((line) => `  ${line}`).join('\n')}`,
  ].join('\n\n');
}

function section(title: string, rows: readonly (readonly [string, string])[], column: number): string {
  return `${title}:\n${rows.map(([name, says]) => `  ${name.padEnd(column)} ${says}`).join('\n')}`;
}

function usage(name: string, { short, value }: OptionRow): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : `=${value}`}`;
}

const does = (row: OptionRow): string =>
  row.default === undefined ? row.help : `${row.help} [${row.default}]`;

function environment(fixtures: readonly FixtureRow[]): (readonly [string, string])[] {
  return [
    ...fixtures.map(({ variable, says }) => [variable, says] as const),
    ['CONFORMANCE_OPTION', 'any option: CONFORMANCE_MAX_REQUESTS=40; the command line goes first'],
    ['FORCE_COLOR, NO_COLOR', 'colour also without a terminal, or none'],
  ];
}
