import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../http/usage-error.ts';
import manifest from '../package.json' with { type: 'json' };
import { getInvocation } from '../reporters/invocation.ts';
import { type CiService, ciServices } from './ci-files.ts';
import { commandList } from './command-table.ts';
import type { GivenOption } from './given-option.ts';
import { configureHelp, renderOverview } from './help.ts';
import { optionParsers } from './option-parsers.ts';
import { isOptionName, optionList } from './option-table.ts';
import { didYouMean } from './suggest.ts';
import { addTableCommand, type CommandLine, formatMissingValue } from './table-command.ts';

/** The options of the command `reference`. */
export interface ReferenceOptions {
  port: number;
  fault?: string;
  variant?: string;
  apiVersion?: string;
  listFaults?: true;
  listVariants?: true;
}

/** The options of the command `init`. */
export interface InitOptions {
  contract?: string;
  target?: string;
  ci?: CiService;
  force?: true;
}

/** The command and the options that the command line selects. */
export type Invocation =
  | { command: 'run'; given: readonly GivenOption[] }
  | { command: 'init'; options: InitOptions }
  | { command: 'reference'; options: ReferenceOptions }
  | { command: 'compare'; files: readonly [older: string, newer: string] };

/**
 * Parses the command line. All commands of the command table are parsed as `run`: options such as `list` select what it
 * does.
 * @throws UsageError for an unknown command or option, or a missing value; CommanderError with the exit code 0 after
 * printing help
 */
export function parseCommandLine(line: CommandLine): Invocation {
  let invocation: Invocation | undefined;
  const program = createProgram(line, (selected) => {
    invocation = selected;
  });
  try {
    program.parse(withFlagValues(line.argv), { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError && error.exitCode !== 0 ? toUsageError(error) : error;
  }
  if (invocation === undefined)
    throw new UsageError('The command line has no command. --help lists all commands.');
  return invocation;
}

function createProgram(line: CommandLine, select: (invocation: Invocation) => void): Command {
  const program = new Command(getInvocation().replace(/^npx /, ''));
  program
    .description('Tests whether a server honours its OpenAPI document.')
    .version(manifest.version, '--version', 'print the version');
  // errors are thrown; the caller prints them without secrets
  program.exitOverride().configureOutput({ writeErr: () => {} });
  program.addHelpOption(new Option('-h, --help', 'print this help').helpGroup('Output:'));
  program.helpCommand('help [command]', 'print the help of a command').configureHelp(configureHelp);
  for (const [name] of commandList)
    addTableCommand(program, name, line, (given) => select({ command: 'run', given }));
  addInit(program).action((options) => select({ command: 'init', options }));
  addReference(program).action((options) => select({ command: 'reference', options }));
  program
    .command('compare <OLD.json> <NEW.json>')
    .description('compare two results.json files; exits with 1 if the second is worse')
    .action((older, newer) => select({ command: 'compare', files: [older, newer] }));
  return program.addHelpText('after', renderOverview);
}

function addInit(program: Command): Command {
  return program
    .command('init')
    .description('write conformance.config.ts and a file for a CI service; prompts for the rest')
    .option('--contract <FILE|URL>', 'OpenAPI document to test against')
    .option('--target <URL>', 'server to test')
    .addOption(new Option('--ci <github|gitlab>', 'CI service to write a file for').choices(ciServices))
    .option('--force', 'replace existing files');
}

function addReference(program: Command): Command {
  const command = program
    .command('reference')
    .description("serve the built-in reference of Polar's customer sessions");
  const port = new Option('--port <N>', 'port to listen on').argParser(parsePort).default(0, 'a free port');
  return command
    .addOption(port)
    .option('--fault <ID>', 'fault to build in: a violation of the contract')
    .option('--variant <ID,…>', 'variants to select: other allowed behaviours')
    .option(
      '--api-version <YYYY-MM>',
      'version of requests that name none; by default that of the shipped document',
    )
    .option('--list-faults', 'list all faults')
    .option('--list-variants', 'list all variants');
}

function parsePort(text: string): number {
  const port = Number(text);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError(`--port must be an integer from 0 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}

/** Replaces `--strict=false` by `--no-strict`, because commander supports no flags with a value. */
function withFlagValues(argv: readonly string[]): string[] {
  const own = argv[0] === '--' ? argv.slice(1) : argv; // pnpm passes on the `--` that separates its own options
  return own.map((argument) => {
    const [, name = '', text = ''] = /^--([^=]+)=(.*)$/s.exec(argument) ?? [];
    const definition = optionList.find(([known, { kind }]) => known === name && kind === 'flag');
    if (!definition) return argument;
    const value = optionParsers.flag.parse(text, {});
    if (value === undefined)
      throw new UsageError(`--${name} must be true or false, not \`${text.slice(0, 80)}\`.`);
    return value ? `--${name}` : `--no-${name}`;
  });
}

/** Rewrites an error of commander, which quotes the values of unknown options: they may be secrets. */
function toUsageError({ code, message }: CommanderError): UsageError {
  const [, flag = ''] = /'[^']*?(--?[^'=\s]+)/.exec(message) ?? [];
  const name = flag.replace(/^--?/, '');
  if (code === 'commander.unknownOption')
    return new UsageError(
      isOptionName(name)
        ? `${flag} is not an option of this command. --help after the command lists its options.`
        : `${flag} is not an option.${didYouMean(name, optionNames, (known) => `--${known}`)} --help lists all options.`,
    );
  if (code === 'commander.optionMissingArgument' && isOptionName(name))
    return new UsageError(formatMissingValue(name));
  return new UsageError(message.replace(/^error: /, ''));
}

const optionNames = optionList.map(([name]) => name);
