import { commandList } from '../../../cli/command-table.ts';
import {
  type OptionDefinition,
  type OptionName,
  optionList,
  toEnvironmentVariable,
} from '../../../cli/option-table.ts';
import { findConfigProperty } from '../../../cli/read-config.ts';
import { formatNumber } from '../../../reporters/printable.ts';
import { resourceRules } from '../../../spec/clauses/resource-rules.ts';
import { actionMethods, type ResourceAction } from '../../../spec/openapi/resources.ts';
import { polarApi } from '../../../suites/polar/api-knowledge.ts';
import { fixtureVariables } from '../../../suites/polar/customer-sessions/fixtures.ts';

/** Escapes a text for a cell of a Markdown table. */
export const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

const toCode = (text: string): string => `\`${escapeCell(text)}\``;

function formatUsage(name: string, { short, value }: OptionDefinition): string {
  const long = `--${name}${value === undefined ? '' : `=${value}`}`;
  return short === undefined ? toCode(long) : `${toCode(`-${short}`)}, ${toCode(long)}`;
}

function formatDescription({ description, default: defaultValue }: OptionDefinition): string {
  return `${escapeCell(description)}${defaultValue === undefined ? '' : ` (default: ${toCode(defaultValue)})`}`;
}

/** Formats the allowed values of an option; empty for text. */
function formatValues({ kind, min, max, choices }: OptionDefinition): string {
  if (choices) return choices.map(toCode).join(', ');
  if (min !== undefined && max !== undefined) return `${formatNumber(min)} to ${formatNumber(max)}`;
  return kind === 'flag' ? '`true`, `false`' : '';
}

/** Formats the commands that have an option. `run` needs no name. */
function formatCommands(option: OptionName): string {
  const commands = commandList.filter(
    ([name, { options }]) => options.includes(option) || name === option || isGlobal(option),
  );
  return commands.length === commandList.length ? 'all' : commands.map(([name]) => toCode(name)).join(', ');
}

/** Whether every command has the option. */
const isGlobal = (option: OptionName): boolean => option === 'help' || option === 'version';

/** The reference of all options, generated from the option table. */
export function renderOptionsPage(): string {
  const groups = [...new Set(optionList.map(([, { group }]) => group))];
  const sections = groups.map((group) =>
    [
      `## ${group}`,
      '',
      '| option, variable, property | description | values | commands |',
      '|---|---|---|---|',
      ...optionList.flatMap(([name, definition]) =>
        definition.group === group ? [formatOption(name, definition)] : [],
      ),
      '',
    ].join('\n'),
  );
  return [introduction, ...sections].join('\n');
}

function formatOption(name: OptionName, definition: OptionDefinition): string {
  const property = findConfigProperty(name);
  const names = [
    formatUsage(name, definition),
    toCode(toEnvironmentVariable(name)),
    ...(property === undefined ? [] : [toCode(property)]),
  ];
  const cells = [formatDescription(definition), formatValues(definition), formatCommands(name)];
  return `| ${[names.join('<br>'), ...cells].join(' | ')} |`;
}

/** What the first column of the rules about effects has instead of the method. */
const subjects: Readonly<Partial<Record<ResourceAction, string>>> = {
  list: 'GET of the collection',
  search: 'POST that searches',
};

/** The rules about effects, for `docs/resources.md`. */
export function renderRulesTable(): string {
  return [
    '| clause of | name | level | description |',
    '|---|---|---|---|',
    ...resourceRules.map(({ action, name, level, rfc, description }) => {
      const source = rfc === undefined ? '' : ` (${rfc})`;
      return `| ${subjects[action] ?? actionMethods[action]} | ${toCode(name)} | ${level} | ${escapeCell(description)}${source} |`;
    }),
    '',
  ].join('\n');
}

/** The effects of Polar's operations, for `docs/polar.md`. */
export function renderEffectsTable(): string {
  const rows = polarApi.effects.map(
    ({ pattern, effect, reason }) => `| ${toCode(pattern.source.trim())} | ${effect} | ${reason} |`,
  );
  return ['| operations (regular expression) | effect | reason |', '|---|---|---|', ...rows, ''].join('\n');
}

const introduction = `# Options

A test generates this page from the option table: \`npx vitest run --project self tests/self/docs -u\`.

Each row has the option of the command line, its environment variable, and its property in a [configuration](configuration.md); an option without property belongs to one call. The command line takes precedence over the environment, and both over the configuration. Repeatable options are lists in a configuration; in the environment they have one value.

Credentials of security schemes are also read from \`CONFORMANCE_CREDENTIAL_SCHEME\`: \`CONFORMANCE_CREDENTIAL_API_KEY\` for \`api-key\`. A configuration has further properties: \`parameters\`, \`hooks\` and \`rules\`.
`;

/** The table of fixtures in the README. */
export function renderFixturesTable(): string {
  const rows = fixtureVariables.map(
    ({ name, variable, description }) => `| ${toCode(variable)} | ${toCode(name)} | ${description} |`,
  );
  return ['| variable | key in a file | description |', '|---|---|---|', ...rows, ''].join('\n');
}
