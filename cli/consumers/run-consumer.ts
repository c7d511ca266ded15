import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseJson } from '../../spec/exact-integers.ts';
import type { ConsumerCommand, ConsumerOutput } from '../../suites/consumer.ts';

/** What a consumer reports about a response, or why it reports nothing. */
export type ConsumerResult = ConsumerOutput | { index: number; failure: string };

export interface ConsumerLimits {
  /** Longest time from the start until the first result, in milliseconds. */
  startMs: number;
  /** Longest time from one result to the next, in milliseconds. */
  resultMs: number;
  /** Number of crashes and time-outs after which no further response is read. */
  failures: number;
}

/** Generous for a busy machine: an SDK imports a thousand files. */
const defaultLimits: ConsumerLimits = { startMs: 60_000, resultMs: 10_000, failures: 3 };

/**
 * Lets a consumer read responses, in a process that gets no environment variables and whose output is ignored. If the
 * process crashes or exceeds a limit, another one continues after the response that it was reading.
 * @param count the number of responses that the server has
 * @returns the results in order; fewer than `count` only if `signal` is aborted
 */
export async function runConsumer(
  command: ConsumerCommand,
  { url, count }: { url: string; count: number },
  signal?: AbortSignal,
  limits: ConsumerLimits = defaultLimits,
): Promise<ConsumerResult[]> {
  const results: ConsumerResult[] = [];
  for (let failures = 0; results.length < count && !signal?.aborted; ) {
    const args = [url, String(results.length), String(count)];
    const { outputs, failure } = await runOnce(command, args, signal, limits);
    results.push(...outputs.slice(0, count - results.length));
    if (results.length === count || signal?.aborted) break;
    failures += 1;
    results.push({ index: results.length, failure });
    if (failures < limits.failures) continue;
    const rest = `was not tried: ${failures} responses before it ended the program`;
    while (results.length < count) results.push({ index: results.length, failure: rest });
  }
  return results;
}

/** Starts the command once. Returns what it reports, and why it ended. */
async function runOnce(
  { file, args, directory }: ConsumerCommand,
  more: readonly string[],
  signal: AbortSignal | undefined,
  { startMs, resultMs }: ConsumerLimits,
): Promise<{ outputs: ConsumerOutput[]; failure: string }> {
  const child = spawn(file, [...args, ...more], {
    cwd: directory,
    // Windows starts no process without this variable
    env: process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const outputs: ConsumerOutput[] = [];
  let failure: string | undefined;
  const pipe = child.stdio[3] as Readable; // `stdio` makes the fourth stream a pipe that can be read
  const kill = (reason: string) => {
    failure ??= reason;
    child.kill('SIGKILL');
    pipe.destroy(); // a process that the child has started may hold the other end
  };
  const onAbort = () => kill('the run was interrupted');
  signal?.addEventListener('abort', onAbort);
  let timer = setTimeout(() => kill(`gives no result within ${startMs / 1000} s`), startMs);
  const ended = waitForEnd(child);
  createInterface({ input: pipe }).on('line', (line) => {
    const output = parseOutput(line, Number(more[1]) + outputs.length);
    if (!output) return kill('reports something else than a result');
    outputs.push(output);
    clearTimeout(timer);
    timer = setTimeout(() => kill(`gives no result within ${resultMs / 1000} s`), resultMs);
  });
  const end = await ended;
  clearTimeout(timer);
  signal?.removeEventListener('abort', onAbort);
  return { outputs, failure: failure ?? end };
}

/** Waits until the process has ended and its output is read. Describes the end. */
const waitForEnd = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(`cannot be started: ${error.message}`));
    child.once('close', (code, end) =>
      resolve(end === null ? `exits with status ${code}` : `is ended by ${end}`),
    );
  });

function parseOutput(line: string, index: number): ConsumerOutput | undefined {
  try {
    const output = parseJson(line) as unknown as ConsumerOutput; // a consumer of this suite has written it
    return output.index === index ? output : undefined;
  } catch {
    return undefined;
  }
}
