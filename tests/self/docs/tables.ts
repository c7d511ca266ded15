import { type OptionDefinition, optionList } from '../../../cli/option-table.ts';
import { fixtureVariables } from '../../../suites/polar/customer-sessions/fixtures.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const code = (text: string): string => `\`${cell(text)}\``;

function usage(name: string, { short, value }: OptionDefinition): string {
  const long = `--${name}${value === undefined ? '' : `=${value}`}`;
  return short === undefined ? code(long) : `${code(`-${short}`)}, ${code(long)}`;
}

const does = ({ description, default: usual }: OptionDefinition): string =>
  `${cell(description)}${usual === undefined ? '' : ` [${usual}]`}`;

/** The options as the README tells them, in the order and the words of the help. */
export function optionsTable(): string {
  const rows = optionList.map(([name, row]) => `| ${row.group} | ${usage(name, row)} | ${does(row)} |`);
  return ['| about | option | does |', '|---|---|---|', ...rows, ''].join('\n');
}

/** The fixtures as the README tells them. */
export function fixturesTable(): string {
  const rows = fixtureVariables.map(
    ({ name, variable, description }) => `| ${code(variable)} | ${code(name)} | ${description} |`,
  );
  return ['| variable | in a file | is |', '|---|---|---|', ...rows, ''].join('\n');
}
