import type { Command, HelpConfiguration, Option } from 'commander';
import { getInvocation } from '../reporters/invocation.ts';
import { fixtureVariables } from '../suites/suites.ts';
import { commandTable } from './command-table.ts';

type Row = readonly [name: string, description: string];

const exitStatuses: readonly Row[] = [
  ['0', 'all MUST clauses that could be judged hold'],
  ['1', 'a MUST clause failed, or a known failure no longer applies; with --strict also noticed, unverified'],
  ['2', 'nothing, or an operation, could not be judged: options, credentials, target unreachable, time'],
  ['130', 'interrupted by Ctrl-C (143: by SIGTERM); the reports are incomplete'],
];

const variables: readonly Row[] = [
  ...fixtureVariables.map(({ variable, description }) => [variable, description] as const),
  [
    'CONFORMANCE_CREDENTIAL_SCHEME',
    'credentials of a security scheme: CONFORMANCE_CREDENTIAL_API_KEY for api-key',
  ],
  ['CONFORMANCE_OPTION', 'any option: CONFORMANCE_MAX_REQUESTS=40; the command line takes precedence'],
  ['FORCE_COLOR, NO_COLOR', 'force or disable colour'],
];

/** The end of the help of the program: examples, variables and exit statuses. */
export function renderOverview(): string {
  const examples = Object.values(commandTable).flatMap(({ examples }) => [...examples]);
  const rows = examples.map(([args, description]) => [`${getInvocation()} ${args}`, description] as const);
  const sections = [
    renderSection('Examples', rows, 58),
    renderSection('Environment', variables, 31),
    renderSection('Exit status', exitStatuses, 5),
  ];
  return `\n${sections.join('\n\n')}`;
}

const renderSection = (title: string, rows: readonly Row[], width: number): string =>
  `${title}:\n${rows.map(([name, description]) => `  ${name.padEnd(width)} ${description}`).join('\n')}`;

/**
 * Shortens the help of each option to one line, up to the first `;`, `:` or `(`, so that the help of a command fits a
 * screen. docs/options.md has the complete descriptions.
 */
export const configureHelp: HelpConfiguration = {
  helpWidth: 120,
  optionTerm: ({ flags }: Option): string => flags.replace(/ <(.*)>$/, '=$1'),
  optionDescription: ({ description, defaultValue, defaultValueDescription }: Option): string => {
    const summary = description.replace(/(?:[;:] | \((?!repeatable)).*$/s, '');
    const shown = defaultValueDescription ?? defaultValue;
    return shown === undefined || typeof shown === 'boolean' ? summary : `${summary} [${shown}]`;
  },
  subcommandTerm: (command: Command): string => `${command.name()} ${command.usage()}`.trim(),
};
