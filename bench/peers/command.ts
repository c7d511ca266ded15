import { spawn } from 'node:child_process';

/** What a command printed, and how it ended. */
export interface Ended {
  status: number | null;
  output: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  seconds?: number;
}

/** Runs a command to its end, or for so many seconds. @throws {Error} where it cannot be started. */
export function command(file: string, args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  const { cwd, env = {}, seconds = 300 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
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

/** Runs a command that has to succeed. @throws {Error} with its last lines where it does not. */
export async function demand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { status, output } = await command(file, args, options);
  if (status !== 0)
    throw new Error(`${file} ended with ${status}: ${output.trim().split('\n').slice(-3).join(' ')}`);
  return output;
}
