import { expect, test, vi } from 'vitest';
import type { Hooks, RunStatus } from '../../../cli/extensions.ts';
import { type Options, resolveOptions } from '../../../cli/parse-options.ts';
import { runWithHooks } from '../../../cli/run-hooks.ts';
import { UsageError } from '../../../http/usage-error.ts';

interface Outcome {
  result: RunStatus | 'after' | UsageError;
  /** The options of the run, if it was started. */
  options: Options | undefined;
}

async function runHooks(hooks: Hooks, run: () => RunStatus = () => 'passed'): Promise<Outcome> {
  const values = {
    ...{ source: 'config.ts: ', hooks, parameters: { a: 1, b: 1 } },
    fixtures: { x: { body: 1 }, y: { body: 1 } },
  };
  let options: Options | undefined;
  const result = await runWithHooks<RunStatus | 'after'>({
    options: resolveOptions([], {}, { given: [], values }),
    signal: new AbortController().signal,
    async run(prepared) {
      options = prepared;
      return run();
    },
    getStatus: (status) => (status === 'after' ? 'error' : status),
    onAfterRunError: () => 'after',
  }).catch((error: UsageError) => error);
  return { result, options };
}

test('beforeRun returns fixtures and parameters, which take precedence', async () => {
  const beforeRun = async () => ({ fixtures: { y: { body: 2 } }, parameters: { b: 2, c: 2 } });
  const { options } = await runHooks({ beforeRun });
  expect(options?.fixtures).toEqual({ x: { body: 1 }, y: { body: 2 } });
  expect(options?.configured.parameters).toEqual({ a: 1, b: 2, c: 2 });
});

test.each<[RunStatus]>([['passed'], ['failed'], ['error']])('afterRun gets the status %s', async (status) => {
  const afterRun = vi.fn();
  expect((await runHooks({ afterRun, beforeRun() {} }, () => status)).result).toBe(status);
  expect(afterRun.mock.calls).toEqual([[{ status }]]);
});

test('afterRun is called after a run that throws, whose error comes first', async () => {
  const afterRun = vi.fn(() => {
    throw new Error('second');
  });
  const { result } = await runHooks({ afterRun }, () => {
    throw new UsageError('first');
  });
  expect(result).toMatchObject({ message: 'first' });
  expect(afterRun).toHaveBeenCalledWith({ status: 'error' });
});

test('a hook that throws is an error that names it', async () => {
  const fail = () => {
    throw new Error('boom', { cause: new Error('bang') });
  };
  const { result, options } = await runHooks({ beforeRun: fail });
  expect(result).toBeInstanceOf(UsageError);
  expect(result).toMatchObject({ message: 'config.ts: hooks.beforeRun failed: boom: bang' });
  expect(options).toBeUndefined();
  expect((await runHooks({ afterRun: fail })).result).toBe('after');
});

test.each([[7], [{ fixture: {} }], [{ fixtures: [] }]])('beforeRun must not return %j', async (value) => {
  const { result, options } = await runHooks({ beforeRun: (() => value) as unknown as () => undefined });
  expect(result).toMatchObject({
    message: expect.stringContaining('config.ts: hooks.beforeRun must return nothing'),
  });
  expect(options).toBeUndefined();
});
