import type { FixtureVariable } from '../suites/fixtures.ts';
import { suites } from '../suites/suites.ts';
import { type OptionDefinition, optionList } from './option-table.ts';

type Row = readonly [name: string, description: string];

const examples: readonly Row[] = [
  ['npm test', 'test the built-in reference'],
  ['npm test -- --target=sandbox', 'test the sandbox; needs POLAR_ACCESS_TOKEN'],
  ['npm test -- --target=http://127.0.0.1:8000', 'test your own server'],
  ['npm test -- --target=sandbox --dry-run', 'print the requests without sending them'],
  ['npm test -- --target=sandbox --rate=10/m', 'for an organization with a lower rate limit'],
  ['npm test -- --replay=reports/replays/FILE', 'send one failure again; exits with 1 while it still fails'],
  ['npm test -- --replay=regressions && npm test', 'send a folder of kept replays before a run'],
  [
    'npm test -- --write-deviations=known.yaml',
    'draft a list of known failures, for --deviations=known.yaml',
  ],
];

const exitStatuses: readonly Row[] = [
  ['0', 'all MUST clauses that could be judged hold'],
  [
    '1',
    'a MUST clause failed, or a known failure no longer applies; with --strict also if a clause was noticed or unverified',
  ],
  [
    '2',
    'nothing could be judged, or an operation could not be: invalid option, missing or rejected credentials, target unreachable, rate limited, out of time',
  ],
  ['130', 'interrupted by Ctrl-C (143: by SIGTERM); the reports are incomplete'],
];

/** Renders the help: examples, options by group, environment variables, exit statuses, side effects. */
export function renderHelp(fixtures: readonly FixtureVariable[] = []): string {
  const groups = [...new Set(optionList.map(([, { group }]) => group))];
  return [
    'Decides whether a server honours the contract.\n\nUsage: npm test -- [options]',
    renderSection('Examples', examples, 46),
    ...groups.map((group) => renderSection(group, listOptions(group), 30)),
    renderSection('Environment', listVariables(fixtures), 30),
    renderSection('Exit status', exitStatuses, 6),
    renderSideEffects(suites.flatMap((suite) => suite.sideEffects)),
  ].join('\n\n');
}

/** The side effects of a run, as printed by the help and by `--dry-run`. */
export const renderSideEffects = (sentences: readonly string[]): string =>
  `Side effects of a run:\n${sentences.map((sentence) => `  ${sentence}`).join('\n')}`;

function renderSection(title: string, rows: readonly Row[], width: number): string {
  return `${title}:\n${rows.map(([name, description]) => `  ${name.padEnd(width)} ${description}`).join('\n')}`;
}

function listOptions(group: OptionDefinition['group']): Row[] {
  return optionList
    .filter(([, option]) => option.group === group)
    .map(([name, option]) => [formatUsage(name, option), formatDescription(option)] as const);
}

function formatUsage(name: string, { short, value }: OptionDefinition): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : `=${value}`}`;
}

const formatDescription = (option: OptionDefinition): string =>
  option.default === undefined ? option.description : `${option.description} [${option.default}]`;

function listVariables(fixtures: readonly FixtureVariable[]): Row[] {
  return [
    ...fixtures.map(({ variable, description }) => [variable, description] as const),
    [
      'CONFORMANCE_CREDENTIAL_SCHEME',
      'token, key or USER:PASSWORD for the security scheme of this name: CONFORMANCE_CREDENTIAL_API_KEY for api-key',
    ],
    ['CONFORMANCE_OPTION', 'any option: CONFORMANCE_MAX_REQUESTS=40; the command line takes precedence'],
    ['FORCE_COLOR, NO_COLOR', 'force or disable colour'],
  ];
}
