import { type Command, Option } from 'commander';
import { UsageError } from '../http/usage-error.ts';
import { type CommandDefinition, type CommandName, commandTable } from './command-table.ts';
import type { GivenOption } from './given-option.ts';
import { rejectSwallowedOptions } from './npm-arguments.ts';
import {
  isOptionCommand,
  type OptionDefinition,
  type OptionName,
  optionList,
  optionTable,
} from './option-table.ts';
import { didYouMean } from './suggest.ts';

/** The command line as typed. Commander does not report whether `=` joins an option and its value. */
export interface CommandLine {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** Adds a command of the command table to the program. Its action receives the options that the command line gives. */
export function addTableCommand(
  program: Command,
  name: CommandName,
  { argv, env }: CommandLine,
  onGiven: (given: GivenOption[]) => void,
): Command {
  const definition: CommandDefinition = commandTable[name];
  const { argument, insteadOfArgument: instead = [], sets, description } = definition;
  const isInstead = (option: GivenOption): boolean => instead.some((each) => each === option.name);
  const command = program.command(name, { isDefault: name === 'run' }).description(description);
  const given: GivenOption[] = sets === undefined ? [] : [{ name: sets, text: 'true', from: name }];
  for (const option of optionList)
    if (isOptionOf(definition, name, option[0])) addOption(command, option, { argv, given });
  const placeholder = argument && optionTable[argument].value;
  const takesSeveral = argument !== undefined && optionTable[argument].kind === 'list';
  if (placeholder !== undefined)
    command.argument(instead.length === 0 ? `<${placeholder}>` : `[${placeholder}]`);
  // Collects all further operands, because commander's own error message would quote them: one may be part of a secret.
  const usage = placeholder ? [`<${placeholder}>${takesSeveral ? '…' : ''}`] : [];
  command.argument('[more...]').usage(['[options]', ...usage].join(' '));
  return command.action(() => {
    const count = takesSeveral ? command.args.length : Number(argument !== undefined);
    const operands = command.args.slice(count);
    rejectSwallowedOptions(env, operands);
    rejectOperands(operands, given);
    if (argument && command.args.length === 0 && !given.some(isInstead))
      throw new UsageError(
        `${[`${name} needs a ${placeholder}`, ...instead.map((option) => `--${option}`)].join(', or ')}. --help lists all options.`,
      );
    if (argument)
      for (const text of command.args.slice(0, count)) given.push({ name: argument, text, from: name });
    onGiven(given);
  });
}

/** Whether a command has an option. The default command also has the options of other commands, for compatibility. */
const isOptionOf = ({ options }: CommandDefinition, command: CommandName, option: OptionName): boolean =>
  options.includes(option) || (command === 'run' && isOptionCommand(option));

function addOption(
  command: Command,
  [name, definition]: readonly [OptionName, OptionDefinition],
  { argv, given }: { argv: readonly string[]; given: GivenOption[] },
): void {
  const { kind, short, value, group, hidden = false, description } = definition;
  const flags = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`;
  const option = new Option(flags, description).helpGroup(`${group}:`);
  command.addOption(option.hideHelp(hidden || isOptionCommand(name)));
  command.on(`option:${name}`, (text?: string) => {
    if (text !== undefined) checkValue(name, text, argv);
    given.push({ name, text: text ?? 'true', from: `--${name}` });
  });
  if (kind !== 'flag') return;
  command.addOption(new Option(`--no-${name}`).hideHelp());
  command.on(`option:no-${name}`, () => given.push({ name, text: 'false', from: `--no-${name}` }));
}

/**
 * Rejects an empty value, and a value that looks like another option unless `=` joins it.
 * @throws UsageError
 */
function checkValue(name: OptionName, text: string, argv: readonly string[]): void {
  const isJoined = argv.some((argument) => argument.startsWith('-') && argument.endsWith(`=${text}`));
  if (text !== '' && (isJoined || !/^--?[a-zA-Z]/.test(text))) return;
  throw new UsageError(formatMissingValue(name));
}

export function formatMissingValue(name: OptionName): string {
  const { value }: OptionDefinition = optionTable[name];
  return `--${name} needs a value: --${name}=${value}`;
}

const flags = optionList.map(([name]) => `--${name}`);

function rejectOperands([operand]: readonly string[], given: readonly GivenOption[]): void {
  if (operand === undefined) return;
  // The operand may be part of a header value that was not quoted.
  const secret = given.find(({ name }) => (optionTable[name] as OptionDefinition).secret);
  const shown = secret ? `An argument after ${secret.from}` : `\`${operand.slice(0, 80)}\``;
  const names = [...Object.keys(commandTable), 'init', 'reference', 'compare'];
  const suggestion = didYouMean(operand, names) || didYouMean(operand.replace(/^-*/, '--'), flags);
  throw new UsageError(`${shown} is not an option or command.${suggestion} --help lists all options.`);
}
