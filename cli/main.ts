import { UsageError } from '../http/usage-error.ts';
import { withoutSecrets } from '../redaction/redact-error.ts';
import { ContractError } from '../spec/document/contract-error.ts';
import { interruptedStatus, ownSignals } from './interruption.ts';
import { type Options, parseOptions } from './options.ts';

/** One way of using the suite; gives the exit status. */
type Mode = (options: Options) => Promise<number>;

/** The first whose option is given; loaded when asked for, as vitest alone takes a second to load. */
const modes: readonly { isAsked(options: Options): boolean; load(): Promise<Mode> }[] = [
  { isAsked: ({ help }) => help, load: async () => (await import('./commands/help.ts')).help },
  { isAsked: ({ version }) => version, load: async () => (await import('./commands/help.ts')).version },
  { isAsked: ({ list }) => list, load: async () => (await import('./commands/list.ts')).list },
  {
    isAsked: ({ explain }) => explain !== undefined,
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  { isAsked: ({ dryRun }) => dryRun, load: async () => (await import('./commands/dry-run.ts')).dryRun },
  {
    isAsked: ({ replay }) => replay !== undefined,
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  { isAsked: () => true, load: async () => (await import('./commands/run.ts')).run },
];

/** `npm test`: checks the options before vitest sees any, then does what they ask for. */
async function launch(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv, process.env);
  const mode = await modes.find(({ isAsked }) => isAsked(options))?.load();
  return mode ? mode(options) : 2;
}

/** What an error says may be a stranger's, or a secret in the wrong place. */
function tell(error: unknown): void {
  console.error(withoutSecrets(textOf(error), process.env, process.argv));
}

/** The user's mistake is told as it is; a mistake of ours is never a verdict on the target. */
function textOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof ContractError) return error.message;
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line)) : [];
  return `The suite itself failed, which says nothing about the target: ${error}\n${frames.join('\n')}`;
}

ownSignals();
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error) => {
    tell(error);
    process.exit(2); // Node would end with 1, which says that the target failed
  });
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error; // whoever reads along may leave; the run goes on, and its reports are written
});
try {
  const status = await launch(process.argv.slice(2));
  process.exitCode = interruptedStatus() ?? status;
} catch (error) {
  tell(error);
  process.exitCode = interruptedStatus() ?? 2;
}
