import { type OptionRow, optionRows } from '../../../cli/option-table.ts';
import { fixtureVariables } from '../../../spec/fixtures.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const code = (text: string): string => `\`${cell(text)}\``;

function usage(name: string, { short, value }: OptionRow): string {
  const long = `--${name}${value === undefined ? '' : `=${value}`}`;
  return short === undefined ? code(long) : `${code(`-${short}`)}, ${code(long)}`;
}

const does = ({ help, default: usual }: OptionRow): string =>
  `${cell(help)}${usual === undefined ? '' : ` [${usual}]`}`;

/** The options as the README tells them, in the order and the words of the help. */
export function optionsTable(): string {
  const rows = optionRows.map(([name, row]) => `| ${row.group} | ${usage(name, row)} | ${does(row)} |`);
  return ['| about | option | does |', '|---|---|---|', ...rows, ''].join('\n');
}

/** The fixtures as the README tells them. */
export function fixturesTable(): string {
  const rows = fixtureVariables.map(
    ({ name, variable, says }) => `| ${code(variable)} | ${code(name)} | ${says} |`,
  );
  return ['| variable | in a file | is |', '|---|---|---|', ...rows, ''].join('\n');
}
