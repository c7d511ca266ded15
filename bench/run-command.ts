import { spawn } from 'node:child_process';

export interface CommandResult {
  /** The exit status; null if a signal ended the command. */
  status: number | null;
  /** The output of stdout and stderr. */
  output: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  /** Time limit after which the command is killed; 300 by default. */
  timeoutSeconds?: number;
}

/**
 * Runs a command.
 * @throws {Error} if it cannot be started
 */
export function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { cwd, env = {}, timeoutSeconds = 300 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1000);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ status, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/**
 * Runs a command and returns its output.
 * @throws {Error} with the last lines of the output if it fails
 */
export async function runOrThrow(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { status, output } = await runCommand(file, args, options);
  if (status !== 0)
    throw new Error(`${file} exited with status ${status}: ${output.trim().split('\n').slice(-3).join(' ')}`);
  return output;
}
