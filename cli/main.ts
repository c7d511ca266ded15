#!/usr/bin/env node
import { CommanderError } from 'commander';
import { UsageError } from '../http/usage-error.ts';
import { redactError } from '../redaction/redact-error.ts';
import { ContractError } from '../spec/document/contract-error.ts';
import type { GivenOption } from './given-option.ts';
import { getInterruptStatus, handleSignals } from './interruption.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { type Options, resolveOptions } from './parse-options.ts';
import { findUserDirectory } from './user-directory.ts';

/** Runs a command and returns its exit status. */
type Command = (options: Options) => Promise<number>;

/**
 * The commands in the order of precedence: the first that matches the options is run. They are loaded on demand, so
 * that each starts fast.
 */
const commands: readonly { matches(options: Options): boolean; load(): Promise<Command> }[] = [
  { matches: ({ list }) => list, load: async () => (await import('./commands/list.ts')).listClauses },
  {
    matches: ({ explain }) => explain !== undefined,
    load: async () => (await import('./commands/explain.ts')).explainClause,
  },
  { matches: ({ dryRun }) => dryRun, load: async () => (await import('./commands/dry-run.ts')).dryRun },
  {
    matches: ({ replay }) => replay !== undefined,
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  {
    matches: ({ judge, listen, webhooks }) => judge.length > 0 || listen !== undefined || webhooks.length > 0,
    load: async () => (await import('./commands/judge.ts')).judge,
  },
  {
    matches: ({ receive }) => receive,
    load: async () => (await import('./commands/receive.ts')).receive,
  },
  {
    matches: ({ apiVersion }) => apiVersion.length > 1,
    load: async () => (await import('./commands/run-versions.ts')).runVersions,
  },
  {
    matches: (options) => options.export !== undefined,
    load: async () => (await import('./commands/export.ts')).exportTest,
  },
  { matches: ({ merge }) => merge.length > 0, load: async () => (await import('./commands/merge.ts')).merge },
  { matches: () => true, load: async () => (await import('./commands/run.ts')).run },
];

/** Combines the options of the command line and the environment with those of the configuration file. */
async function readOptions(given: readonly GivenOption[]): Promise<Options> {
  const explicit = resolveOptions(given, process.env);
  const { readConfig } = await import('./read-config.ts');
  return resolveOptions(given, process.env, await readConfig(explicit.config));
}

/** Parses the command line and runs its command. Returns the exit status. */
async function runCommand(argv: readonly string[]): Promise<number> {
  const invocation = parseCommandLine({ argv, env: process.env });
  if (invocation.command === 'init') return (await import('./commands/init.ts')).init(invocation.options);
  if (invocation.command === 'reference')
    return (await import('./commands/reference.ts')).reference(invocation.options);
  if (invocation.command === 'compare')
    return (await import('./commands/compare.ts')).compare(invocation.files);
  handleSignals();
  const options = await readOptions(invocation.given);
  const command = await commands.find(({ matches }) => matches(options))?.load();
  return command ? command(options) : 2;
}

/** Prints an error. Secrets are replaced, because the message may quote the target or an option. */
function printError(error: unknown): void {
  console.error(redactError(describeError(error), process.env, process.argv));
}

/** Returns the message of a user's mistake. Any other error is a defect of the suite and includes its stack. */
function describeError(error: unknown): string {
  if (error instanceof UsageError || error instanceof ContractError) return error.message;
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line)) : [];
  return `The suite itself failed. This is not a result for the target: ${error}\n${frames.join('\n')}`;
}

const userDirectory = findUserDirectory(process.env, process.cwd());
if (userDirectory !== undefined) process.chdir(userDirectory);
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error) => {
    printError(error);
    process.exit(2); // Node would exit with 1, which means that the target violates the contract
  });
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // EPIPE: the reader of the output has closed the pipe, but the reports must still be written
  if (error.code !== 'EPIPE') throw error;
});
runCommand(process.argv.slice(2))
  .catch((error: unknown) => {
    // Commander has printed the help and throws to exit
    const isHelp = error instanceof CommanderError && error.exitCode === 0;
    if (!isHelp) printError(error);
    return isHelp ? 0 : 2;
  })
  .then((status) => {
    process.exitCode = getInterruptStatus() ?? status;
  });
