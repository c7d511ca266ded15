import { callFunction } from '../http/fetched-credentials.ts';
import { UsageError } from '../http/usage-error.ts';
import { redactError } from '../redaction/redact-error.ts';
import { isObject } from '../spec/json.ts';
import type { RunStatus, RunValues } from './extensions.ts';
import { getInterruptSignal } from './interruption.ts';
import type { Options } from './parse-options.ts';
import { parseFixtureFile } from './read-fixtures.ts';

/** Time limit of `beforeRun` and `afterRun`, in milliseconds. They may start servers. */
const maxHookMs = 600_000;

interface HookedRun<T> {
  options: Options;
  /** Ends `beforeRun` when it aborts. */
  signal: AbortSignal;
  run(options: Options): Promise<T>;
  getStatus(result: T): RunStatus;
  /** Returns the result of a run whose `afterRun` failed. */
  onAfterRunError(error: UsageError, result: T): T;
}

/**
 * Calls `beforeRun`, the run with the values that it returned, and `afterRun`.
 * @throws UsageError if `beforeRun` fails; nothing is sent then
 */
export async function runWithHooks<T>({
  options,
  signal,
  run,
  getStatus,
  onAfterRunError,
}: HookedRun<T>): Promise<T> {
  const { beforeRun, afterRun } = options.configured.hooks ?? {};
  const values = beforeRun && (await callHook('beforeRun', beforeRun, options, signal));
  const callAfterRun = async (status: RunStatus) => {
    // a run that was interrupted has to be cleaned up too, so its signal does not end the hook
    const { signal: own } = new AbortController();
    if (afterRun) await callHook('afterRun', () => afterRun({ status }), options, own);
  };
  let result: T;
  try {
    result = await run(addValues(options, values));
  } catch (error) {
    await callAfterRun('error').catch(() => {}); // the error of the run comes first
    throw error;
  }
  try {
    await callAfterRun(getStatus(result));
    return result;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return onAfterRunError(error, result);
  }
}

async function callHook<T>(
  name: string,
  hook: () => T,
  { configured: { source } }: Options,
  signal: AbortSignal,
): Promise<Awaited<T>> {
  try {
    return await callFunction(`${source}hooks.${name}`, async () => hook(), signal, maxHookMs);
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Adds the values that `beforeRun` returned. They take precedence over those of the configuration. */
function addValues(options: Options, values: unknown): Options {
  if (values === undefined) return options;
  const { configured, fixtures: file } = options;
  const { fixtures, parameters } = checkValues(values, `${configured.source}hooks.beforeRun`);
  return {
    ...options,
    ...(fixtures && { fixtures: { ...(file === undefined ? {} : parseFixtureFile(file)), ...fixtures } }),
    configured: { ...configured, parameters: { ...configured.parameters, ...parameters } },
  };
}

const names = ['fixtures', 'parameters'];

function checkValues(values: unknown, source: string): RunValues {
  const isValid =
    isObject(values) &&
    Object.entries(values).every(
      ([name, value]) => names.includes(name) && (value === undefined || isObject(value)),
    );
  if (isValid) return values;
  throw new UsageError(
    `${source} must return nothing, or an object with the objects ${names.join(' and ')}. Nothing was sent.`,
  );
}

/** Runs a command that sends requests with the hooks of the configuration. Returns its exit status. */
export const runCommandWithHooks = (
  options: Options,
  run: (options: Options) => Promise<number>,
): Promise<number> =>
  runWithHooks({
    ...{ options, run, signal: getInterruptSignal() },
    getStatus: (status) => (status === 0 ? 'passed' : status === 1 ? 'failed' : 'error'),
    onAfterRunError(error, status) {
      console.error(redactError(error.message, process.env, process.argv));
      return status === 1 ? 1 : 2;
    },
  });
