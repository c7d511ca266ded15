import { type OptionDefinition, optionList } from '../../../cli/option-table.ts';
import { fixtureVariables } from '../../../suites/polar/customer-sessions/fixtures.ts';

/** Escapes a text for a cell of a Markdown table. */
export const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

const toCode = (text: string): string => `\`${escapeCell(text)}\``;

function formatUsage(name: string, { short, value }: OptionDefinition): string {
  const long = `--${name}${value === undefined ? '' : `=${value}`}`;
  return short === undefined ? toCode(long) : `${toCode(`-${short}`)}, ${toCode(long)}`;
}

function formatDescription({ description, default: defaultValue }: OptionDefinition): string {
  return `${escapeCell(description)}${defaultValue === undefined ? '' : ` [${defaultValue}]`}`;
}

/** The table of options in the README, in the order and words of the help. */
export function renderOptionsTable(): string {
  const rows = optionList.map(
    ([name, definition]) =>
      `| ${definition.group} | ${formatUsage(name, definition)} | ${formatDescription(definition)} |`,
  );
  return ['| group | option | description |', '|---|---|---|', ...rows, ''].join('\n');
}

/** The table of fixtures in the README. */
export function renderFixturesTable(): string {
  const rows = fixtureVariables.map(
    ({ name, variable, description }) => `| ${toCode(variable)} | ${toCode(name)} | ${description} |`,
  );
  return ['| variable | key in a file | description |', '|---|---|---|', ...rows, ''].join('\n');
}
